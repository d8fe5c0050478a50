import { afterEach, describe, expect, it } from "vitest";
import { startConnectProxy } from "../client/connect-proxy.js";
import { type IdleServerOptions, startIdleServer } from "../client/idle/idle-server.js";
import { runCli, startCli } from "./run-cli.js";
import { deadUrl, startMuteTarget, startPlainHttpTarget, startTarget } from "./targets.js";

const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function serverUrl(options: IdleServerOptions): Promise<string> {
  const server = await startIdleServer(options);
  cleanUps.push(() => server.close());
  return server.url;
}

async function echoUrl(): Promise<string> {
  const server = await startTarget();
  cleanUps.push(() => server.close());
  return `${server.url}/echo`;
}

/** 100 ms to 2 s, to 50 ms. */
const scaledDown = ["--from", "100ms", "--max", "2s", "--precision", "50ms"];

// Timers of a busy machine fire late: bounds differ, and even a connection that speaks all the time may be too late once.
const sentence =
  /^(idle timeout between (\d+ ms|\d\.\d\d s) and (\d+ ms|\d\.\d\d s): |no idle timeout but a limit on age: )/;

describe("a server that ends a connection after 300 ms of silence", () => {
  it.each([
    ["close", 'the peer closed with 1001 "idle"'],
    ["terminate", "the peer ended TCP without a close frame"],
    ["mute", "the connection was silently dead, no answer to the ping within 2.0 s"],
  ] as const)("by %s", async (ending, how) => {
    const url = await serverUrl({ afterMs: 300, ending });
    const result = await runCli(["idle", url, ...scaledDown, "--timeout", "2s", "--quiet"]);
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(result.stdout).toMatch(sentence);
    expect(result.stdout.trimEnd()).toContain(how);
  });

  it("is told as one document with --json", async () => {
    const url = await serverUrl({ afterMs: 300, ending: "close" });
    const result = await runCli(["idle", `${url}/?token=S3`, ...scaledDown, "--json", "--redact", "token"]);
    expect(result).toMatchObject({ code: 0, stderr: "" });
    const document = JSON.parse(result.stdout);
    expect(document).toMatchObject({
      kind: "idle",
      url: `${url}/?token=***`,
      plan: { fromMs: 100, maxMs: 2_000, precisionMs: 50, probe: "ping", timeoutMs: 10_000 },
      finding: expect.stringMatching(/^(timeout|age)$/),
      endedBy: "close-frame",
      closeCode: 1_001,
      closeReason: "idle",
      interrupted: false,
      warnings: [],
    });
    expect(document.aliveMs).toBeGreaterThanOrEqual(100);
    expect(document.endedMs).toBeGreaterThan(document.aliveMs);
    expect(document.observations[0]).toMatchObject({ kind: "alive", heard: { pings: 0, messages: 0 } });
  });

  it("fails with 1 where more is expected", async () => {
    const url = await serverUrl({ afterMs: 300, ending: "close" });
    const result = await runCli(["idle", url, ...scaledDown, "--expect-at-least", "1s", "-q"]);
    expect(result.code).toBe(1);
    expect(result.stdout).toMatch(/\nexpected at least 1\.0 s: not met\n$/);
  });

  it("is found through a proxy and with the driver ws", async () => {
    const url = await serverUrl({ afterMs: 300, ending: "close" });
    const proxy = await startConnectProxy();
    cleanUps.push(() => proxy.close());
    const way = ["--proxy", `http://127.0.0.1:${proxy.port}`, "--driver", "ws"];
    const result = await runCli(["idle", url, ...scaledDown, ...way, "-q"]);
    expect(result.code).toBe(0);
    expect(result.stdout).toContain(': the peer closed with 1001 "idle"');
    expect(proxy.asked.length).toBeGreaterThan(5);
  });
});

describe("a server without an idle timeout", () => {
  it("has none up to --max, and meets an expectation", async () => {
    const url = await echoUrl();
    const result = await runCli([
      "idle",
      url,
      "--from",
      "10ms",
      "--max",
      "100ms",
      "--expect-at-least",
      "50ms",
    ]);
    expect(result).toMatchObject({
      code: 0,
      stdout: "no idle timeout up to 100 ms\nexpected at least 50 ms: met\n",
    });
    expect(result.stderr).toMatch(
      /^connecting\n4 silent connections up to 100 ms:\nalive after \d+ ms of silence\n/,
    );
  });

  it("is told with --json by what was asked for, and nothing else", async () => {
    const url = await echoUrl();
    const silences = ["--from", "10ms", "--max", "20ms", "--expect-at-least", "15ms"];
    const { code, stdout } = await runCli(["idle", url, ...silences, "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ expectation: { atLeastMs: 15, isMet: true } });
    expect(JSON.parse(stdout).plan).toEqual({
      fromMs: 10,
      maxMs: 20,
      precisionMs: 1_000,
      probe: "ping",
      timeoutMs: 10_000,
      expectAtLeastMs: 15,
    });
  });

  it("is asked by messages where it does not answer pings", async () => {
    const url = await serverUrl({ afterMs: 60_000, ending: "close", answersPings: false });
    const args = ["idle", url, "--from", "10ms", "--max", "50ms", "-q"];
    const byPing = await runCli([...args, "--timeout", "300ms"]);
    expect(byPing).toMatchObject({
      code: 1,
      stdout: "",
      stderr: [
        "error: a connection that was just opened was of no use: the connection was silently dead, no answer to the ping within 300 ms",
        "hint: Use --probe message if the target echoes messages; every server should answer pings (RFC 6455 §5.5.2).",
        "",
      ].join("\n"),
    });
    const byMessage = await runCli([...args, "--probe", "message"]);
    expect(byMessage).toMatchObject({ code: 0, stdout: "no idle timeout up to 50 ms\n" });
  });

  it("whose pings keep the path busy is warned of", async () => {
    const url = await serverUrl({ afterMs: 60_000, ending: "close", pingMs: 20 });
    const result = await runCli(["idle", url, "--from", "10ms", "--max", "500ms", "-q"]);
    expect(result.code).toBe(0);
    expect(result.stdout).toMatch(
      /^no idle timeout up to 500 ms\nwarning: The peer sent \d+ pings? in \d+ ms while we were silent, so the path was quiet for no longer than \d+ ms at a time\.\nhint: Turn the peer's own traffic off /,
    );
  });
});

describe("ends", () => {
  it("with 3 where nobody listens", async () => {
    const result = await runCli(["idle", await deadUrl(), "-q"]);
    expect(result).toMatchObject({ code: 3, stdout: "" });
    expect(result.stderr).toMatch(/^error: no HTTP answer from "ws:.*nothing listens at the address/);
  });

  it("with 3 where nobody answers", async () => {
    await using target = await startMuteTarget();
    expect((await runCli(["idle", target.url, "--timeout", "100ms", "-q"])).code).toBe(3);
  });

  it("with 1 where an HTTP server refuses the upgrade", async () => {
    await using target = await startPlainHttpTarget();
    const result = await runCli(["idle", target.url, "--json"]);
    expect(result).toMatchObject({ code: 1, stdout: "" });
    expect(JSON.parse(result.stderr).error).toMatchObject({
      code: "idle-http-status",
      message: "the server answered 404 Not Found; must be 101",
    });
  });

  it.each([
    [
      "a shortest silence beyond the longest",
      ["--from", "3m"],
      "--from is 3m; must be at most --max, which is 2m by default",
      "Lower --from or raise --max.",
    ],
    [
      "an expectation beyond the longest silence",
      ["--max", "1m", "--expect-at-least", "61s"],
      "--expect-at-least is 61s; must be at most --max, which is 1m",
      "Raise --max: only silences up to it are tried.",
    ],
    [
      "an expectation below the shortest silence",
      ["--from", "1s", "--expect-at-least", "999ms"],
      "--expect-at-least is 999ms; must be at least --from, which is 1s",
      "Lower --from: only silences from it on are tried.",
    ],
    [
      "an expectation below the shortest silence by default",
      ["--expect-at-least", "500ms"],
      "--expect-at-least is 500ms; must be at least --from, which is 1s by default",
      "Lower --from: only silences from it on are tried.",
    ],
    [
      "a precision that no timer has",
      ["--precision", "1ms"],
      "--precision is 1ms; must be at least 5ms",
      "A timer of this machine is no more exact than that.",
    ],
  ])("with 2 for %s", async (_title, args, message, hint) => {
    const result = await runCli(["idle", "ws://127.0.0.1:1/", ...args]);
    expect(result).toMatchObject({ code: 2, stdout: "", stderr: `error: ${message}\nhint: ${hint}\n` });
  });

  it("with 130 on Ctrl-C, with what is known so far", async () => {
    const cli = startCli(["idle", await echoUrl(), "--from", "10ms", "--max", "1h"]);
    await cli.stderrHas("alive after");
    cli.child.kill("SIGINT");
    const result = await cli.result;
    expect(result.code).toBe(130);
    expect(result.stdout).toMatch(/^interrupted; so far: no idle timeout up to \d/);
  });
});
