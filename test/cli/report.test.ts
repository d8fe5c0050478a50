import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildRunReport } from "../../src/metrics/build-report.js";
import { runCli, temporaryFolder } from "./run-cli.js";

const folder = temporaryFolder();
const file = join(folder.path, "run", "report.json");
afterAll(() => folder.remove());

beforeAll(() => {
  mkdirSync(join(folder.path, "run"));
  const report = buildRunReport({
    name: "nightly",
    startedAt: new Date("2026-01-02T03:04:05Z"),
    durationMs: 1_500,
    command: ["wsrig", "check", "ws://127.0.0.1:8080"],
    target: { url: "ws://127.0.0.1:8080" },
    plan: { seed: 1 },
    checks: [
      {
        id: "text/a",
        title: "echoes",
        status: "fail",
        expected: "a",
        received: "b",
        durationMs: 1,
        scenario: "text",
        tags: {},
      },
    ],
  });
  writeFileSync(file, JSON.stringify(report));
});

describe("wsrig report", () => {
  it("renders text when no format is named; rendering a failed run is no failure", async () => {
    const { code, stdout, stderr } = await runCli(["report", file]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^FAIL {2}wsrig nightly/);
    expect(stdout).toContain("✗ text: echoes");
  });

  it("takes the folder of a run as well", async () => {
    expect((await runCli(["report", join(folder.path, "run")])).stdout).toMatch(/^FAIL {2}wsrig nightly/);
  });

  it("writes every format asked for, to files and stdout", async () => {
    const html = join(folder.path, "page.html");
    const { code, stdout, stderr } = await runCli(["report", file, "--html", html, "--junit", "-"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^<\?xml[\s\S]*<failure/);
    expect(readFileSync(html, "utf8")).toContain("nightly");
  });

  it("refuses to write figures for trackers where nothing was compared", async () => {
    expect(await runCli(["report", file, "--benchmark-smaller", "-"])).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "error: --benchmark-smaller is for reports of experiments and comparisons; this one has none\n" +
        "hint: Compare it with another run first: wsrig compare.\n",
    });
  });

  it("renders a comparison again, with its answer first", async () => {
    const fixture = new URL("../metrics/fixtures/report-v1-comparison.json", import.meta.url);
    const { code, stdout } = await runCli(["report", fileURLToPath(fixture)]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^FAIL {2}wsrig compare .*\n\n {2}\? Whether 256 B differs from whole is unclear/);
  });

  it("--json prints the document, and errors as JSON; --quiet changes nothing", async () => {
    const { code, stdout, stderr } = await runCli(["report", file, "--json", "--quiet"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync(file, "utf8")));
    const missing = await runCli(["report", "nope.json", "--json"]);
    expect(missing).toMatchObject({ code: 2, stdout: "" });
    expect(JSON.parse(missing.stderr).error).toMatchObject({
      code: "usage-invalid-report",
      message: "nope.json does not exist",
      hint: "Give a report.json, or the folder of a run, such as reports/latest.",
    });
  });

  it.each([
    ["a file that is not there", "nowhere.json", undefined, "nowhere.json does not exist"],
    ["a file that is not JSON", "broken.json", "{", "is not JSON"],
    [
      "a report with a part missing",
      "part.json",
      '{"metrics":[]}',
      "  checks is missing; must be an array\n",
    ],
    [
      "a document of another kind",
      "other.json",
      '{"kind":"conformance-baseline","schemaVersion":1,"agents":{}}',
      "other.json is no run report; it seems to be a baseline of conformance cases, which wsrig conform --baseline reads\nhint: Give a report.json, or the folder of a run, which holds one.\n",
    ],
    [
      "an index.json",
      "index.json",
      '{"a":{"1.1.1":{"behavior":"OK","behaviorClose":"OK"}}}',
      "it seems to be an index.json of conformance cases, which wsrig conform --compare reads\n",
    ],
  ])("%s is a mistake: exit code 2", async (_title, name, content, message) => {
    const path = join(folder.path, name);
    if (content !== undefined) writeFileSync(path, content);
    const { code, stdout, stderr } = await runCli(["report", path]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^error: /);
    expect(stderr).toContain(message);
  });
});
