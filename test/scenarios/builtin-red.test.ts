import { afterAll, describe, expect, test } from "vitest";
import type { WebSocket } from "ws";
import { builtinScenarios } from "../../src/scenarios/builtin-scenarios.js";
import type { ScenarioRunOptions } from "../../src/scenarios/run-scenarios.js";
import type { Scenario } from "../../src/scenarios/scenario.js";
import { startReferenceServer } from "../../src/server/reference-server.js";
import { echo, type Peer, refusingUrl, startTcpPeer, startWsPeer } from "./peers.js";
import { accept, startRawServer } from "./raw-server.js";
import { type RunAgainst, runAgainst } from "./run-against.js";

/** `scenario: title` of every check that some fault has turned red. */
const shownToFail = new Set<string>();

interface NamedRunOptions extends Partial<ScenarioRunOptions> {
  /** Of every wait but connecting, which is to succeed on a busy machine too. */
  readonly timeoutMs?: number;
  readonly connectTimeoutMs?: number;
}

async function runNamed(
  peer: Peer,
  names: readonly string[],
  { timeoutMs = 5_000, connectTimeoutMs = 10_000, ...options }: NamedRunOptions = {},
): Promise<RunAgainst> {
  const scenarios = builtinScenarios()
    .filter(({ name }) => names.includes(name))
    .map((scenario): Scenario => ({ ...scenario, timeoutMs, connect: { timeoutMs: connectTimeoutMs } }));
  const run = await runAgainst(peer.url, scenarios, options);
  noteFailures(run);
  return run;
}

function noteFailures(run: RunAgainst): void {
  for (const check of run.checks) {
    // "not run" says nothing about the check itself.
    if (check.status === "fail" && !check.reason?.startsWith("not run")) {
      shownToFail.add(`${check.scenario}: ${check.title}`);
    }
  }
}

function echoing(change: (data: Buffer) => Buffer): (client: WebSocket) => void {
  return (client) => client.on("message", (data, binary) => client.send(change(data as Buffer), { binary }));
}

describe("a peer that echoes the wrong bytes", () => {
  test("is told which byte differs, in every scenario that echoes", async () => {
    await using peer = await startWsPeer(echoing((data) => Buffer.concat([data, Buffer.from("!")])));
    const run = await runNamed(peer, ["text", "binary", "fragmented", "ping-pong", "concurrent-clients"]);
    expect(run.check("echoes an empty text")).toMatchObject({
      status: "fail",
      expected: 'text ""',
      received: 'text "!"',
      reason: "differs from byte 0; 1 bytes received, 0 expected",
    });
    expect(run.check("echoes 64 KiB of text").reason).toBe(
      "differs from byte 65536; 65537 bytes received, 65536 expected",
    );
    expect(run.check("echoes 1 byte").received).toMatch(/^binary [\da-f]{2} 21$/);
    expect(run.check("ignores an unsolicited pong").received).toBe('text "still here!"');
    expect(run.check("answers 32 pings at once").status).toBe("pass");
    expect(run.check("gets its own messages back, in order")).toMatchObject({ passes: 0, fails: 50 });
  });

  test("is told when text comes back as binary", async () => {
    await using peer = await startWsPeer((client) =>
      client.on("message", (data) => client.send(data, { binary: true })),
    );
    const run = await runNamed(peer, ["text"]);
    expect(run.check("echoes ASCII text").reason).toBe("sent as text, came back as binary");
  });
});

describe("a peer that answers no ping", () => {
  test("is waited for twice, and what then is left is not run", async () => {
    await using peer = await startWsPeer(echo, { autoPong: false });
    const run = await runNamed(peer, ["ping-pong"], { timeoutMs: 60 });
    expect(run.check("answers a ping without payload")).toMatchObject({
      status: "fail",
      expected: "a pong with the payload 0 bytes within 60 ms",
      received: "nothing",
      reason: "RFC 6455 §5.5.2: a ping must be answered with a pong of the same payload",
    });
    expect(run.check("answers 32 pings at once").reason).toBe(
      "not run: 2 checks before it timed out, so the target seems not to answer",
    );
  });

  test("or closes instead, fails every ping check with the close that came", async () => {
    await using peer = await startWsPeer(
      (client) => {
        echo(client);
        client.on("ping", () => client.close(1011, "no pings"));
      },
      { autoPong: false },
    );
    const run = await runNamed(peer, ["ping-pong", "fragmented"]);
    expect(run.titles("fail")).toEqual([
      "fragmented: answers a ping between two fragments",
      "ping-pong: answers a ping without payload",
      "ping-pong: answers a ping of 125 bytes",
      "ping-pong: answers 10 pings in a row",
      "ping-pong: answers 32 pings at once",
    ]);
    expect(run.check("answers a ping of 125 bytes").received).toBe('close 1011 "no pings"');
  });

  test("§5.5.3 or answers only the latest of many, is right", async () => {
    await using peer = await startRawServer({
      frame: (client, opcode, payload) => {
        const early = payload.length === 2 && payload[1] !== 31;
        if (opcode === 9 && !early) client.send(10, payload);
        if (opcode === 1) client.send(1, payload);
      },
    });
    const run = await runNamed(peer, ["ping-pong"]);
    expect(run.check("answers 32 pings at once")).toMatchObject({
      status: "pass",
      received: "1 pongs",
      reason: "RFC 6455 §5.5.3: answering only the latest ping is allowed",
    });
  });
});

describe("a peer that closes wrongly", () => {
  test("answers every close with 3333: fails for every code, by itself too", async () => {
    const wrong = Uint8Array.of(3333 >> 8, 3333 & 0xff);
    await using peer = await startRawServer({
      opened: (client) => {
        if (client.path.startsWith("/close")) client.send(8, wrong);
      },
      frame: (client, opcode) => {
        if (opcode !== 8) return;
        client.send(8, wrong);
        client.socket.end();
      },
    });
    const run = await runNamed(peer, ["close-codes"], { named: true });
    expect(run.titles("pass")).toEqual([]);
    expect(run.check("answers close 1001")).toMatchObject({
      expected: "close 1001, 1000 or no code",
      received: "close 3333",
      reason: "RFC 6455 §5.5.1: the answer repeats the code; 1000 and no code count as right too",
    });
    expect(run.check("answers illegal close 1005 with 1002")).toMatchObject({
      expected: "close 1002",
      received: "close 3333",
      reason: "RFC 6455 §7.4: 1005 may not be in a close frame, so the connection must be failed",
    });
    expect(run.check("closes by itself with 4001")).toMatchObject({
      expected: 'close 4001 "wsrig 4001", then the end of TCP',
      received: "close 3333",
    });
  });

  test("accepts illegal close codes: fails for each of them and no other", async () => {
    await using peer = await startRawServer({
      frame: (client, opcode, payload) => {
        if (opcode !== 8) return;
        client.send(8, payload.subarray(0, 2));
        client.socket.end();
      },
    });
    const run = await runNamed(peer, ["close-codes"]);
    expect(run.titles("fail")).toEqual(
      [0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535].map(
        (code) => `close-codes: answers illegal close ${code} with 1002`,
      ),
    );
  });

  test("§7.1.7 drops TCP: right for an illegal code, wrong for a legal one", async () => {
    await using peer = await startRawServer({
      frame: (client, opcode) => opcode === 8 && client.socket.end(),
    });
    const run = await runNamed(peer, ["close-codes"]);
    expect(run.check("answers close 1000")).toMatchObject({
      status: "fail",
      expected: "a close frame",
    });
    expect(run.check("answers illegal close 999 with 1002")).toMatchObject({
      status: "pass",
      reason: "RFC 6455 §7.1.7: failing the connection should, but need not, send a close frame",
    });
  });

  test.each([
    ["with 1000", Uint8Array.of(0x03, 0xe8)],
    ["without a code", new Uint8Array()],
  ])("answers every legal code %s: is right, and the reason says so", async (_, payload) => {
    await using peer = await startRawServer({
      frame: (client, opcode) => {
        if (opcode !== 8) return;
        client.send(8, payload);
        client.socket.end();
      },
    });
    const run = await runNamed(peer, ["close-codes"]);
    expect(run.check("answers close 4999")).toMatchObject({
      status: "pass",
      reason: "RFC 6455 §5.5.1: the answer typically repeats the code, but need not",
    });
    expect(run.titles("fail").every((title) => title.includes("illegal"))).toBe(true);
  });
});

describe("a peer that answers the handshake wrongly", () => {
  test("accepts everything, and picks a subprotocol that was not offered", async () => {
    await using peer = await startRawServer({
      answer: (head) =>
        accept(head, head.includes("Sec-WebSocket-Protocol") ? "Sec-WebSocket-Protocol: other\r\n" : ""),
    });
    const run = await runNamed(peer, ["handshake"], { named: true });
    expect(run.titles("pass")).toEqual(["handshake: accepts a good handshake"]);
    expect(run.check("refuses an unknown version with a 4xx and Sec-WebSocket-Version")).toMatchObject({
      expected: "426 (any 4xx) with Sec-WebSocket-Version: 13",
      received: "101: the connection was accepted",
    });
    expect(run.check("answers a subprotocol offer with one of it or with none").received).toContain("other");
    expect(run.check("refuses a path that does not exist with a 4xx").expected).toBe("404 (any 4xx)");
  });

  test("refuses a version without naming its own", async () => {
    await using peer = await startRawServer({
      answer: () => "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n",
    });
    const run = await runNamed(peer, ["handshake"]);
    expect(run.check("refuses an unknown version with a 4xx and Sec-WebSocket-Version")).toMatchObject({
      received: "400 without Sec-WebSocket-Version",
      reason: "RFC 6455 §4.4: the answer must name the versions that the server speaks",
    });
    expect(run.check("accepts a good handshake")).toMatchObject({
      status: "fail",
      expected: "101 Switching Protocols",
    });
    expect(run.reachedHttp).toBe(true);
  });

  test("§4.2.2 refuses every subprotocol with a 4xx: is right, and the reason says so; with a 5xx it is wrong", async () => {
    for (const [status, outcome] of [
      ["400 Bad Request", "pass"],
      ["500 Internal Server Error", "fail"],
    ] as const) {
      await using peer = await startRawServer({
        answer: (head) =>
          head.includes("Sec-WebSocket-Protocol")
            ? `HTTP/1.1 ${status}\r\nContent-Length: 0\r\n\r\n`
            : accept(head),
      });
      const run = await runNamed(peer, ["handshake"]);
      expect(run.check("answers a subprotocol offer with one of it or with none").status).toBe(outcome);
    }
  });

  test("answers 500 where a 4xx is due", async () => {
    await using peer = await startRawServer({
      answer: () => "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n",
    });
    const run = await runNamed(peer, ["handshake"]);
    expect(run.check("refuses a request without Sec-WebSocket-Key with a 4xx").received).toBe(
      "500 Internal Server Error",
    );
  });

  test("computes the accept key wrongly", async () => {
    await using peer = await startRawServer({
      answer: (head) => accept(head.replace("Sec-WebSocket-Key: ", "$&x")),
    });
    const run = await runNamed(peer, ["handshake"]);
    expect(run.check("accepts a good handshake").received).toMatch(/^upgrade failed: .*Accept/i);
  });
});

describe("a peer that never answers", () => {
  test("on TCP: one wait per scenario, then its checks are not run, and no HTTP answer is known", async () => {
    await using peer = await startTcpPeer(() => undefined);
    const names = builtinScenarios().map(({ name }) => name);
    const run = await runNamed(peer, names, { connectTimeoutMs: 50, isWsrig: false, clients: 1 });
    expect(run.titles("pass")).toEqual([]);
    expect(run.reachedHttp).toBe(false);
    expect(run.check("echoes an empty text")).toMatchObject({ status: "fail" });
    expect(run.check("echoes an empty text").received).toMatch(/^upgrade failed: .*50 ms/);
    expect(run.check("echoes ASCII text").reason).toMatch(/^not run: there was no connection/);
  });

  test("after the handshake: two waits per scenario", async () => {
    await using peer = await startRawServer({});
    const run = await runNamed(peer, ["text", "binary", "concurrent-clients"], {
      timeoutMs: 300,
      clients: 3,
    });
    expect(run.check("echoes an empty text")).toMatchObject({
      expected: "a message within 300 ms",
      received: "nothing",
    });
    expect(run.check("echoes 64 KiB of text").reason).toMatch(/^not run: 2 checks before it timed out/);
    expect(run.check("gets its own messages back, in order")).toMatchObject({
      fails: 3,
      received: "nothing",
    });
  });

  test("because it refuses TCP: every check says so at once", async () => {
    const url = await refusingUrl();
    const scenarios = builtinScenarios().filter(({ name }) => name !== "handshake");
    const run = await runAgainst(url, scenarios, { named: true });
    noteFailures(run);
    expect(run.titles("pass")).toEqual([]);
    expect(run.check("echoes an empty text").received).toMatch(/^tcp failed: .*refused/i);
    expect(run.reachedHttp).toBe(false);
  });

  test("but drops TCP after the message", async () => {
    await using peer = await startWsPeer((client) => client.on("message", () => client.terminate()));
    const run = await runNamed(peer, ["text"]);
    expect(run.check("echoes ASCII text")).toMatchObject({ status: "fail", expected: "a message" });
    expect(run.check("echoes ASCII text").received).toMatch(/^TCP ended without a close frame/);
  });
});

describe("a peer that serves clients wrongly", () => {
  test("mixes clients up: the message's owner is named", async () => {
    await using peer = await startWsPeer((client, clients) =>
      client.on("message", (data, binary) => {
        const others = [...clients];
        others[(others.indexOf(client) + 1) % others.length]?.send(data, { binary });
      }),
    );
    const run = await runNamed(peer, ["concurrent-clients"], { clients: 4 });
    expect(run.check("gets its own messages back, in order")).toMatchObject({ passes: 0, fails: 4 });
    expect(run.check("gets its own messages back, in order").reason).toMatch(
      /^client \d got a message of client \d$/,
    );
  });

  test("sends a client one message of another", async () => {
    let first: Buffer | undefined;
    await using peer = await startWsPeer((client) => {
      client.on("message", (data) => {
        if (String(data).endsWith("client 0.0 message 0")) first = data as Buffer;
        if (String(data).endsWith("client 1.0 message 5")) client.send(String(first));
        client.send(String(data));
      });
    });
    const run = await runNamed(peer, ["concurrent-clients"], { clients: 2 });
    expect(run.titles("fail")).toEqual(["concurrent-clients: gets no message of another client"]);
    expect(run.check("gets no message of another client")).toMatchObject({
      passes: 1,
      fails: 1,
      reason: "client 1 got a message of client 0",
    });
  });

  test("takes only 3 clients", async () => {
    await using peer = await startWsPeer((client, clients) =>
      clients.size > 3 ? client.close(1013) : echo(client),
    );
    const run = await runNamed(peer, ["concurrent-clients"], { clients: 5 });
    expect(run.check("gets its own messages back, in order")).toMatchObject({ passes: 3, fails: 2 });
    expect(run.check("is open at the same time as all others").status).toBe("fail");
  });

  test.each([
    [
      "duplicates",
      (data: Buffer, relay: (data: Buffer) => void) => [data, data].forEach(relay),
      "no receiver gets a message twice",
      /^at receiver 1, messages 1, 2, 3, 4, 5 and \d+ more came more than once$/,
    ],
    [
      "loses",
      (data: Buffer, relay: (data: Buffer) => void) => / [37]$/.test(String(data)) || relay(data),
      "every receiver gets every message",
      "at receiver 1, messages 4, 8 never came",
    ],
    [
      "reorders",
      swapPairs(),
      "every receiver gets the messages in order",
      "at receiver 1, messages 1, 3, 5, 7, 9 and 6 more came after a later one",
    ],
  ] as const)("%s a broadcast", async (_, broadcast, title, received) => {
    await using peer = await startWsPeer((client, clients) =>
      client.on("message", (data) =>
        broadcast(data as Buffer, (copy) => {
          for (const other of clients) if (other !== client) other.send(copy, { binary: false });
        }),
      ),
    );
    const run = await runNamed(peer, ["broadcast"], { named: true, timeoutMs: 500 });
    expect(run.titles("fail")).toEqual([`broadcast: ${title}`]);
    expect(run.check(title).received).toMatch(received);
  });
});

/** Relays each second message before the first of its pair. */
function swapPairs() {
  let held: Buffer | undefined;
  return (data: Buffer, relay: (data: Buffer) => void): void => {
    if (held === undefined) {
      held = data;
      return;
    }
    relay(data);
    relay(held);
    held = undefined;
  };
}

afterAll(async () => {
  await using server = await startReferenceServer();
  const all = await runAgainst(server.url, builtinScenarios());
  const titles = all.titles("pass");
  expect(titles.filter((title) => !shownToFail.has(title))).toEqual([]);
});
