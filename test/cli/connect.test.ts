import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ReferenceServer, startReferenceServer } from "../../src/server/reference-server.js";
import { runCli, startCli, temporaryFolder } from "./run-cli.js";
import { deadUrl, startRawTarget, startTarget } from "./targets.js";

let server: ReferenceServer;
beforeAll(async () => {
  server = await startTarget();
});
afterAll(() => server.close());

const jsonLines = (text: string): readonly Record<string, unknown>[] =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

/** Connects without an expectation, and holds stdin open until the peer's bytes have come. */
async function startAndHold(url: string): Promise<{ readonly code: number | null; readonly stderr: string }> {
  const client = startCli(["connect", url], { holdStdin: true });
  await client.stdoutHas("closed");
  client.child.stdin.end();
  return client.result;
}

describe("wsrig connect with a script on stdin", () => {
  it("sends each line and meets every --expect in order: exit code 0", async () => {
    const stdin = "hello\n/ping hi\n/binary 00 ff\n/fragment 2 héllo\n/close 1000 bye\n";
    const expected = ["--expect", "^hello$", "--expect", "^00ff$", "--expect", "^h.llo$"];
    const { code, stdout, stderr } = await runCli(["connect", `${server.url}/echo`, ...expected], { stdin });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const lines = stdout.split("\n").map((line) => line.replace(/^ +\d+\.\d{3} ms/, "T"));
    expect(lines[0]).toMatch(/^connected to ws:\/\/127\.0\.0\.1:\d+\/echo in [\d.]+ [mµ]s$/);
    expect(lines).toEqual(
      expect.arrayContaining([
        "T → text fin 5 B hello",
        "T ← text fin 5 B hello",
        "T ✓ expected /^hello$/",
        "T → ping fin 2 B hi",
        "T ← pong fin 2 B hi",
        "T → binary fin 2 B 00ff",
        "T ← binary fin 2 B 00ff",
        "T → text 2 B 68c3",
        "T → continuation 2 B a96c",
        "T → continuation fin 2 B lo",
        "T ← text fin 6 B héllo",
        "T → close fin 5 B 1000 bye",
        "T ← close fin 5 B 1000 bye",
        'T closed 1000 normal "bye" by us',
      ]),
    );
  });

  it("an --expect that is not met in time: exit code 1, saying what came instead", async () => {
    const args = ["connect", `${server.url}/echo`, "--expect", "^ok$", "--timeout", "200ms"];
    const { code, stderr } = await runCli(args, { stdin: "hello\n" });
    expect(code).toBe(1);
    expect(stderr).toBe(
      'error: no message matched /^ok$/ within 200 ms; the last message was "hello"; 0 of 1 expectations met\n',
    );
  });

  it("a peer that closes before an --expect is met: exit code 1 at once", async () => {
    const args = ["connect", `${server.url}/close?code=1008&reason=no`, "--expect", "x", "--timeout", "60s"];
    const { code, stderr } = await runCli(args, { stdin: "" });
    expect(code).toBe(1);
    expect(stderr).toContain("before the connection closed (1008 policyViolation)");
  });

  it("expectations are met without a line to send, by what the server pushes", async () => {
    const { code } = await runCli(["connect", `${server.url}/greeting`, "--expect", "."]);
    expect(code).toBe(0);
  });

  it("without --expect, answers that are under way at the end of stdin are still shown", async () => {
    const { code, stdout } = await runCli(["connect", `${server.url}/echo`], { stdin: "one\ntwo" });
    expect(code).toBe(0);
    expect(stdout).toContain("← text fin 3 B one");
    expect(stdout).toContain("← text fin 3 B two");
  });

  it("§5.2 a peer that sends a reserved opcode: exit code 1, naming the rule", async () => {
    await using wrong = await startRawTarget(Buffer.from([0x83, 0x00]));
    const { code, stdout, stderr } = await runCli(["connect", wrong.url, "--expect", "x"], { stdin: "" });
    expect(code).toBe(1);
    expect(stdout).toContain("RFC 6455 §5.2");
    expect(stderr).toContain("no message matched /x/ before the connection closed");
    const without = await startAndHold(wrong.url);
    expect(without.code).toBe(1);
    expect(without.stderr).toMatch(/^error: the connection ended uncleanly \(\d{4} \w+\): /);
  });

  it("--json prints JSON Lines: open, frames with direction and time, closed", async () => {
    const args = ["connect", `${server.url}/echo`, "--json", "--expect", "a"];
    const { code, stdout, stderr } = await runCli(args, { stdin: "a\u001b[2J\n" });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const events = jsonLines(stdout);
    const atUs = expect.any(Number);
    const text = { event: "frame", atUs, opcode: "text", fin: true, rsv: 0, bytes: 5, text: "a\u001b[2J" };
    const close = {
      event: "frame",
      atUs,
      opcode: "close",
      fin: true,
      rsv: 0,
      bytes: 2,
      code: 1000,
      reason: "",
    };
    expect(events).toEqual([
      {
        event: "open",
        url: `${server.url}/echo`,
        driver: "frame",
        subprotocol: "",
        extensions: "",
        handshakeUs: expect.any(Number),
      },
      { ...text, direction: "sent" },
      { ...text, direction: "received" },
      { event: "expected", atUs, pattern: "a" },
      { ...close, direction: "sent" },
      { ...close, direction: "received" },
      { event: "closed", atUs, code: 1000, reason: "", wasClean: true, initiatedBy: "local" },
    ]);
  });

  it("--driver ws shows messages, as it knows no frames", async () => {
    const args = ["connect", `${server.url}/echo`, "--json", "--driver", "ws", "--expect", "a"];
    const { code, stdout } = await runCli(args, { stdin: "a\n" });
    expect(code).toBe(0);
    expect(jsonLines(stdout)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ event: "message", direction: "received", text: "a" }),
      ]),
    );
  });

  it.each([
    ["/nope", "error: there is no /nope\n"],
    ["/close 1005", "error: close code 1005 may not be sent by a client"],
  ])("the line %j is a mistake: exit code 2", async (line, message) => {
    const { code, stderr } = await runCli(["connect", server.url], { stdin: `${line}\n` });
    expect(code).toBe(2);
    expect(stderr.startsWith(message)).toBe(true);
  });

  it("lines after the end of the connection cannot be sent: exit code 1", async () => {
    const { code, stderr } = await runCli(["connect", server.url], { stdin: "/close 1000\ntoo late\n" });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^error: the connection closed \(1000 normal\) before this line could be sent: too late\n/,
    );
  });

  it.each(["frame", "ws"])("--ca trusts a certificate over wss with --driver %s", async (driver) => {
    const secure = await startReferenceServer({ tls: true, closeDeadlineMs: 0 });
    const folder = temporaryFolder();
    const ca = join(folder.path, "ca.pem");
    writeFileSync(ca, secure.certificate ?? "");
    const args = ["connect", secure.url, "--ca", ca, "--driver", driver, "--expect", "^hi$", "-q"];
    const { code, stderr } = await runCli(args, { stdin: "hi\n" });
    await secure.close();
    folder.remove();
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  it("secrets of the URL stay secret", async () => {
    const url = `${server.url.replace("ws://", "ws://me:hunter2@")}/echo?token=s3cret`;
    const { stdout, stderr } = await runCli(["connect", url, "--redact", "token"]);
    expect(stdout).toContain("/echo?token=***");
    expect(stdout + stderr).not.toMatch(/hunter2|s3cret/);
  });

  it.each([[], ["--json"]])("nor does a payload, with the flags %j", async (...flags) => {
    const args = ["connect", `${server.url}/echo`, "--redact", "token", "--expect", "s3cret", ...flags];
    const { code, stdout, stderr } = await runCli(args, { stdin: "see ?token=s3cret&x=1\n" });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.match(/see \?token=\*\*\*&x=1/g)).toHaveLength(2);
    expect(stdout).not.toContain("token=s3cret");
  });
});

describe("wsrig connect and targets that do not open", () => {
  it("a wrong line of a piped script is found before dialling", async () => {
    const { code, stdout, stderr } = await runCli(["connect", await deadUrl()], {
      stdin: "hello\n/nonsense\n",
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^error: there is no \/nonsense\n/);
  });

  it("nobody there: exit code 3 with the URL, what happened, and what to try", async () => {
    const url = await deadUrl();
    const { code, stdout, stderr } = await runCli(["connect", url]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain(`error: no HTTP answer from "${url}": `);
    expect(stderr).toContain("ECONNREFUSED");
    expect(stderr).toMatch(/\nhint: ./);
  });

  it("an HTTP answer that is no 101: exit code 1", async () => {
    const { code, stderr } = await runCli(["connect", `${server.url}/nowhere`]);
    expect(code).toBe(1);
    expect(stderr).toContain("404");
  });

  it("under --json the error is JSON on stderr", async () => {
    const { code, stderr } = await runCli(["connect", await deadUrl(), "--json"]);
    expect(code).toBe(3);
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: "target-unreachable", path: "url" } });
  });

  it("a signal closes the connection: exit code 130", async () => {
    const client = startCli(["connect", `${server.url}/greeting`, "--expect", "never", "--timeout", "60s"]);
    await client.stdoutHas("←");
    client.child.kill("SIGINT");
    const { code, stdout, stderr } = await client.result;
    expect({ code, stderr }).toEqual({ code: 130, stderr: "" });
    expect(stdout).toContain("→ close fin 2 B 1000");
  });
});
