import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runReportSchema } from "../../src/metrics/run-report.js";
import { detailsIn } from "../../src/report/html.js";
import type { ReferenceServer } from "../../src/server/reference-server.js";
import { runCli, startCli, temporaryFolder } from "./run-cli.js";
import {
  deadUrl,
  startMortalTarget,
  startMuteTarget,
  startRefusingTarget,
  startTarget,
  startWrongTarget,
  type TestTarget,
} from "./targets.js";

const folder = temporaryFolder();
let server: ReferenceServer;
let wrong: TestTarget;
beforeAll(async () => {
  server = await startTarget();
  wrong = await startWrongTarget((message) => {
    const text = String(message);
    return text.length === 126 ? "wrong" : text;
  });
});
afterAll(async () => {
  await server.close();
  await wrong[Symbol.asyncDispose]();
  folder.remove();
});

const here = { cwd: folder.path };
/** Four lengths of text; the third is wrong on the wrong server. */
const few = ["--cases", "1.1.1,1.1.2", "--cases", "1.1.3, 1.1.4"];

describe("wsrig conform", () => {
  it("passes on the reference server: exit code 0, a table by group, where the report is", async () => {
    const { code, stdout, stderr } = await runCli(
      ["conform", `${server.url}/echo`, "--cases", "1.*,5.*"],
      here,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "connecting\n36 cases\n" });
    expect(stdout).toMatch(/^PASS {2}wsrig conform {2}ws:/);
    expect(stdout).toMatch(/^ {2}1 Messages by length +16 +- +- +- +-$/m);
    expect(stdout).toMatch(/^ {2}All +36 +- +- +- +-$/m);
    expect(stdout).toMatch(/^ {2}\d+ cases left out by --cases or --exclude$/m);
    expect(stdout).toMatch(/^HTML report: reports\/.+-conform\/report\.html$/m);
  });

  it("fails on a wrong server: exit code 1, the case in a sentence, and how to see more", async () => {
    const { code, stdout, stderr } = await runCli(["conform", wrong.url, ...few], here);
    expect(code).toBe(1);
    const sentence = `Expected a text message of 126 bytes "${"*".repeat(40)}…"; received a text message "wrong".`;
    expect(stderr).toContain(`✗ 1.1.3: ${sentence}`);
    expect(stdout).toContain("1 of 4 cases failed (1.1.3).");
    expect(stdout).toMatch(/^ {2}✗ 1\.1\.3 {2}Expected .*received a text message "wrong"\. \(FAILED \//m);
    expect(stdout).toContain("More on a case: wsrig conform --explain 1.1.3\n");
  });

  it("tests further servers side by side, each with its own column and files", async () => {
    const out = join(folder.path, "also");
    const args = [
      "conform",
      `${server.url}/echo`,
      ...few,
      "--agent",
      "right",
      "--also",
      `wrong=${wrong.url}`,
    ];
    const { code, stdout } = await runCli([...args, "--out", out, "-q"], here);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Peer {2}right \(server\)$/m);
    expect(stdout).toMatch(/^Peer {2}wrong \(server\)$/m);
    const index = JSON.parse(readFileSync(join(out, "latest", "index.json"), "utf8"));
    expect(Object.keys(index)).toEqual(["right", "wrong"]);
    expect(index.right["1.1.3"].behavior).toBe("OK");
    expect(index.wrong["1.1.3"].behavior).toBe("FAILED");
  });

  it.each([
    ["old", '--also is "old"; must be a name and a URL'],
    ["right=ws://127.0.0.1:1", "--also names right, which another server is called"],
    [
      "old=http://127.0.0.1:1",
      '--also is "http://127.0.0.1:1"; must be a URL that begins with ws:// or wss://',
    ],
  ])("refuses --also %s", async (also, message) => {
    const args = ["conform", `${server.url}/echo`, ...few, "--agent", "right", "--also", also];
    const { code, stderr } = await runCli(args, here);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
  });

  it("ends with 3, before the first case, when a further server does not answer", async () => {
    const dead = await deadUrl();
    const args = ["conform", `${server.url}/echo`, ...few, "--also", `dead=${dead}`];
    const { code, stderr } = await runCli(args, here);
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: expect.stringContaining(`no HTTP answer from "${dead}"`),
    });
  });

  it("writes the files of the reference suite beside the report", async () => {
    const out = join(folder.path, "files");
    const args = ["conform", `${server.url}/echo`, "--cases", "1.1.1,1.1.8", "--agent", "Our Server 1.0"];
    const { code } = await runCli([...args, "--out", out, "-q"], here);
    expect(code).toBe(0);
    const run = join(out, "latest");
    expect(readdirSync(run).sort()).toEqual([
      "index.json",
      "our_server_1_0_case_1_1_1.json",
      "our_server_1_0_case_1_1_8.json",
      "report.html",
      "report.json",
    ]);
    const read = (name: string): Record<string, unknown> => JSON.parse(readFileSync(join(run, name), "utf8"));
    expect(read("index.json")).toEqual({
      "Our Server 1.0": {
        "1.1.1": {
          behavior: "OK",
          behaviorClose: "OK",
          duration: expect.any(Number),
          remoteCloseCode: 1000,
          reportfile: "our_server_1_0_case_1_1_1.json",
        },
        "1.1.8": expect.objectContaining({ reportfile: "our_server_1_0_case_1_1_8.json" }),
      },
    });
    expect(read("our_server_1_0_case_1_1_8.json")).toMatchObject({
      agent: "Our Server 1.0",
      id: "1.1.8",
      case: 2,
      behavior: "OK",
      wasClean: true,
      httpRequest: expect.stringMatching(/^GET \/echo HTTP\/1\.1\r\n/),
    });
    const page = readFileSync(join(run, "report.html"), "utf8");
    expect(page).toContain('id="wsrig-details">{');
    const again = await runCli(["report", run, "--html", "-"]);
    expect(detailsIn(again.stdout)).toEqual(detailsIn(page));
  });

  it("--json prints the document alone, without a secret anywhere in the folder", async () => {
    const out = join(folder.path, "json");
    const secrets = ["-H", "Token: s3cret", "-H", "Authorization: Bearer s3cret", "--redact", "key"];
    const url = `${server.url.replace("ws://", "ws://user:s3cret@")}/echo?key=s3cret`;
    const { code, stdout, stderr } = await runCli([
      "conform",
      url,
      ...few,
      ...secrets,
      "--json",
      "--out",
      out,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const report = runReportSchema.parse(JSON.parse(stdout));
    expect(report).toMatchObject({
      kind: "conformance",
      name: "conform",
      verdict: "pass",
      plan: { cases: ["1.1.1", "1.1.2", "1.1.3", "1.1.4"], waitMs: 1_000, caseTimeoutMs: 30_000, jobs: 8 },
    });
    expect(report.agents?.[0]).toMatchObject({
      role: "server",
      agent: new URL(server.url).host,
      summary: { pass: 4, fail: 0, missing: 0 },
    });
    const run = join(out, "latest");
    const files = readdirSync(run);
    expect(files).toHaveLength(7);
    for (const file of files) {
      const text = readFileSync(join(run, file), "utf8");
      expect(text).not.toContain("s3cret");
      expect(text).not.toContain(Buffer.from("s3cret").toString("hex"));
    }
  });

  it("--junit and --markdown tell the same, a test per case", async () => {
    const junit = join(folder.path, "junit.xml");
    const args = ["conform", wrong.url, ...few, "--junit", junit, "--markdown", "-", "-q"];
    const { code, stdout } = await runCli(args, here);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^\| 1\.1\.3 \| Expected a text message of 126 bytes/m);
    const xml = readFileSync(junit, "utf8");
    expect(xml).toMatch(/<testcase name="1\.1\.1" classname="wsrig\.conformance\.1" time="[\d.]+"\/>/);
    expect(xml).toMatch(/<testcase name="1\.1\.3" [^>]+>\s+<failure message="Expected a text message/);
    expect(xml).toMatch(/^<testsuites name="wsrig conform" tests="4" failures="1" errors="0" skipped="0"/m);
  });

  it("exit code 3 when nobody answers, and no folder is left", async () => {
    const out = join(folder.path, "dead");
    const { code, stderr } = await runCli(["conform", await deadUrl(), "--out", out], here);
    expect(code).toBe(3);
    expect(stderr).toContain("no HTTP answer from");
    expect(readdirSync(out)).toEqual([]);
  });

  it.each([
    [404, {}, "404 Not Found", "Check the path. "],
    [401, {}, "401 Unauthorized", "Give credentials, such as an Authorization header. "],
    [302, { Location: "/echo/" }, "302 Found", "Dial /echo/, where the server points to. "],
    [500, {}, "500 Internal Server Error", ""],
  ])(
    "ends with 1 before the first case when the server answers %i: nothing is written",
    async (status, headers, answer, hint) => {
      await using refusing = await startRefusingTarget(status, headers);
      const out = join(folder.path, `refused-${status}`);
      const baseline = join(folder.path, `refused-${status}.json`);
      const junit = join(folder.path, `refused-${status}.xml`);
      const files = ["--out", out, "--baseline", baseline, "--update-baseline", "--junit", junit];
      const { code, stdout, stderr } = await runCli(["conform", refusing.url, ...few, ...files], here);
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toBe(`\
connecting
error: no WebSocket at "${refusing.url}": the server answered ${answer}; must be 101
hint: ${hint}No case can be judged without a WebSocket: give the path of an echo service in the URL, and -H (credentials too), --origin or --subprotocol where the server wants them.
`);
      expect(readdirSync(out)).toEqual([]);
      expect([existsSync(baseline), existsSync(junit)]).toEqual([false, false]);
    },
  );

  it("a server that takes connections and says nothing: exit code 3, what to look for, and the flag", async () => {
    await using mute = await startMuteTarget();
    const args = ["conform", mute.url, ...few, "--timeout", "1s", "-q"];
    const { code, stdout, stderr } = await runCli(args, here);
    expect({ code, stdout, stderr }).toEqual({
      code: 3,
      stdout: "",
      stderr: `\
error: no HTTP answer from "${mute.url}": the HTTP answer did not come within 1 s for all steps
hint: The server took the connection and said nothing: check that the port speaks HTTP, and whether it wants TLS (wss://), or give it more time with --timeout (timeoutMs).
`,
    });
  });

  it("ends with 1, before the first case, when a further server opens no WebSocket", async () => {
    await using refusing = await startRefusingTarget(404, {});
    const out = join(folder.path, "also-refused");
    const args = ["conform", `${server.url}/echo`, ...few, "--also", `old=${refusing.url}`, "--out", out];
    const { code, stderr } = await runCli([...args, "--json"], here);
    expect(code).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({
      error: {
        code: "upgrade-refused",
        message: expect.stringContaining(`no WebSocket at "${refusing.url}"`),
      },
    });
    expect(readdirSync(out)).toEqual([]);
  });

  it("Ctrl-C ends the cases under way and writes the report: exit code 130", async () => {
    await using mute = await startWrongTarget(() => undefined);
    const out = join(folder.path, "interrupted");
    const args = ["conform", mute.url, ...few, "--wait", "10s", "--jobs", "1", "--out", out];
    const { child, stderrHas, result } = startCli(args, here);
    await stderrHas("4 cases");
    child.kill("SIGINT");
    const { code, stdout } = await result;
    expect(code).toBe(130);
    expect(stdout).toMatch(/^INTERRUPTED/);
    const report = JSON.parse(readFileSync(join(out, "latest", "report.json"), "utf8"));
    expect(report.agents[0]).toMatchObject({ summary: { fail: 0, missing: 4 }, cases: [] });
  });
});

describe("wsrig conform: a run that is cut short", () => {
  const waiting = ["--cases", "1.*,M.*", "--wait", "1h", "--jobs", "8"];

  it("a second signal leaves the index of what there is: exit code 130", async () => {
    await using mute = await startWrongTarget(() => undefined);
    const out = join(folder.path, "twice");
    const { child, stderrHas, result } = startCli(["conform", mute.url, ...waiting, "--out", out], here);
    await stderrHas(" cases");
    // Two of a kind may arrive as one.
    child.kill("SIGINT");
    child.kill("SIGTERM");
    expect((await result).code).toBe(130);
    const [run = ""] = readdirSync(out).filter((name) => name.endsWith("-conform"));
    expect(JSON.parse(readFileSync(join(out, run, "index.json"), "utf8"))).toEqual({
      [hostOf(mute.url)]: {},
    });
  });

  it("cases that would wait for hours end with the first signal", async () => {
    await using mute = await startWrongTarget(() => undefined);
    const { child, stderrHas, result } = startCli(["conform", mute.url, ...waiting], here);
    await stderrHas(" cases");
    child.kill("SIGINT");
    expect((await result).code).toBe(130);
  });

  it("a server that went away is warned of, with the case that was under way, and the rest is missing", async () => {
    await using mortal = await startMortalTarget(126);
    const out = join(folder.path, "gone");
    const baseline = join(folder.path, "gone.json");
    const args = ["conform", mortal.url, ...few, "--jobs", "1", "--out", out];
    const { code, stdout } = await runCli([...args, "--baseline", baseline, "--update-baseline"], here);
    expect(code).toBe(1);
    expect(stdout).toContain("1 of 3 cases failed (1.1.3).");
    const report = JSON.parse(readFileSync(join(out, "latest", "report.json"), "utf8"));
    expect(report.agents[0]).toMatchObject({ summary: { pass: 2, fail: 1, missing: 1 }, missing: ["1.1.4"] });
    expect(report.baseline).toMatchObject({ isUpdated: false });
    expect(report.warnings).toEqual([
      {
        code: "server-gone",
        message:
          "The server went away and did not come back: nothing listens at the address (ECONNREFUSED). The case 1.1.3 was under way then. Later cases have no result.",
        hint: "See what the server said when it ended; --cases 1.1.3 runs that case alone.",
      },
    ]);
  });

  it("a server that is no echo is told once", async () => {
    await using mute = await startWrongTarget(() => undefined);
    const out = join(folder.path, "no-echo");
    const { code } = await runCli(["conform", mute.url, ...few, "--wait", "50ms", "--out", out, "-q"], here);
    expect(code).toBe(1);
    const report = JSON.parse(readFileSync(join(out, "latest", "report.json"), "utf8"));
    expect(report.warnings).toEqual([
      {
        code: "not-an-echo",
        message: "No message was ever echoed.",
        hint: "conform needs a pure echo service at the URL: every message back as it came, and no other. Check the path of the URL.",
      },
    ]);
  });
});

function hostOf(url: string): string {
  return new URL(url).host;
}

describe("wsrig conform: mistakes", () => {
  it.each([
    [["--cases", "5"], '--cases has "5", which no case matches', "Did you mean 5.*? See wsrig list cases."],
    [["--cases", "1.1.9"], '--cases has "1.1.9", which', "Did you mean 1.1.1? See wsrig list cases."],
    [["--exclude", "x*"], '--exclude has "x*", which', "There are the groups 1, 2, "],
    [["--exclude", "*"], "--exclude leaves no case to run", ""],
    [["--cases", ","], "--cases names no case", ""],
    [["--jobs", "0"], '--jobs is "0"; must be a whole number from 1 to 64', ""],
    [["--wait", "5"], "--wait", ""],
    [
      ["--case-timeout", "10s"],
      "--case-timeout is 10 s and --wait is 1 s; must be at least 15 waits, 15 s",
      "Give a case more time, or shorten the waits.",
    ],
    [
      ["--wait", "100ms", "--case-timeout", "1499ms"],
      "--case-timeout is 1.5 s and --wait is 100 ms; must be at least 15 waits, 1.5 s",
      "",
    ],
    [
      ["--fail-on", "non-strict, strict"],
      '--fail-on is "strict"; must be one of non-strict, informational, unimplemented',
      "",
    ],
    [["--fail-on", ","], "--fail-on names no verdict", ""],
    [
      ["--cases", "1.*,H.12.*"],
      '--cases has "H.12.*", which is for clients only',
      "A client is tested by wsrig conform-client.",
    ],
    [["--update-baseline"], "--update-baseline needs the file", "Name it with --baseline FILE."],
    [["--baseline", "nowhere.json"], "it does not exist", "Write it with --update-baseline."],
  ])("%j: exit code 2", async (args, message, hint) => {
    const { code, stderr } = await runCli(["conform", `${server.url}/echo`, ...args], here);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain(hint);
  });

  it("no URL: exit code 2", async () => {
    const { code, stderr } = await runCli(["conform"], here);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        "error: wsrig conform needs <url>\nhint: Give the URL of an echo service, or --explain or --compare. See wsrig conform --help.\n",
    });
  });
});

describe("wsrig conform --baseline", () => {
  const file = join(folder.path, "baseline.json");
  const args = (url: string): string[] => ["conform", url, ...few, "--baseline", file];

  it("is written by --update-baseline, and green while nothing changes, red when something does", async () => {
    const written = await runCli([...args(wrong.url), "--update-baseline", "-q"], here);
    expect(written.code).toBe(0);
    expect(written.stdout).toContain(`${file} holds these results from now on`);
    const { agents } = JSON.parse(readFileSync(file, "utf8"));
    expect(Object.values(agents)).toEqual([
      { "1.1.1": "pass", "1.1.2": "pass", "1.1.3": expect.stringMatching(/^fail \(FAILED/), "1.1.4": "pass" },
    ]);

    const same = await runCli(args(wrong.url), here);
    expect([same.code, same.stderr]).toEqual([0, "connecting\n4 cases\n"]);
    expect(same.stdout).toMatch(/^PASS/);
    expect(same.stdout).toContain("no change, 1 case failed as it expects");

    const better = await runCli(args(`${server.url}/echo`), here);
    expect(better.code).toBe(1);
    expect(better.stderr).toMatch(
      /^connecting\n4 cases\n↑ 1\.1\.3: passes now; the baseline has: fail \(FAILED \/ [A-Z ]+\)\n$/,
    );
    expect(better.stdout).toMatch(/^ {2}↑ 1\.1\.3 {2}passes now; the baseline has: fail \(FAILED/m);
    expect(better.stdout).toContain("1 case ended otherwise than the baseline has it: 1 better (1.1.3).");
    expect(better.stdout).toContain("run it again with --update-baseline");
  });

  it("exit code 4 where a case got worse", async () => {
    const passing = { "1.1.1": "pass", "1.1.2": "pass", "1.1.3": "pass", "1.1.4": "pass", "99.1": "pass" };
    const baseline = { kind: "conformance-baseline", schemaVersion: 1, agents: { any: passing } };
    writeFileSync(file, JSON.stringify(baseline));
    const { code, stdout, stderr } = await runCli(args(wrong.url), here);
    expect(code).toBe(4);
    expect(stderr).toMatch(/^↓ 1\.1\.3: Expected .*\(FAILED \/ [A-Z ]+; the baseline has: pass\)$/m);
    expect(stdout).toMatch(/↓ 1\.1\.3 .*\(FAILED.*; the baseline has: pass\)/);
    expect(stdout).toContain("has 1 that this wsrig does not know (99.1).");
  });
});

describe("wsrig conform --explain", () => {
  it("takes no URL beside it: exit code 2", async () => {
    const { code, stderr } = await runCli(["conform", "ws://h", "--explain", "5.15"], here);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'error: <url> is "ws://h", but --explain only tells of cases\nhint: Leave it out.\n',
    });
  });

  it("tells what a case is about, without a URL", async () => {
    const { code, stdout, stderr } = await runCli(["conform", "--explain", "5.15"], here);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^5\.15 {2}Fragmentation\n\n {2}Sent +A message in two fragments/);
    expect(stdout).toMatch(/^ {2}Must come +a text message "fragment1fragment2"$/m);
    expect(stdout).toMatch(/^ {2}Or, leniently +nothing$/m);
    expect(stdout).toMatch(/^ {2}Non-strict +The peer sent nothing back, not even/m);
    expect(stdout).toMatch(/^ {2}Rule +RFC 6455 §5\.4$/m);
    expect(stdout).toMatch(/^ {2}To mend it +Fail the connection with 1002/m);
    expect(stdout).toMatch(
      /\n\nFAILED \/ OK and the like are behavior \/ close: the two verdicts of the Autobahn test suite\.\n$/,
    );
  });

  it.each([["conform"], ["conform-client"]])("%s takes several ids and patterns", async (command) => {
    const args = [command, "--explain", "5.15, r.3.6", "--explain", "4.1.*,4.1.1"];
    const { code, stdout, stderr } = await runCli(args, here);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const headings = stdout.split("\n").filter((line) => /^\S+ {2}/.test(line));
    expect(headings.map((line) => line.split(" ")[0])).toEqual([
      "5.15",
      "R.3.6",
      ...[1, 2, 3, 4, 5].map((n) => `4.1.${n}`),
    ]);
  });

  it("is JSON under --json", async () => {
    const { stdout } = await runCli(["conform", "--explain", "5.15", "--json"], here);
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ id: "5.15", group: "5", section: "RFC 6455 §5.4", peers: ["server", "client"] },
      outcomes: { ok: [{ kind: "message", type: "text", payloadBytes: 18 }], nonStrict: [[]] },
      nonStrictReason: expect.stringMatching(/^The peer sent nothing back/),
      close: { closedByDriver: false, codes: [1002], requireClean: false },
      closeText: expect.stringMatching(/^The peer fails the connection/),
    });
    const several = await runCli(["conform", "--explain", "5.1*", "--json"], here);
    expect(JSON.parse(several.stdout).map(({ id }: { id: string }) => id)).toHaveLength(11);
  });

  it("names the nearest of an unknown id: exit code 2", async () => {
    const { code, stderr } = await runCli(["conform", "--explain", "5.150"], here);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'error: there is no case "5.150"\nhint: Did you mean 5.10? See wsrig list cases.\n',
    });
    const groupless = await runCli(["conform", "--explain", "5.15,99.9"], here);
    expect([groupless.code, groupless.stdout]).toEqual([2, ""]);
    expect(groupless.stderr).toMatch(
      /^error: there is no case "99\.9"\nhint: There are the groups 1, 2, .*, L, D\./,
    );
  });
});

describe("wsrig conform --compare", () => {
  const write = (name: string, cases: Readonly<Record<string, readonly [string, string]>>): string => {
    const entries = Object.entries(cases).map(([id, [behavior, behaviorClose]]) => [
      id,
      { behavior, behaviorClose, duration: 1, remoteCloseCode: null, reportfile: `${id}.json` },
    ]);
    const path = join(folder.path, name);
    writeFileSync(path, JSON.stringify({ [name]: Object.fromEntries(entries) }));
    return path;
  };
  const before = write("before.json", {
    "1.1.1": ["OK", "OK"],
    "2.10": ["FAILED", "OK"],
    "6.4.1": ["OK", "OK"],
    "10.1.1": ["OK", "OK"],
  });
  const after = write("after.json", {
    "1.1.1": ["OK", "OK"],
    "2.10": ["OK", "OK"],
    "6.4.1": ["NON-STRICT", "OK"],
    "7.1.1": ["OK", "WRONG CODE"],
  });

  it("tells what changed, worst first: exit code 4 as something got worse", async () => {
    const { code, stdout, stderr } = await runCli(["conform", "--compare", before, "--compare", after], here);
    expect({ code, stderr }).toEqual({ code: 4, stderr: "" });
    expect(stdout).toBe(`\
Before  ${before}  before.json
After   ${after}   after.json
! These are different peers, or a peer under another name.

Worse  1
  6.4.1  pass -> non-strict  A text message that is no UTF-8, in three fragments; the second is an invalid code point; one wait between the parts.

Gone  1
  10.1.1  pass -> no result  A text message of 65,536 bytes in 51 fragments: 50 of 1,300 bytes and one of 536.

New  1
  7.1.1  no result -> fail (OK / WRONG CODE)  A text message, and close 1000 when it has come back.

Better  1
  2.10  fail (FAILED / OK) -> pass  Ten pings with different payloads back to back.

1 case the same
`);
  });

  it("says nothing of the peers where they are the same, and knows only cases that there are", async () => {
    const older = write("same.json", { "99.1": ["OK", "OK"] });
    writeFileSync(older, readFileSync(older, "utf8").replace('"same.json"', '"before.json"'));
    const { stdout } = await runCli(["conform", "--compare", older, "--compare", before], here);
    expect(stdout.split("\n").slice(0, 6)).toEqual([
      `Before  ${older}    before.json`,
      `After   ${before}  before.json`,
      "",
      "Gone  1",
      "  99.1  pass -> no result",
      "",
    ]);
  });

  it("exit code 0 where nothing got worse; JSON under --json", async () => {
    const args = ["conform", "--compare", before, "--compare", before, "--json"];
    const { code, stdout } = await runCli(args, here);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      kind: "conformance-comparison",
      before,
      after: before,
      summary: { worse: 0, other: 0, gone: 0, new: 0, better: 0, same: 4 },
      differences: [],
    });
  });

  it.each([
    [[before], "is given once", `--compare ${before} --compare after.json.`],
    [[before, after], "is given once", `--compare ${before} --compare ${after}.`],
  ])("one flag for %j: exit code 2, and the flag is to be repeated", async (files, message, hint) => {
    const { code, stderr } = await runCli(["conform", "--compare", ...files], here);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `error: --compare ${message}; it takes two results, each with a flag of its own\nhint: Repeat it: ${hint}\n`,
    });
  });

  it.each([
    [["ws://h"], "url", '<url> is "ws://h", but --compare only reads two results'],
    [
      ["--markdown", "-"],
      "--markdown",
      "--markdown means nothing beside --compare, which only reads two results",
    ],
    [["--hostile"], "--hostile", "--hostile means nothing beside --compare, which only reads two results"],
    [
      ["--explain", "5.1"],
      "--compare",
      "--compare means nothing beside --explain, which only tells of cases",
    ],
  ])("%j beside it is a mistake that names it: exit code 2", async (surplus, path, message) => {
    const args = ["conform", "--compare", before, "--compare", after, "--json", ...surplus];
    const { code, stdout, stderr } = await runCli(args, here);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(JSON.parse(stderr).error).toEqual({
      code: "usage-invalid-flag",
      message,
      path,
      hint: "Leave it out.",
    });
  });

  it("takes no offence at a variable that is meant for other calls", async () => {
    const env = { WSRIG_MARKDOWN: "summary.md" };
    const { code } = await runCli(["conform", "--compare", before, "--compare", before], { ...here, env });
    expect(code).toBe(0);
  });

  it.each([
    [
      { kind: "conformance-baseline", schemaVersion: 1, agents: {} },
      "a baseline of conformance cases, which wsrig conform --baseline reads",
    ],
    [{ id: "1.1.1", behavior: "OK", behaviorClose: "OK" }, "the result of one conformance case; the "],
    [{ a: 1 }, "another document, which wsrig did not write"],
    [[1], "another document, which wsrig did not write"],
  ])("says what %j seems to be: exit code 2", async (content, words) => {
    const other = join(folder.path, "other.json");
    writeFileSync(other, JSON.stringify(content));
    const { code, stderr } = await runCli(["conform", "--compare", before, "--compare", other], here);
    expect(code).toBe(2);
    expect(stderr).toContain(
      `error: ${other} is neither a report.json nor an index.json; it seems to be ${words}`,
    );
    expect(stderr).toContain(
      "hint: Give a report.json or an index.json of a conformance run, or the folder of the run.",
    );
  });

  it("takes a folder, be it one that holds an index.json only; says what to give for one that is not there", async () => {
    const reference = mkdtempSync(join(folder.path, "reference-"));
    writeFileSync(join(reference, "index.json"), readFileSync(before));
    const { code, stderr } = await runCli(["conform", "--compare", before, "--compare", reference], here);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const gone = await runCli(["conform", "--compare", before, "--compare", "nowhere"], here);
    expect({ code: gone.code, stderr: gone.stderr }).toEqual({
      code: 2,
      stderr:
        "error: nowhere does not exist\nhint: Give a report.json, an index.json, or the folder of a run, such as reports/latest.\n",
    });
  });

  it("names the first value of an index.json that is none: exit code 2", async () => {
    const nothing = join(folder.path, "nothing.json");
    writeFileSync(nothing, '{"a":{"1.1.1":{"behavior":"FINE","behaviorClose":"OK"}}}');
    const wrongFile = await runCli(["conform", "--compare", before, "--compare", nothing], here);
    expect(wrongFile.code).toBe(2);
    expect(wrongFile.stderr).toContain("is neither a report.json nor an index.json: a.1.1.1.behavior: ");
  });
});
