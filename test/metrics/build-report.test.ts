import { describe, expect, test } from "vitest";
import { buildRunReport, type RunReportInput } from "../../src/metrics/build-report.js";
import { readEnvironment, readToolVersion } from "../../src/metrics/environment.js";
import { parseRunReport } from "../../src/metrics/read-report.js";

const environment = {
  os: "Linux 6.1",
  arch: "x64",
  cpu: "A CPU",
  cores: 2,
  memoryBytes: 1_024,
  node: "20.20.0",
  ci: false,
};

function input(changes: Partial<RunReportInput> = {}): RunReportInput {
  return {
    name: "check",
    startedAt: new Date(Date.UTC(2026, 0, 2, 3, 4, 5)),
    durationMs: 1_234.5678,
    command: ["wsrig", "check", "ws://127.0.0.1:4000/"],
    target: { url: "ws://127.0.0.1:4000/" },
    plan: { seed: 1 },
    environment,
    toolVersion: "0.1.0",
    ...changes,
  };
}

describe("a report", () => {
  test("of a run without anything", () => {
    expect(buildRunReport(input())).toEqual({
      schemaVersion: 1,
      kind: "run",
      name: "check",
      tool: { name: "wsrig", version: "0.1.0" },
      startedAt: "2026-01-02T03:04:05.000Z",
      durationMs: 1_235,
      command: ["wsrig", "check", "ws://127.0.0.1:4000/"],
      target: { url: "ws://127.0.0.1:4000/" },
      plan: { seed: 1 },
      environment,
      verdict: "pass",
      reasons: [],
      checks: [],
      metrics: [],
      series: [],
      thresholds: [],
      warnings: [],
    });
  });

  test("is its own JSON: absent values are left out, and it reads back equal", () => {
    const report = buildRunReport(input({ plan: { seed: 1, origin: undefined }, interrupted: true }));
    expect(Object.keys(report.plan)).toEqual(["seed"]);
    expect(parseRunReport(JSON.parse(JSON.stringify(report)), "report.json")).toEqual(report);
  });

  test("keeps the loads of the run in their order", () => {
    const loads = [
      {
        name: "b",
        description: "10 clients for 5 s",
        model: "closed",
        hasDueTimes: false,
        limitedBy: "target",
      },
      { name: "a", description: "50 msg/s", model: "open", hasDueTimes: true, inFlightAtEnd: 3 },
    ] as const;
    expect(buildRunReport(input({ loads: [...loads] })).loads).toEqual(loads);
  });

  test("holds no secret, wherever it came in", () => {
    const secret = "hunter2";
    const report = buildRunReport(
      input({
        name: `ws://u:${secret}@h/`,
        command: ["wsrig", "check", `ws://u:${secret}@h/?key=${secret}`, "-H", `Cookie: a=${secret}`],
        target: { url: `ws://u:${secret}@h/?key=${secret}`, final: `ws://h/?key=${secret}` },
        plan: { headers: [["Authorization", `Bearer ${secret}`]], tls: { passphrase: secret } },
        checks: [
          {
            id: "a/b",
            title: "b",
            status: "fail",
            expected: `ws://u:${secret}@h/`,
            received: `GET /?key=${secret} HTTP/1.1\r\nAuthorization: Bearer ${secret}`,
            reason: `Set-Cookie: ${secret}`,
            durationMs: 1,
            scenario: "a",
            tags: { url: `ws://${secret}@h/` },
          },
        ],
        warnings: [{ code: "w", message: `ws://u:${secret}@h/`, hint: `cookie: ${secret}` }],
        redact: ["key"],
      }),
    );
    expect(JSON.stringify(report)).not.toContain(secret);
    expect(report.command).toEqual(["wsrig", "check", "ws://***@h/?key=***", "-H", "Cookie: ***"]);
  });

  test("keeps nothing of the input: later changes do not reach it", () => {
    const plan = { seed: 1, nested: { a: 1 } };
    const report = buildRunReport(input({ plan }));
    plan.nested.a = 2;
    expect(report.plan).toEqual({ seed: 1, nested: { a: 1 } });
  });
});

describe("the environment", () => {
  test("fits the schema and names neither host nor user", () => {
    const report = buildRunReport(input({ environment: readEnvironment({}) }));
    expect(parseRunReport(report, "report.json").environment.cores).toBeGreaterThan(0);
    expect(report.environment.node).toBe(process.versions.node);
  });

  test.each([
    [{}, false],
    [{ CI: "true" }, true],
    [{ CI: "1" }, true],
    [{ CI: "false" }, false],
    [{ CI: "" }, false],
  ])("%j: ci is %j", (env, ci) => {
    expect(readEnvironment(env).ci).toBe(ci);
  });

  test("knows the version of wsrig", () => {
    expect(readToolVersion()).toMatch(/^\d+\.\d+\.\d+/);
  });
});
