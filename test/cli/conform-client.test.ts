import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import WebSocket from "ws";
import { type RunReport, runReportSchema } from "../../src/metrics/run-report.js";
import { runCli, startCli, temporaryFolder } from "./run-cli.js";

const folder = temporaryFolder();
afterAll(() => folder.remove());
const here = { cwd: folder.path };

/** A driver script as the reference suite knows them, on `ws`. `MUTE` echoes nothing, `HANGS` never ends, `ONLY` runs so many cases. */
const client = join(folder.path, "client.mjs");
writeFileSync(
  client,
  `import WebSocket from ${JSON.stringify(pathToFileURL(join(process.cwd(), "node_modules/ws/wrapper.mjs")).href)};
const [url, agent] = process.argv.slice(2);
const visit = (target, echoes) => new Promise((resolve) => {
  const socket = new WebSocket(url + target);
  let last;
  socket.on("message", (data, isBinary) => {
    last = String(data);
    if (echoes) socket.send(data, { binary: isBinary });
    else if (target.startsWith("/runCase")) console.log("in a case");
  });
  socket.on("error", () => {});
  socket.on("close", () => resolve(last));
});
const count = Number(await visit("/getCaseCount"));
console.log("cases: " + count);
for (let index = 1; index <= Number(process.env.ONLY ?? count); index++) {
  await visit("/runCase?case=" + index + "&agent=" + agent, !process.env.MUTE);
}
if (process.env.ONLY) {
  for (let line = 1; line <= 25; line++) console.error("line " + line);
  process.stderr.write("\\x1b[31mbye", () => process.exit(Number(process.env.CODE ?? 0)));
  await new Promise(() => {});
}
await visit("/updateReports?agent=" + agent);
if (process.env.HANGS) setInterval(() => {}, 1000);
`,
);
const program = ["--", process.execPath, client, "{url}", "ws"];
const few = ["--cases", "1.1.1,1.1.2,3.1"];

describe("wsrig conform-client -- program", () => {
  it("starts the client, runs its cases and ends with it: exit code 0, a table by group", async () => {
    const { code, stdout, stderr } = await runCli(["conform-client", "--cases", "1.*,5.*", ...program], here);
    // On a slow machine there are signs of life between.
    const told = stderr.split("\n").filter((line) => !line.includes(" | "));
    expect({ code, told }).toEqual({ code: 0, told: ["36 cases", "cases: 36", "36 cases: ws", ""] });
    expect(stdout).toMatch(/^PASS {2}wsrig conform-client {2}ws:\/\/127\.0\.0\.1:\d+/);
    expect(stdout).toMatch(/^Peer {2}ws \(client\)$/m);
    expect(stdout).toMatch(/^ {2}All +36 +- +- +- +-$/m);
    expect(stdout).toMatch(/^HTML report: reports\/.+-conform-client\/report\.html$/m);
  });

  it("writes the files of the reference suite", async () => {
    const out = join(folder.path, "files");
    await runCli(["conform-client", ...few, "--out", out, "-q", ...program], here);
    expect(readdirSync(join(out, "latest")).sort()).toEqual([
      "index.json",
      "report.html",
      "report.json",
      "ws_case_1_1_1.json",
      "ws_case_1_1_2.json",
      "ws_case_3_1.json",
    ]);
    const index = JSON.parse(readFileSync(join(out, "latest", "index.json"), "utf8"));
    expect(Object.keys(index.ws)).toEqual(["1.1.1", "1.1.2", "3.1"]);
  });

  it("tells a client that echoes nothing: exit code 1", async () => {
    const options = { ...here, env: { MUTE: "1" } };
    const { code, stdout } = await runCli(["conform-client", ...few, ...program], options);
    expect(code).toBe(1);
    expect(stdout).toContain("2 of 3 cases failed (1.1.1, 1.1.2).");
  });

  it("ends a client that hangs after its last case, and warns", async () => {
    const options = { ...here, env: { HANGS: "1" } };
    const { code, stdout } = await runCli(
      ["conform-client", ...few, "--client-timeout", "4s", ...program],
      options,
    );
    expect(code).toBe(0);
    expect(stdout).toContain("The client program ran no case for 4 s and was ended.");
    expect(stdout).toContain("It wrote last: cases: 3");
  });

  it("says that no client came: exit code 3, with the program's own end", async () => {
    const mute = ["--", process.execPath, "-e", "process.exit(9)"];
    const { code, stdout, stderr } = await runCli(["conform-client", ...few, ...mute], here);
    expect({ code, stderr }).toEqual({ code: 3, stderr: "3 cases\n" });
    expect(stdout.match(/no client ran a case/gi)).toEqual(["No client ran a case"]);
    expect(stdout).toContain("a program gets it by {url} among its arguments, or in the variable WSRIG_URL.");
    expect(stdout).toContain("The client program ended with exit code 9 before it had run a case.");
    expect(stdout).toContain("It wrote nothing.");
  });

  it("says that no client came on stderr too where stdout is a document", async () => {
    const mute = ["--", process.execPath, "-e", ""];
    const { code, stdout, stderr } = await runCli(["conform-client", ...few, "--json", ...mute], here);
    expect(code).toBe(3);
    expect(JSON.parse(stderr).error).toMatchObject({
      code: "no-client-came",
      message: expect.stringMatching(/^no client ran a case at ws:/),
    });
    expect(lastReport(stdout).warnings).toMatchObject([
      {
        code: "client-program-ended-early",
        message: "The client program ended by itself before it had run a case.",
      },
    ]);
  });

  it.each([
    ["0", "client-program-ended-early", "The client program ended by itself after 2 of 3 cases."],
    ["9", "client-program-failed", "The client program ended with exit code 9 after 2 of 3 cases."],
  ])(
    "a client that ends early with %s: after how many cases, with its last 20 lines",
    async (CODE, code, message) => {
      const options = { ...here, env: { ONLY: "2", CODE } };
      const ended = await runCli(["conform-client", ...few, "--json", ...program], options);
      expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 1, stderr: "" });
      const [warning, ...others] = lastReport(ended.stdout).warnings;
      expect(warning).toMatchObject({ code, message });
      expect(others).toEqual([]);
      const lines = Array.from({ length: 19 }, (_, index) => `line ${index + 7}`);
      expect(warning?.hint?.split(" It wrote last: ")[1]).toBe([...lines, "bye"].join(" | "));
    },
  );

  it("gives the command that repeats it with the program at its end", async () => {
    const { stdout } = await runCli(["conform-client", ...few, "--json", "--seed", "7", ...program], here);
    expect(lastReport(stdout).command).toEqual([
      ...["wsrig", "conform-client", "--cases", "1.1.1,1.1.2,3.1", "--seed", "7"],
      ...program,
    ]);
  });

  it.each([[["--"]], [["--", ""]]])("%j and no program: exit code 2", async (words) => {
    const { code, stderr } = await runCli(["conform-client", ...few, ...words], here);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        "error: no program after --\nhint: Give the program with its arguments: -- node my-client.js {url}. Leave -- out to wait for clients.\n",
    });
  });

  it("says of a case for servers only where it belongs: exit code 2", async () => {
    const { code, stderr } = await runCli(["conform-client", "--cases", "H.2.1", ...program], here);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'error: --cases has "H.2.1", which is for servers only\nhint: A server is tested by wsrig conform.\n',
    });
  });

  it("takes nothing that it would run beside --explain: exit code 2", async () => {
    const { code, stderr } = await runCli(["conform-client", "--explain", "5.15", "--once"], here);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        "error: --once means nothing beside --explain, which only tells of cases\nhint: Leave it out.\n",
    });
  });

  it("refuses a program that is not there, before anything is written: exit code 2", async () => {
    const out = join(folder.path, "refused");
    const args = ["conform-client", ...few, "--out", out, "--", "/nowhere/client", "{url}"];
    const { code, stderr } = await runCli(args, here);
    expect(code).toBe(2);
    expect(stderr).toContain('error: the client program "/nowhere/client" cannot be started (ENOENT)');
  });
});

describe("wsrig conform-client", () => {
  it("tells under --json where it listens, each case and the report, a line each; --once ends it", async () => {
    const cli = startCli(["conform-client", "--port", "0", "--json", "--once", ...few], here);
    const listening = JSON.parse(await cli.stdoutHas("}\n"));
    expect(listening).toEqual({
      event: "listening",
      url: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+$/),
      httpUrl: listening.url.replace("ws:", "http:"),
      pid: expect.any(Number),
    });
    for (let index = 1; index <= 3; index++) {
      await visit(`${listening.url}/runCase?case=${index}&agent=one`);
    }
    await visit(`${listening.url}/updateReports?agent=one`);
    const { code, stdout, stderr } = await cli.result;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const lines = stdout
      .trimEnd()
      .split("\n")
      .map((line): Record<string, unknown> => JSON.parse(line));
    expect(lines.map(({ event, id, verdict }) => [event, id, verdict])).toEqual([
      ["listening", undefined, undefined],
      ["case", "1.1.1", "pass"],
      ["case", "1.1.2", "pass"],
      ["case", "3.1", "pass"],
      ["report", undefined, undefined],
    ]);
    expect(lines[4]?.report).toMatchObject({
      kind: "conformance",
      verdict: "pass",
      agents: [{ agent: "one", summary: { pass: 3, fail: 0, missing: 0 } }],
    });
  });

  it("says that another program listens on the port: exit code 2", async () => {
    const cli = startCli(["conform-client", "--port", "0", ...few], here);
    const [, port] = /127\.0\.0\.1:(\d+);/.exec(await cli.stderrHas("; 3 cases")) ?? [];
    const { code, stderr } = await runCli(["conform-client", "--port", `${port}`, ...few], here);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `error: cannot listen on 127.0.0.1:${port}: another program listens there (EADDRINUSE)\nhint: End that program, or choose another --port, 0 for a free one.\n`,
    });
  });

  it("writes index.json each time a client asks for the reports, and listens on", async () => {
    const out = join(folder.path, "so-far");
    const cli = startCli(["conform-client", "--port", "0", "--json", "--out", out, ...few], here);
    const { url } = JSON.parse(await cli.stdoutHas("}\n"));
    const idsSoFar = async (): Promise<readonly string[]> => {
      await visit(`${url}/updateReports?agent=one`);
      const [run = ""] = readdirSync(out).filter((name) => name.endsWith("-conform-client"));
      return Object.keys(JSON.parse(readFileSync(join(out, run, "index.json"), "utf8")).one);
    };
    await visit(`${url}/runCase?case=1&agent=one`);
    expect(await idsSoFar()).toEqual(["1.1.1"]);
    await visit(`${url}/runCase?case=3&agent=one`);
    expect(await idsSoFar()).toEqual(["1.1.1", "3.1"]);
    await visit(`${url}/stopServer`);
    expect((await cli.result).code).toBe(1);
  });

  it("Ctrl-C makes no failure of the case that is under way", async () => {
    const out = join(folder.path, "under-way");
    const cli = startCli(["conform-client", "--port", "0", "--json", ...few, "--out", out], here);
    const { url } = JSON.parse(await cli.stdoutHas("}\n"));
    await visit(`${url}/runCase?case=1&agent=one`);
    // A signal before the run has begun would end the process without a report.
    await cli.stdoutHas('"id":"1.1.1"');
    const silent = new WebSocket(`${url}/runCase?case=2&agent=one`);
    silent.on("error", () => {});
    await once(silent, "message");
    cli.child.kill("SIGINT");
    const { code, stdout } = await cli.result;
    expect(code).toBe(130);
    const { report } = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
    expect(report.agents).toMatchObject([
      { agent: "one", summary: { pass: 1, fail: 0, missing: 2 }, missing: ["1.1.2", "3.1"] },
    ]);
  });

  it("Ctrl-C ends the case before the program that runs it", async () => {
    const out = join(folder.path, "program");
    const args = ["conform-client", ...few, "--wait", "10s", "--out", out, ...program];
    const cli = startCli(args, { ...here, env: { MUTE: "1" } });
    await cli.stderrHas("in a case");
    cli.child.kill("SIGINT");
    expect((await cli.result).code).toBe(130);
    const report = JSON.parse(readFileSync(join(out, "latest", "report.json"), "utf8"));
    expect(report.agents).toMatchObject([{ agent: "ws", summary: { fail: 0, missing: 3 } }]);
  });
  it.each([
    ["passed", "1s", true, 0, "pass"],
    ["failed", "100ms", false, 1, "fail"],
  ])(
    "Ctrl-C is the normal end where each client has run all cases: they %s",
    async (_, wait, echoes, code, verdict) => {
      const cli = startCli(["conform-client", "--port", "0", "--json", "--wait", wait, ...few], here);
      const { url } = JSON.parse(await cli.stdoutHas("}\n"));
      for (const agent of ["one", "two"]) {
        for (const id of ["1.1.1", "1.1.2", "3.1"]) {
          await visit(`${url}/runCase?casetuple=${id}&agent=${agent}`, echoes);
          await cli.stdoutHas(`"agent":"${agent}","id":"${id}"`);
        }
      }
      cli.child.kill("SIGINT");
      const ended = await cli.result;
      expect(ended.code).toBe(code);
      expect(lastReport(ended.stdout)).toMatchObject({ verdict, agents: [{ missing: [] }, { missing: [] }] });
    },
  );

  it("Ctrl-C after all cases is told as the end, not as an interruption", async () => {
    const cli = startCli(["conform-client", "--port", "0", "--cases", "1.1.1"], here);
    const [url] = /ws:\/\/[\d.:]+/.exec(await cli.stderrHas("; 1 case.")) ?? [];
    await visit(`${url}/runCase?casetuple=1.1.1&agent=one`);
    await visit(`${url}/updateReports?agent=one`);
    cli.child.kill("SIGINT");
    const { code, stdout, stderr } = await cli.result;
    expect(code).toBe(0);
    expect(stdout).toMatch(/^PASS/);
    expect(stderr).toContain("SIGINT: writing the report. Ctrl-C again stops at once.");
    expect(stderr).not.toContain("nterrupted");
  });

  it("ends on Ctrl-C with the report of what was run: exit code 130, the other cases missing", async () => {
    const cli = startCli(["conform-client", "--port", "0", "--json", ...few], here);
    const { url } = JSON.parse(await cli.stdoutHas("}\n"));
    await visit(`${url}/runCase?case=1&agent=one`);
    await cli.stdoutHas('"id":"1.1.1"');
    cli.child.kill("SIGINT");
    const { code, stdout } = await cli.result;
    expect(code).toBe(130);
    expect(lastReport(stdout).agents).toMatchObject([
      { agent: "one", summary: { pass: 1, missing: 2 }, missing: ["1.1.2", "3.1"] },
    ]);
  });
});

/** The report at the end of JSON Lines. */
function lastReport(stdout: string): RunReport {
  const line = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
  return runReportSchema.parse(line.report);
}

function visit(url: string, echoes = true): Promise<void> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url);
    socket.on("message", (data, isBinary) => {
      if (echoes) socket.send(data, { binary: isBinary });
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve());
  });
}
