import { describe, expect, test, vi } from "vitest";
import type { Clock } from "../../src/clock.js";
import type { CloseOutcome, ConnectionListener } from "../../src/connection/connection.js";
import { FrameConnection, type FrameConnectionOptions } from "../../src/connection/frame-connection.js";
import { FakeClock } from "../fake-clock.js";
import {
  framesIn,
  RawPeer,
  type SocketPair,
  socketPair,
  spacedHex,
  turns,
  unhex,
  until,
  within,
} from "./loopback.js";

/** A client on the near socket (with the shared read buffer), or a server on the far one; the other end is raw. */
async function open(
  role: "client" | "server",
  options: Partial<FrameConnectionOptions> = {},
): Promise<{ pair: SocketPair; connection: FrameConnection; peer: RawPeer; writes: () => number[] }> {
  const pair = await socketPair();
  const isClient = role === "client";
  const socket = isClient ? pair.near : pair.far;
  const peer = new RawPeer(isClient ? pair.far : pair.near);
  if (!isClient) {
    pair.reads.receive = (bytes) => {
      peer.bytes = Buffer.concat([peer.bytes, bytes]);
    };
    pair.near.resume();
  }
  const write = vi.spyOn(socket, "write");
  const connection = new FrameConnection({
    socket,
    reads: isClient ? pair.reads : undefined,
    role,
    url: isClient ? "ws://127.0.0.1/" : "/",
    maskKeys: () => 0x01020304,
    ...options,
  });
  return {
    pair,
    connection,
    peer,
    writes: () => write.mock.calls.map(([bytes]) => (bytes as Uint8Array).length),
  };
}

/** `text` as an unmasked text frame, as a server sends it. */
function serverText(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x81, text.length]), Buffer.from(text)]);
}

describe("batches", () => {
  test("all replies to the messages of one read leave in one write", async () => {
    const { pair, connection, peer, writes } = await open("client");
    await using _ = pair;
    const received: string[] = [];
    connection.setListener({
      messageReceived: ({ payload }) => {
        received.push(Buffer.from(payload).toString());
        connection.sendText(`re ${Buffer.from(payload)}`);
      },
    });
    peer.socket.write(Buffer.concat([serverText("a"), serverText("b"), serverText("c")]));
    await until(() => received.length === 3, "three messages");
    expect(writes()).toEqual([3 * 10]);
    await peer.hex(30);
    expect(framesIn(peer.bytes, "client").map(({ payload }) => payload)).toEqual(["re a", "re b", "re c"]);
  });

  test("k sends of one prepared message in a read leave as one write of k times its bytes", async () => {
    const { pair, connection, peer, writes } = await open("client");
    await using _ = pair;
    const prepared = connection.prepare("binary", Buffer.from("ping!"));
    expect(prepared).toMatchObject({ kind: "binary", payloadBytes: 5, frames: 1, wireBytes: 11 });
    connection.setListener({ messageReceived: () => connection.sendPrepared(prepared) });
    peer.socket.write(Buffer.concat(Array.from({ length: 32 }, () => serverText("x"))));
    await peer.hex(32 * 11);
    expect(writes()).toEqual([32 * 11]);
    expect(connection.counters).toMatchObject({ framesSent: 32, messagesSent: 32, messagesReceived: 32 });
    const frames = framesIn(peer.bytes, "client");
    expect(new Set(frames.map((frame) => JSON.stringify(frame)))).toEqual(
      new Set([JSON.stringify({ opcode: 2, fin: true, rsv: 0, maskKey: 0x01020304, payload: "ping!" })]),
    );
    expect(frames).toHaveLength(32);
  });

  test("what is sent outside of a read leaves together when the caller's turn ends", async () => {
    const { pair, connection, peer, writes } = await open("client");
    await using _ = pair;
    const prepared = connection.prepare("text", Buffer.from("p"));
    connection.sendPrepared(prepared);
    connection.sendPrepared(prepared);
    connection.sendText("t");
    connection.sendPrepared(prepared);
    connection.ping(Buffer.from("g"));
    connection.sendBinary(Buffer.from("b"));
    expect(writes()).toEqual([]);
    expect(connection.bufferedBytes).toBe(6 * 7);
    await peer.hex(6 * 7);
    expect(writes()).toEqual([6 * 7]);
    expect(framesIn(peer.bytes, "client").map(({ payload }) => payload)).toEqual([
      "p",
      "p",
      "t",
      "p",
      "g",
      "b",
    ]);
    expect(connection.counters).toMatchObject({ framesSent: 6, messagesSent: 5, bytesSent: 42 });
  });

  test("flush writes at once and tells whether there was anything", async () => {
    const { pair, connection, writes } = await open("client");
    await using _ = pair;
    expect(connection.flush()).toBe(false);
    connection.sendText("now");
    expect(connection.flush()).toBe(true);
    expect(writes()).toEqual([9]);
  });

  test("prepared messages that wait when the peer closes leave before our close frame (§5.5.1)", async () => {
    const { pair, connection, peer } = await open("client");
    await using _ = pair;
    const prepared = connection.prepare("text", Buffer.from("p"));
    connection.setListener({ messageReceived: () => connection.sendPrepared(prepared) });
    peer.socket.write(Buffer.concat([serverText("x"), unhex("88 02 03 e8")]));
    await peer.hex(7 + 8);
    expect(framesIn(peer.bytes, "client").map(({ opcode }) => opcode)).toEqual([1, 8]);
  });

  test("a prepared message of another connection with the same role can be sent; one of another role cannot", async () => {
    const a = await open("client");
    await using _a = a.pair;
    const b = await open("server");
    await using _b = b.pair;
    const prepared = a.connection.prepare("text", Buffer.from("p"));
    expect(() => b.connection.sendPrepared(prepared)).toThrowError(
      expect.objectContaining({ code: "prepared-message-foreign" }),
    );
    expect(a.connection.sendPrepared(prepared)).toBe(1);
  });

  test.each([
    ["of one byte each", 1, 5],
    ["of three bytes", 3, 2],
    ["longer than the payload", 9, 1],
  ])("a message prepared in fragments %s is so many frames", async (_title, fragmentBytes, frames) => {
    const { pair, connection, peer } = await open("server");
    await using _ = pair;
    const prepared = connection.prepare("text", Buffer.from("hello"), { fragmentBytes });
    expect(prepared.frames).toBe(frames);
    connection.sendPrepared(prepared);
    await peer.hex(prepared.wireBytes);
    const sent = framesIn(peer.bytes, "server");
    expect(sent.map(({ payload }) => payload).join("")).toBe("hello");
    expect(sent.map(({ fin }) => fin)).toEqual([...Array(frames - 1).fill(false), true]);
    expect(sent.map(({ opcode }) => opcode)).toEqual([1, ...Array(frames - 1).fill(0)]);
  });

  test("runs that are longer than what is kept contiguous arrive whole", async () => {
    const { pair, connection, peer } = await open("server");
    await using _ = pair;
    const payload = Buffer.alloc(100_000, "z");
    const prepared = connection.prepare("binary", payload);
    for (let i = 0; i < 7; i++) connection.sendPrepared(prepared);
    await until(() => peer.bytes.length === 7 * prepared.wireBytes, "seven messages");
    expect(framesIn(peer.bytes, "server").map((frame) => frame.payload.length)).toEqual(
      Array(7).fill(100_000),
    );
  });
});

describe("raw bytes", () => {
  test("no bytes in pieces write nothing and swallow no piece of what is sent later", async () => {
    const { pair, connection, peer } = await open("client");
    await using _ = pair;
    expect(connection.sendBytes(new Uint8Array(0), 2)).toBe(0);
    await turns();
    connection.sendBytes(unhex("81 03 61 62 63"), 2);
    expect(await peer.hex(5)).toBe("81 03 61 62 63");
    expect(connection.bufferedBytes).toBe(0);
  });

  test("sendBytes in pieces makes one write per piece, and later sends queue behind", async () => {
    const { pair, connection, peer, writes } = await open("server");
    await using _ = pair;
    connection.sendText("1");
    connection.sendBytes(unhex("81 03 61 62 63"), 2);
    connection.sendText("2");
    connection.sendBytes(unhex("81 01 64"), 2);
    connection.sendText("3");
    expect(await peer.hex(5 + 3 + 3 + 3 + 3)).toBe("81 01 31 81 03 61 62 63 81 01 32 81 01 64 81 01 33");
    expect(writes()).toEqual([3, 2, 2, 1, 3, 2, 1, 3]);
  });

  test("a frame of any shape is sent as described", async () => {
    const { pair, connection, peer } = await open("client");
    await using _ = pair;
    connection.sendFrame({
      opcode: 3,
      fin: false,
      rsv: 7,
      mask: false,
      payload: Buffer.from("x"),
      lengthForm: "16",
    });
    expect(await peer.hex(5)).toBe("73 7e 00 01 78");
  });

  test("the bytes may be reused after the call", async () => {
    const { pair, connection, peer } = await open("server");
    await using _ = pair;
    const bytes = Buffer.from("abc");
    connection.sendBinary(bytes);
    connection.sendBytes(bytes);
    connection.prepare("binary", bytes);
    bytes.fill("z");
    expect(await peer.hex(8)).toBe("82 03 61 62 63 61 62 63");
  });
});

describe("events", () => {
  test("frames come before their message, control frames between, all with the time of the read", async () => {
    let readings = 0;
    const clock: Clock = { nowUs: () => ++readings, sleepUntilUs: () => new Promise(() => {}) };
    const { pair, connection, peer } = await open("client", { clock });
    await using _ = pair;
    const events: unknown[] = [];
    connection.setListener({
      frameReceived: ({ opcode, fin, payload, wireBytes }, at) =>
        events.push(["frame", opcode, fin, String(Buffer.from(payload)), wireBytes, at]),
      messageReceived: ({ kind, payload, fragments }, at) =>
        events.push(["message", kind, String(Buffer.from(payload)), fragments, at]),
      pingReceived: (payload, at) => events.push(["ping", String(Buffer.from(payload)), at]),
      pongReceived: (payload, at) => events.push(["pong", String(Buffer.from(payload)), at]),
    });
    peer.socket.write(unhex("01 02 68 65  89 01 70  8a 01 71  00 00  80 03 6c 6c 6f"));
    await until(() => events.length === 8, "eight events");
    expect(events).toEqual([
      ["frame", 1, false, "he", 4, 1],
      ["frame", 9, true, "p", 3, 1],
      ["ping", "p", 1],
      ["frame", 10, true, "q", 3, 1],
      ["pong", "q", 1],
      ["frame", 0, false, "", 2, 1],
      ["frame", 0, true, "llo", 5, 1],
      ["message", "text", "hello", 3, 1],
    ]);
    expect(framesIn(unhex(await peer.hex(7)), "client")).toMatchObject([{ opcode: 10, payload: "p" }]);
  });

  test("nothing is read until a listener is set; bytes past the handshake come first, and never inside setListener", async () => {
    const { pair, connection, peer } = await open("server", { head: unhex("81 81 00 00 00 00 61") });
    await using _ = pair;
    peer.socket.write(unhex("81 81 00 00 00 00 62"));
    await turns();
    expect(connection.counters.bytesReceived).toBe(0);
    const received: string[] = [];
    connection.setListener({ messageReceived: ({ payload }) => received.push(String(Buffer.from(payload))) });
    expect(received).toEqual([]);
    await until(() => received.length === 2, "two messages");
    expect(received).toEqual(["a", "b"]);
  });

  test("a new listener takes the place of the old one", async () => {
    const { pair, connection, peer } = await open("client");
    await using _ = pair;
    const received: string[] = [];
    const listener = (name: string): ConnectionListener => ({
      messageReceived: ({ payload }) => received.push(`${name} ${Buffer.from(payload)}`),
    });
    connection.setListener(listener("first"));
    peer.socket.write(serverText("a"));
    await until(() => received.length === 1, "the first message");
    connection.setListener(listener("second"));
    peer.socket.write(serverText("b"));
    await until(() => received.length === 2, "the second message");
    expect(received).toEqual(["first a", "second b"]);
  });

  test("closed is told exactly once, to the listener of a connection that had already closed", async () => {
    const { pair, connection } = await open("client");
    await using _ = pair;
    connection.terminate();
    const outcome = await within(connection.waitForClose(), "the end");
    const told: CloseOutcome[] = [];
    connection.setListener({ closed: (closed) => told.push(closed) });
    expect(told).toEqual([]);
    connection.setListener({ closed: (closed) => told.push(closed) });
    await turns();
    expect(told).toEqual([outcome]);
  });

  test("bytesWritten adds up to what was sent", async () => {
    const { pair, connection, peer } = await open("server");
    await using _ = pair;
    let written = 0;
    connection.setListener({
      bytesWritten: (bytes) => {
        written += bytes;
      },
    });
    connection.sendBinary(Buffer.alloc(3_000_000));
    await until(() => peer.bytes.length === 3_000_010, "the message");
    connection.sendText("end");
    await until(() => written === 3_000_015, "the count of bytes");
  });
});

describe("§8.1 a text that is not valid UTF-8", () => {
  test("fails the connection with 1007", async () => {
    const { pair, connection, peer } = await open("client");
    await using _ = pair;
    const received: string[] = [];
    connection.setListener({ messageReceived: ({ payload }) => received.push(spacedHex(payload)) });
    peer.socket.write(unhex("81 02 c3 28"));
    await peer.hex(8);
    expect(framesIn(peer.bytes, "client")).toMatchObject([{ opcode: 8, payload: "\x03\xef" }]);
    expect(received).toEqual([]);
    peer.socket.end();
    expect(await within(connection.waitForClose(), "the end")).toMatchObject({
      violation: { code: "invalid-utf8", closeCode: 1007 },
    });
  });

  test("comes as it is to a listener that compares bytes, until another listener takes its place", async () => {
    const { pair, connection, peer } = await open("client");
    await using _ = pair;
    const received: string[] = [];
    const listener = (comparesBytes: boolean): ConnectionListener => ({
      comparesBytes,
      messageReceived: ({ kind, payload }) => received.push(`${kind} ${spacedHex(payload)}`),
    });
    connection.setListener(listener(true));
    peer.socket.write(unhex("81 02 c3 28 01 01 c3 80 01 28"));
    await until(() => received.length === 2, "two messages");
    expect(received).toEqual(["text c3 28", "text c3 28"]);
    expect(connection.state).toBe("open");
    connection.setListener(listener(false));
    peer.socket.write(unhex("81 02 c3 28"));
    await until(() => connection.state !== "open", "the failure");
    expect(received).toHaveLength(2);
  });
});

test("all connections listen to their sockets with the same functions, so that an idle one holds none", async () => {
  const a = await open("client");
  await using _a = a.pair;
  const b = await open("client");
  await using _b = b.pair;
  for (const event of ["error", "drain", "end", "close"]) {
    const own = a.pair.near.listeners(event).at(-1);
    expect(own).toBeTypeOf("function");
    expect(b.pair.near.listeners(event).at(-1)).toBe(own);
  }
});

describe("backpressure", () => {
  test("a peer that does not read is seen in bufferedBytes; drained and waitForDrain tell when it reads again", async () => {
    const { pair, connection, peer } = await open("server");
    await using _ = pair;
    pair.near.pause();
    let drained = 0;
    connection.setListener({ drained: () => drained++ });
    const payload = Buffer.alloc(65_536);
    while (connection.bufferedBytes < 8 * 1_024 * 1_024) {
      connection.sendBinary(payload);
      await turns(1);
    }
    const waiting = connection.waitForDrain();
    await turns();
    expect(drained).toBe(0);
    await expect(connection.waitForDrain(AbortSignal.abort(new Error("enough")))).rejects.toThrow("enough");
    pair.near.resume();
    await within(waiting, "the drain");
    expect(drained).toBe(1);
    expect(connection.bufferedBytes).toBeLessThan(16_385);
    await until(() => peer.bytes.length === connection.counters.bytesSent, "all bytes at the peer");
  });

  test("§10.4 a ping flood from a peer that does not read fails the connection with 1008", async () => {
    const { pair, connection, peer } = await open("server", {
      limits: { maxQueuedControlFrames: 100 },
      closeTimeoutMs: 100,
    });
    await using _ = pair;
    pair.near.pause();
    let outcome: CloseOutcome | undefined;
    connection.setListener({
      closed: (closed) => {
        outcome = closed;
      },
    });
    connection.sendBinary(Buffer.alloc(16 * 1_024 * 1_024));
    const pings = Buffer.concat(Array.from({ length: 101 }, () => unhex("89 80 00 00 00 00")));
    await turns();
    peer.socket.write(pings);
    await until(() => outcome !== undefined, "the end");
    expect(outcome).toMatchObject({
      wasClean: false,
      initiatedBy: "local",
      violation: { code: "too-many-control-frames", closeCode: 1008 },
    });
  });

  test("pauseReading holds the peer back, resumeReading goes on", async () => {
    const { pair, connection, peer } = await open("client");
    await using _ = pair;
    let messages = 0;
    connection.setListener({ messageReceived: () => messages++ });
    peer.socket.write(serverText("a"));
    await until(() => messages === 1, "the first message");
    connection.pauseReading();
    const big = Buffer.concat([unhex("82 7f 00 00 00 00 00 80 00 00"), Buffer.alloc(8_388_608)]);
    expect(peer.socket.write(big)).toBe(false);
    await turns(20);
    expect(connection.counters.bytesReceived).toBe(3);
    expect(peer.socket.writableLength).toBeGreaterThan(0);
    connection.resumeReading();
    await until(() => messages === 2, "the second message");
  });
});

describe("the end of a connection", () => {
  test("§7.1.1 a server answers the close frame and ends TCP first", async () => {
    const { pair, connection, peer } = await open("server");
    await using _ = pair;
    connection.setListener({});
    peer.socket.write(unhex("88 85 00 00 00 00 03 e8 62 79 65"));
    expect(await peer.hex(4)).toBe("88 02 03 e8");
    await until(() => peer.hasEnded, "the server's end of TCP");
    expect(await within(connection.waitForClose(), "the end")).toEqual({
      code: 1000,
      reason: "bye",
      wasClean: true,
      initiatedBy: "peer",
      violation: undefined,
      error: undefined,
    });
  });

  test("§7.1.1 a client that has the peer's answer waits for the server to end TCP", async () => {
    const { pair, connection, peer } = await open("client");
    await using _ = pair;
    connection.setListener({});
    connection.close(4_000, "x");
    await peer.hex(9);
    peer.socket.write(unhex("88 02 0f a0"));
    await turns(20);
    expect(peer.hasEnded).toBe(false);
    expect(connection.state).toBe("closing");
    peer.socket.end();
    await until(() => peer.hasEnded, "the client's end of TCP");
    const outcome = await within(connection.waitForClose(), "the end");
    expect(outcome).toMatchObject({ code: 4_000, wasClean: true, initiatedBy: "local" });
    expect(connection.state).toBe("closed");
  });

  test("a peer that never answers the close frame is dropped after the close timeout", async () => {
    const { pair, connection, peer } = await open("client", { closeTimeoutMs: 50 });
    await using _ = pair;
    connection.setListener({});
    connection.close(1_000);
    const outcome = await within(connection.waitForClose(), "the end");
    expect(outcome).toMatchObject({
      code: 1_006,
      wasClean: false,
      initiatedBy: "local",
      violation: undefined,
      error: { code: "close-timeout", message: "the peer did not answer the close frame within 50 ms" },
    });
    expect(await peer.hex(8)).toBe("88 82 01 02 03 04 02 ea");
  });

  test("a peer that answers and never ends TCP is dropped, and the end is still clean", async () => {
    const clock = new FakeClock();
    const { pair, connection, peer } = await open("client", { closeTimeoutMs: 50, clock });
    await using _ = pair;
    connection.close();
    await peer.hex(6);
    peer.socket.write(unhex("88 00"));
    await until(() => connection.counters.framesReceived === 1, "the peer's answer");
    await clock.advanceTo(49_999);
    expect(connection.state).toBe("closing");
    await clock.advanceTo(50_000);
    const outcome = await within(connection.waitForClose(), "the end");
    expect(outcome).toMatchObject({ code: 1_005, wasClean: true, error: { code: "close-timeout" } });
  });

  test("TCP that ends without a close frame is 1006 and a violation of nobody's close", async () => {
    const { pair, connection, peer } = await open("client");
    await using _ = pair;
    connection.setListener({});
    peer.socket.end();
    const outcome = await within(connection.waitForClose(), "the end");
    expect(outcome).toMatchObject({
      code: 1_006,
      wasClean: false,
      initiatedBy: "none",
      violation: { code: "connection-lost" },
    });
    await until(() => peer.hasEnded, "our own end of TCP");
  });

  test("a reset is told as connection-reset", async () => {
    const { pair, connection, peer } = await open("client");
    await using _ = pair;
    connection.setListener({});
    await turns();
    peer.socket.resetAndDestroy();
    const outcome = await within(connection.waitForClose(), "the end");
    expect(outcome).toMatchObject({
      code: 1_006,
      wasClean: false,
      initiatedBy: "none",
      error: { code: "connection-reset" },
    });
  });

  test("§7.1.7 a broken rule is answered with its close code, then TCP ends", async () => {
    const { pair, connection, peer } = await open("client");
    await using _ = pair;
    connection.setListener({});
    peer.socket.write(unhex("83 00"));
    const frames = framesIn(unhex(await peer.hex(8)), "client");
    expect(frames).toMatchObject([{ opcode: 8, payload: "\x03\xea" }]);
    await until(() => peer.hasEnded, "the client's end of TCP");
    peer.socket.end();
    const outcome = await within(connection.waitForClose(), "the end");
    expect(outcome).toMatchObject({
      code: 1_006,
      wasClean: false,
      initiatedBy: "local",
      violation: { code: "reserved-opcode" },
    });
  });

  test("terminate drops TCP at once; sending then throws connection-not-open", async () => {
    const { pair, connection, peer } = await open("client");
    await using _ = pair;
    const prepared = connection.prepare("text", Buffer.from("p"));
    connection.terminate();
    expect(connection.state).toBe("closing");
    for (const send of [
      () => connection.sendText("x"),
      () => connection.sendPrepared(prepared),
      () => connection.sendBytes(Buffer.from("x"), 1),
      () => connection.ping(),
    ]) {
      expect(send).toThrowError(expect.objectContaining({ code: "connection-not-open" }));
    }
    const outcome = await within(connection.waitForClose(), "the end");
    expect(outcome).toMatchObject({
      code: 1_006,
      wasClean: false,
      initiatedBy: "none",
      violation: undefined,
      error: undefined,
    });
    await until(() => peer.hasClosed || peer.hasEnded, "the end at the peer");
  });

  test("waitForClose rejects when its signal aborts, and resolves for the others", async () => {
    const { pair, connection } = await open("client");
    await using _ = pair;
    const abort = new AbortController();
    const aborted = connection.waitForClose(abort.signal);
    const waiting = connection.waitForClose();
    abort.abort(new Error("no longer"));
    await expect(aborted).rejects.toThrow("no longer");
    connection.terminate();
    expect((await within(waiting, "the end")).code).toBe(1_006);
  });
});

describe("mask keys (§5.3)", () => {
  test.each([
    ["fixed", 1],
    ["random", 20],
  ] as const)("%s: twenty frames have so many different keys: %i", async (maskKeys, different) => {
    const { pair, connection, peer } = await open("client", { maskKeys });
    await using _ = pair;
    for (let i = 0; i < 20; i++) connection.sendText("x");
    await peer.hex(20 * 7);
    const keys = framesIn(peer.bytes, "client").map(({ maskKey }) => maskKey);
    expect(new Set(keys).size).toBe(different);
    expect(keys).not.toContain(0);
  });

  test("a prepared message keeps the key that was chosen when it was prepared", async () => {
    const { pair, connection, peer } = await open("client", { maskKeys: "random" });
    await using _ = pair;
    const prepared = connection.prepare("text", Buffer.from("x"));
    for (let i = 0; i < 3; i++) connection.sendPrepared(prepared);
    const bytes = await peer.hex(3 * 7);
    expect(bytes).toBe(
      Array(3)
        .fill(spacedHex(peer.bytes.subarray(0, 7)))
        .join(" "),
    );
  });
});

test("a socket that closed before it was handed over is a closed connection, not one that never ends", async () => {
  await using pair = await socketPair();
  const ended = new Promise((resolve) => pair.near.once("close", resolve));
  pair.near.destroy();
  await within(ended, "the end of the socket");
  const connection = new FrameConnection({ socket: pair.near, reads: pair.reads, role: "client", url: "/" });
  const closed = vi.fn();
  connection.setListener({ closed });
  expect(await within(connection.waitForClose(), "the end")).toMatchObject({ code: 1006, wasClean: false });
  expect(connection.state).toBe("closed");
  expect(closed).toHaveBeenCalledTimes(1);
});

test("bytes that a terminated connection did not get rid of are not told as written", async () => {
  const { pair, connection, peer } = await open("client");
  await using _ = pair;
  peer.socket.pause();
  const bytesWritten = vi.fn();
  connection.setListener({ bytesWritten });
  connection.sendBinary(new Uint8Array(20_000_000));
  await turns();
  expect(connection.bufferedBytes).toBeGreaterThan(0);
  connection.terminate();
  await within(connection.waitForClose(), "the end");
  await turns();
  expect(bytesWritten).not.toHaveBeenCalled();
});

test("raw bytes given as a Buffer may be reused as soon as they are sent", async () => {
  const { connection, peer } = await open("server");
  connection.setListener({});
  const bytes = Buffer.from([0x81, 0x02, 0x68, 0x69]);
  connection.sendBytes(bytes);
  bytes.fill(0);
  await until(() => peer.bytes.length >= 4, "the bytes have come");
  expect(spacedHex(peer.bytes)).toBe("81 02 68 69");
});
