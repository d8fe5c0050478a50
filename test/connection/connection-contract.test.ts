// What every driver must do, once for each.

import type { Socket } from "node:net";
import { getDefaultHighWaterMark, setDefaultHighWaterMark } from "node:stream";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { dial } from "../../src/client/dial.js";
import type {
  CloseOutcome,
  Connection,
  ConnectionListener,
  Driver,
} from "../../src/connection/connection.js";
import { turns, unhex, until, within } from "./loopback.js";

/** Everything that a connection told, in order; payloads as text. */
function recorder(): {
  events: unknown[][];
  listener: ConnectionListener;
  outcome: () => CloseOutcome | undefined;
} {
  const events: unknown[][] = [];
  let outcome: CloseOutcome | undefined;
  const text = (payload: Uint8Array): string => Buffer.from(payload).toString();
  const listener: ConnectionListener = {
    messageReceived: ({ kind, payload }) => events.push([kind, text(payload)]),
    pingReceived: (payload) => events.push(["ping", text(payload)]),
    pongReceived: (payload) => events.push(["pong", text(payload)]),
    closeReceived: ({ code, reason }) => events.push(["close", code, reason]),
    closed: (closed) => {
      outcome = closed;
      events.push(["closed"]);
    },
  };
  return { events, listener, outcome: () => outcome };
}

describe.each(["frame", "ws"] as const)("driver %s", (driver: Driver) => {
  let server: WebSocketServer;
  let peer: WebSocket;
  let peerTcp: Socket;
  let url: string;
  const opened: Connection[] = [];

  beforeEach(async () => {
    server = new WebSocketServer({
      port: 0,
      host: "127.0.0.1",
      handleProtocols: () => "chat",
      perMessageDeflate: true,
    });
    await new Promise((resolve) => server.once("listening", resolve));
    const address = server.address();
    url = `ws://127.0.0.1:${typeof address === "object" ? address?.port : 0}/path?x=1`;
    server.on("connection", (ws, request) => {
      peer = ws;
      peerTcp = request.socket;
      ws.on("error", () => {});
    });
  });

  afterEach(async () => {
    for (const connection of opened.splice(0)) connection.terminate();
    for (const client of server.clients) client.terminate();
    await new Promise((resolve) => server.close(resolve));
  });

  async function open(options: Parameters<typeof dial>[1] = {}): Promise<Connection> {
    const result = await within(dial(url, { driver, ...options }), "the dial");
    if (result.kind === "failed") throw new Error(result.failure.message);
    opened.push(result.connection);
    return result.connection;
  }

  function echo(): void {
    peer.on("message", (data, isBinary) => peer.send(data, { binary: isBinary }));
  }

  test("an open connection tells what was agreed and where it is", async () => {
    const connection = await open({ subprotocols: ["chat"], compression: true });
    const port = Number(new URL(url).port);
    expect(connection).toMatchObject({
      role: "client",
      driver,
      url,
      subprotocol: "chat",
      extensions: "permessage-deflate",
      state: "open",
      bufferedBytes: 0,
      peer: { address: "127.0.0.1", port },
      local: { address: "127.0.0.1", port: peerTcp.remotePort },
      capabilities: { frames: driver === "frame", rawFrames: driver === "frame" },
    });
  });

  test.each([
    ["without compression", false],
    ["with context takeover", true],
    ["without context takeover", { clientNoContextTakeover: true, serverNoContextTakeover: true }],
  ])("messages of all kinds and lengths come back as they were sent, %s", async (_title, compression) => {
    const connection = await open({ compression });
    echo();
    const { events, listener } = recorder();
    connection.setListener(listener);
    const sizes = [0, 1, 125, 126, 127, 65_535, 65_536, 300_000];
    const expected: unknown[] = [];
    for (const size of sizes) {
      const text = "ä€".repeat(size / 5) + "a".repeat(size % 5);
      expect(connection.sendText(text)).toBe(Buffer.byteLength(text));
      expect(connection.sendBinary(Buffer.from(text))).toBe(Buffer.byteLength(text));
      const prepared = connection.prepare("text", Buffer.from(text));
      expect(connection.sendPrepared(prepared)).toBe(Buffer.byteLength(text));
      connection.sendPrepared(connection.prepare("binary", Buffer.from(text), { fragmentBytes: 1_000 }));
      expected.push(["text", text], ["binary", text], ["text", text], ["binary", text]);
    }
    await until(() => events.length === expected.length, "all echoes");
    expect(events).toEqual(expected);
    expect(connection.counters).toMatchObject({ messagesSent: 32, messagesReceived: 32 });
  });

  test("a message of 1,000 fragments arrives as one", async () => {
    const connection = await open();
    echo();
    const { events, listener } = recorder();
    connection.setListener(listener);
    const text = "0123456789".repeat(100);
    expect(connection.sendFragments("text", Buffer.from(text), 1)).toBe(1_000);
    expect(connection.sendFragments("binary", Buffer.from(""), 1)).toBe(0);
    await until(() => events.length === 2, "the echoes");
    expect(events).toEqual([
      ["text", text],
      ["binary", ""],
    ]);
  });

  test("fragments of 0 bytes are a mistake of the caller", async () => {
    const connection = await open();
    expect(() => connection.sendFragments("text", Buffer.from("x"), 0)).toThrowError(
      expect.objectContaining({
        code: "fragment-size-invalid",
        message: "fragmentBytes is 0; must be an integer greater than 0",
      }),
    );
  });

  test("§5.5.2 a ping is answered and told, a pong of the peer is told", async () => {
    const connection = await open();
    const pongs: string[] = [];
    peer.on("pong", (payload) => pongs.push(String(payload)));
    const { events, listener } = recorder();
    connection.setListener(listener);
    peer.ping("are you there");
    await until(() => pongs.length === 1, "the pong");
    connection.ping(Buffer.from("and you"));
    await until(() => events.length === 2, "the peer's pong");
    expect(pongs).toEqual(["are you there"]);
    expect(events).toEqual([
      ["ping", "are you there"],
      ["pong", "and you"],
    ]);
    connection.pong(Buffer.from("unasked"));
    await until(() => pongs.length === 2, "the unsolicited pong");
    expect(() => connection.ping(Buffer.alloc(126))).toThrowError(
      expect.objectContaining({
        code: "control-payload-too-long",
        message: "the payload of a control frame takes 126 bytes; at most 125 are allowed",
      }),
    );
  });

  test("what the peer sends before a listener is set is kept", async () => {
    server.once("connection", (ws) => ws.send("greeting"));
    const connection = await open();
    await until(() => peerTcp.writableLength === 0, "the greeting to leave the peer");
    await turns(20);
    const { events, listener } = recorder();
    connection.setListener(listener);
    await until(() => events.length === 1, "the greeting");
    expect(events).toEqual([["text", "greeting"]]);
  });

  test("close: code and reason reach the peer, its answer is the outcome", async () => {
    const connection = await open();
    const closes: unknown[] = [];
    peer.on("close", (code, reason) => closes.push([code, String(reason)]));
    const { events, listener, outcome } = recorder();
    connection.setListener(listener);
    connection.close(4_001, "enough");
    expect(connection.state).toBe("closing");
    connection.close(1_000, "a second one does nothing");
    await until(() => outcome() !== undefined, "the end");
    await until(() => closes.length === 1, "the end at the peer");
    expect(closes).toEqual([[4_001, "enough"]]);
    expect(outcome()).toMatchObject({ code: 4_001, wasClean: true, initiatedBy: "local" });
    expect(events.at(-1)).toEqual(["closed"]);
    expect(connection.state).toBe("closed");
    expect(() => connection.sendText("late")).toThrowError(
      expect.objectContaining({
        code: "connection-not-open",
        message: "the connection is closed; must be open to send",
      }),
    );
    await expect(connection.waitForDrain()).resolves.toBeUndefined();
  });

  test("close without a code sends an empty close frame (1005)", async () => {
    const connection = await open();
    const codes: number[] = [];
    peer.on("close", (code) => codes.push(code));
    connection.close();
    expect(await within(connection.waitForClose(), "the end")).toMatchObject({ code: 1_005, wasClean: true });
    await until(() => codes.length === 1, "the end at the peer");
    expect(codes).toEqual([1_005]);
  });

  test.each([
    [1_005, "", "close-code-invalid"],
    [1_006, "", "close-code-invalid"],
    [999, "", "close-code-invalid"],
    [5_000, "", "close-code-invalid"],
    [1_000, "r".repeat(124), "close-reason-too-long"],
    [undefined, "why", "close-reason-without-code"],
  ])("close(%s, %j) is refused with %s and leaves the connection open", async (code, reason, error) => {
    const connection = await open();
    expect(() => connection.close(code, reason)).toThrowError(expect.objectContaining({ code: error }));
    expect(connection.state).toBe("open");
  });

  test("the peer's close is answered; events before it come before it", async () => {
    const connection = await open();
    const { events, listener, outcome } = recorder();
    connection.setListener(listener);
    peer.send("last");
    peer.close(4_002, "going");
    await until(() => outcome() !== undefined, "the end");
    expect(events).toEqual([["text", "last"], ["close", 4_002, "going"], ["closed"]]);
    expect(outcome()).toMatchObject({ code: 4_002, reason: "going", wasClean: true, initiatedBy: "peer" });
  });

  test("TCP that ends without a close frame is 1006", async () => {
    const connection = await open();
    const { events, listener, outcome } = recorder();
    connection.setListener(listener);
    peer.terminate();
    await until(() => outcome() !== undefined, "the end");
    expect(outcome()).toMatchObject({ code: 1_006, reason: "", wasClean: false, initiatedBy: "none" });
    expect(events).toEqual([["closed"]]);
  });

  test("a reset is connection-reset", async () => {
    const connection = await open();
    const { listener, outcome } = recorder();
    connection.setListener(listener);
    await turns();
    peerTcp.resetAndDestroy();
    await until(() => outcome() !== undefined, "the end");
    expect(outcome()).toMatchObject({
      code: 1_006,
      initiatedBy: "none",
      error: { code: "connection-reset" },
    });
  });

  test("a peer that does not answer the close frame is dropped", async () => {
    const connection = await open({ closeTimeoutMs: 50 });
    const { listener, outcome } = recorder();
    connection.setListener(listener);
    peer.pause();
    connection.close(1_000);
    await until(() => outcome() !== undefined, "the end");
    expect(outcome()).toMatchObject({ code: 1_006, wasClean: false, initiatedBy: "local" });
  });

  test.each([
    ["invalid UTF-8", [0x81, 0x01, 0xff], "invalid-utf8", 1_007],
    ["a reserved opcode", [0x83, 0x00], "reserved-opcode", 1_002],
    ["a masked frame", [0x81, 0x80, 0, 0, 0, 0], "mask-forbidden", 1_002],
    ["a continuation out of place", [0x80, 0x00], "unexpected-continuation", 1_002],
    ["text inside a message", [0x01, 0x00, 0x81, 0x00], "expected-continuation", 1_002],
    ["a fragmented ping", [0x09, 0x00], "fragmented-control", 1_002],
    ["a message over the limit", [0x82, 0x7e, 0x04, 0x01], "message-too-big", 1_009],
  ] as const)("%s from the peer fails the connection", async (_title, bytes, violation, code) => {
    const connection = await open({ limits: { maxMessageBytes: 1_024 } });
    const codes: number[] = [];
    peer.on("close", (received) => codes.push(received));
    const { listener, outcome } = recorder();
    connection.setListener(listener);
    peerTcp.write(Buffer.from(bytes));
    await until(() => outcome() !== undefined && codes.length === 1, "the end");
    expect(outcome()).toMatchObject({
      wasClean: false,
      initiatedBy: "local",
      violation: { code: violation, closeCode: code },
    });
    expect(codes).toEqual([code]);
  });

  test("pauseReading holds the peer back", async () => {
    const connection = await open();
    const { events, listener } = recorder();
    connection.setListener(listener);
    peer.send("one");
    await until(() => events.length === 1, "the first message");
    connection.pauseReading();
    const big = "x".repeat(8_388_608);
    peer.send(big);
    await turns(20);
    expect(peerTcp.writableLength).toBeGreaterThan(0);
    expect(events).toHaveLength(1);
    connection.resumeReading();
    await until(() => events.length === 2, "the second message");
    expect(events[1]).toEqual(["text", big]);
  });

  test("close while reading is paused reads on: what came before the answer is told, then the peer's answer", async () => {
    const connection = await open();
    const { events, listener, outcome } = recorder();
    connection.setListener(listener);
    peer.send("one");
    await until(() => events.length === 1, "the first message");
    connection.pauseReading();
    const big = "x".repeat(8_388_608);
    peer.send(big);
    await turns(20);
    connection.close(4_001, "enough");
    // Once the close frame has been written.
    await new Promise((resolve) => process.nextTick(resolve));
    connection.pauseReading();
    await until(() => outcome() !== undefined, "the end");
    expect(outcome()).toMatchObject({ code: 4_001, wasClean: true, initiatedBy: "local", error: undefined });
    expect(events.slice(0, 2)).toEqual([
      ["text", "one"],
      ["text", big],
    ]);
    expect(events.slice(2).map(([name]) => name)).toEqual(["close", "closed"]);
  });

  test("a peer that does not read is seen, and drained tells when it reads again", async () => {
    const connection = await open();
    let drained = 0;
    connection.setListener({ drained: () => drained++ });
    peer.pause();
    const payload = Buffer.alloc(65_536);
    while (connection.bufferedBytes < 8_388_608) {
      connection.sendBinary(payload);
      await turns(1);
    }
    const waiting = connection.waitForDrain();
    await turns();
    expect(drained).toBe(0);
    peer.resume();
    await within(waiting, "the drain");
    expect(drained).toBe(1);
    expect(connection.bufferedBytes).toBeLessThanOrEqual(16_384);
  });

  test("a drain comes with socket buffers of any size, such as the 64 KiB of Node 22", async () => {
    const before = getDefaultHighWaterMark(false);
    setDefaultHighWaterMark(false, 65_536);
    try {
      const connection = await open();
      connection.setListener({});
      peer.pause();
      // In steps below both marks, so that the buffer is left between them.
      while (connection.bufferedBytes < 20_000) {
        connection.sendBinary(Buffer.alloc(4_000));
        await turns(1);
      }
      const waiting = connection.waitForDrain();
      peer.resume();
      await within(waiting, "the drain");
    } finally {
      setDefaultHighWaterMark(false, before);
    }
  });

  test("what a terminated connection did not get rid of is not told as written, and its count never falls", async () => {
    const connection = await open();
    let written = 0;
    connection.setListener({
      bytesWritten: (bytes) => {
        written += bytes;
      },
    });
    peer.pause();
    for (let i = 0; i < 4; i++) connection.sendBinary(Buffer.alloc(5_000_000));
    await turns();
    const { bytesSent } = connection.counters;
    connection.terminate();
    await within(connection.waitForClose(), "the end");
    await turns();
    expect(written).toBe(0);
    expect(connection.counters.bytesSent).toBeGreaterThanOrEqual(bytesSent);
  });

  test("the bytes given to sendBinary may be reused after the call, compressed or not", async () => {
    for (const compression of [true, false]) {
      const connection = await open({ compression });
      echo();
      const { events, listener } = recorder();
      connection.setListener(listener);
      const bytes = Buffer.from("original");
      connection.sendBinary(bytes);
      connection.sendFragments("binary", bytes, 3);
      bytes.fill("z");
      await until(() => events.length === 2, "the echoes");
      expect(events).toEqual([
        ["binary", "original"],
        ["binary", "original"],
      ]);
    }
  });

  test("bytesWritten tells of everything that was sent", async () => {
    const connection = await open();
    let written = 0;
    connection.setListener({
      bytesWritten: (bytes) => {
        written += bytes;
      },
    });
    connection.sendBinary(Buffer.alloc(1_000));
    connection.sendText("hello");
    await until(() => written === 1_008 + 11, "the count");
    expect(connection.counters.bytesSent).toBe(1_019);
  });

  test("after terminate nothing of the same read arrives any more", async () => {
    const connection = await open();
    const { events, listener } = recorder();
    connection.setListener({
      ...listener,
      messageReceived: (message, receivedAtUs) => {
        listener.messageReceived?.(message, receivedAtUs);
        connection.terminate();
      },
    });
    peerTcp.write(Buffer.concat([unhex("81 01 61"), unhex("81 01 62"), unhex("89 00")]));
    await within(connection.waitForClose(), "the end");
    await turns();
    expect(events).toEqual([["text", "a"], ["closed"]]);
  });

  test.each([
    ["a reset", { reset: true }, "ECONNRESET"],
    ["the end of TCP", {}, undefined],
  ])("terminate shows the peer %s", async (_what, options, expected) => {
    const connection = await open();
    let code: unknown;
    peerTcp.once("error", (error: NodeJS.ErrnoException) => {
      code = error.code;
    });
    const ended = new Promise((resolve) => peerTcp.once("close", resolve));
    connection.setListener({});
    connection.terminate(options);
    await within(connection.waitForClose(), "our end");
    await within(ended, "the peer's end");
    expect(code).toBe(expected);
  });

  test("raw frames and bytes are sent, or refused by name", async () => {
    const connection = await open();
    const sends = [() => connection.sendFrame({ opcode: 2 }), () => connection.sendBytes(Buffer.from("x"))];
    for (const send of sends) {
      if (connection.capabilities.rawFrames) expect(send()).toBeGreaterThan(0);
      else expect(send).toThrowError(expect.objectContaining({ code: "driver-unsupported" }));
    }
  });

  test("a message prepared by another driver is refused", async () => {
    const connection = await open();
    const other = await open({ driver: driver === "ws" ? "frame" : "ws" });
    const prepared = other.prepare("text", Buffer.from("x"));
    expect(() => connection.sendPrepared(prepared)).toThrowError(
      expect.objectContaining({ code: "prepared-message-foreign" }),
    );
  });
});
