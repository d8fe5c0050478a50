import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runReportSchema } from "../../src/metrics/run-report.js";
import type { ReferenceServer } from "../../src/server/reference-server.js";
import { runCli, startCli, temporaryFolder } from "./run-cli.js";
import { deadUrl, startMuteTarget, startPlainHttpTarget, startTarget, startWrongTarget } from "./targets.js";

const folder = temporaryFolder();
let server: ReferenceServer;
beforeAll(async () => {
  server = await startTarget();
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

const text = ["--scenario", "text"];

describe("wsrig check", () => {
  it("passes on the reference server: exit code 0, summary on stdout, report in reports/", async () => {
    const { code, stdout, stderr } = await runCli(["check", server.url, ...text], { cwd: folder.path });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^PASS {2}wsrig check/);
    expect(stderr).toBe("connecting\nscenario text\n");
    const path = /^HTML report: (.+)$/m.exec(stdout)?.[1] ?? "";
    expect(path).toMatch(/^reports\/\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-check\/report\.html$/);
    const run = join(folder.path, path, "..");
    expect(readdirSync(run).sort()).toEqual(["report.html", "report.json"]);
    expect(run.endsWith(readlinkSync(join(folder.path, "reports", "latest")))).toBe(true);
    const report = runReportSchema.parse(JSON.parse(readFileSync(join(run, "report.json"), "utf8")));
    expect(report).toMatchObject({
      kind: "run",
      name: "check",
      verdict: "pass",
      target: { url: server.url },
    });
  });

  it("--json prints the report document alone, with the command that repeats the run", async () => {
    const args = ["check", `${server.url}/echo?token=s3cret`, ...text, "--json", "--out", folder.path];
    const secrets = [
      "-H",
      "Authorization: Bearer abc",
      "--redact",
      "token",
      "--tag",
      "build=7",
      "--name",
      "nightly",
    ];
    const { code, stdout, stderr } = await runCli([...args, ...secrets]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const report = runReportSchema.parse(JSON.parse(stdout));
    expect(report).toMatchObject({
      name: "nightly",
      verdict: "pass",
      plan: { scenarios: ["text"], tags: { build: "7" } },
    });
    expect(report.checks[0]?.tags).toMatchObject({ build: "7" });
    expect(report.command.slice(0, 5)).toEqual([
      "wsrig",
      "check",
      `${server.url}/echo?token=***`,
      "--scenario",
      "text",
    ]);
    expect(report.command.slice(-2)).toEqual(["--seed", String(report.plan.seed)]);
    expect(stdout).not.toMatch(/s3cret|Bearer/);
  });

  it("fails on a server that answers with wrong bytes: exit code 1, with expected and received", async () => {
    await using wrong = await startWrongTarget((message) => `${message}!`);
    const { code, stdout, stderr } = await runCli(["check", wrong.url, ...text, "--out", folder.path]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^FAIL/);
    expect(stdout).toMatch(/✗ text: /);
    expect(stdout).toMatch(/expected .*\n.*received .*!/);
    expect(stderr).toContain("✗ text: ");
  });

  it("a server that opens no WebSocket: said once on top, with a hint about the path", async () => {
    await using plain = await startPlainHttpTarget();
    const args = ["check", plain.url, ...text, "--scenario", "ping-pong", "--out", folder.path];
    const { code, stdout } = await runCli(args);
    expect(code).toBe(1);
    expect(stdout.split("\n").slice(2, 4)).toEqual([
      "  ! The first connection did not open: the server answered 404 Not Found; must be 101.",
      "    Check the path.",
    ]);
    expect(stdout).toMatch(/✗ text: \d+ checks not run: /);
    expect(stdout.match(/not run: /g)?.length).toBeLessThanOrEqual(2);
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "%s while it first connects ends at once: exit code 130, no report",
    async (signal) => {
      await using mute = await startMuteTarget();
      const out = join(folder.path, `early-${signal}`);
      const check = startCli(["check", mute.url, "--timeout", "40s", "--out", out]);
      await check.stderrHas("connecting");
      check.child.kill(signal);
      expect(await check.result).toEqual({ code: 130, stdout: "", stderr: "connecting\n" });
      expect(readdirSync(out)).toEqual([]);
    },
  );

  it("secrets in headers stay out of every document, by their name or by --redact", async () => {
    const html = join(folder.path, "secrets.html");
    const args = ["check", server.url, ...text, "--out", folder.path, "--json", "--html", html];
    const headers = ["-H", "X-Api-Key: s3cret", "-H", "X-Tenant: acme-s3cret", "--redact", "x-tenant"];
    const { code, stdout } = await runCli([...args, ...headers]);
    expect(code).toBe(0);
    const { command, plan } = runReportSchema.parse(JSON.parse(stdout));
    expect(command).toEqual(expect.arrayContaining(["X-Api-Key: ***", "X-Tenant: ***"]));
    expect(plan.headers).toEqual(["X-Api-Key: ***", "X-Tenant: ***"]);
    expect(stdout + readFileSync(html, "utf8")).not.toContain("s3cret");
  });

  it("nobody there: exit code 3 before anything is written", async () => {
    const url = await deadUrl();
    const out = join(folder.path, "unreached");
    const { code, stdout, stderr } = await runCli(["check", url, "--out", out, "-q"]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain(`error: no HTTP answer from "${url}": `);
    expect(readdirSync(out)).toEqual([]);
  });

  it("a refusal in HTTP is an answer: failed checks, exit code 1", async () => {
    const { code, stdout } = await runCli([
      "check",
      `${server.url}/nowhere`,
      ...text,
      "--out",
      folder.path,
      "-q",
    ]);
    expect(code).toBe(1);
    expect(stdout).toContain("404");
  });

  it("--quiet leaves stderr empty and the result on stdout", async () => {
    const { stdout, stderr } = await runCli(["check", server.url, ...text, "--out", folder.path, "--quiet"]);
    expect(stderr).toBe("");
    expect(stdout).toContain("PASS");
  });

  it.each([
    ["junit", /^<\?xml/],
    ["markdown", /wsrig/],
    ["html", /^<!doctype html>/i],
  ])("--%s - prints that document alone", async (format, start) => {
    const { code, stdout, stderr } = await runCli([
      "check",
      server.url,
      ...text,
      "--out",
      folder.path,
      `--${format}`,
      "-",
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(start);
    expect(stdout).not.toContain("HTML report:");
    expect(stderr).toMatch(/\nHTML report: .+\n$/);
  });

  it("writes every output file beside the report", async () => {
    const junit = join(folder.path, "junit.xml");
    const markdown = join(folder.path, "summary.md");
    const args = [
      "check",
      server.url,
      ...text,
      "--out",
      folder.path,
      "--junit",
      junit,
      "--markdown",
      markdown,
    ];
    const { code } = await runCli(args);
    expect(code).toBe(0);
    expect(readFileSync(junit, "utf8")).toContain("<testcase");
    expect(readFileSync(markdown, "utf8")).toContain("wsrig");
  });

  it("a report folder that cannot be made is a mistake before anything is sent", async () => {
    const opened = server.stats().connections;
    const { code, stderr } = await runCli(["check", server.url, "--out", "/dev/null/reports"]);
    expect(code).toBe(2);
    expect(stderr).toContain("hint: Name a folder that can be written to with --out.");
    expect(server.stats().connections).toEqual(opened);
  });

  it.each([
    ["no colour when stdout is no terminal", {}, false],
    ["colour when FORCE_COLOR asks for it", { FORCE_COLOR: "1" }, true],
    ["no colour when NO_COLOR is set, whatever else is", { FORCE_COLOR: "1", NO_COLOR: "1" }, false],
  ])("%s", async (_title, env, coloured) => {
    const { stdout } = await runCli(["check", server.url, ...text, "--out", folder.path, "-q"], { env });
    expect(stdout.includes("\u001b[")).toBe(coloured);
  });
});
