import { describe, expect, test, vi } from "vitest";
import type { Connection } from "../../../../src/connection/connection.js";
import { FrameConnection } from "../../../../src/connection/frame-connection.js";
import type { DeliveryPlan, MatchPlan, MessagePlan } from "../../../../src/engine/plan/traffic-plan.js";
import { MessageSenders, type Sender } from "../../../../src/engine/traffic/delivery/sender.js";
import { makePayloadSource } from "../../../../src/engine/traffic/payload/make-payload-source.js";
import type { PayloadSource } from "../../../../src/engine/traffic/payload-source.js";
import { seededRandom } from "../../../../src/random.js";
import { framesIn, RawPeer, socketPair, until } from "../../../connection/loopback.js";
import { request } from "../payload/request.js";

/** A client whose peer shows the raw bytes. Its own frames have the key 0: as they are. */
async function open() {
  const pair = await socketPair();
  const connection = new FrameConnection({
    socket: pair.near,
    reads: pair.reads,
    role: "client",
    url: "ws://127.0.0.1/",
    maskKeys: () => 0,
  });
  const write = vi.spyOn(pair.near, "write");
  const writes = () => write.mock.calls.map(([bytes]) => (bytes as Uint8Array).length);
  return { pair, connection, peer: new RawPeer(pair.far), writes };
}

function template(
  text: string,
  delivery: DeliveryPlan = {},
  kind: MessagePlan["kind"] = "text",
): MessagePlan {
  return { kind, payload: { kind: "template", text }, delivery };
}

function sourceOf(message: MessagePlan, match: MatchPlan = { kind: "order" }): PayloadSource {
  return makePayloadSource(message, match, seededRandom(1));
}

function senderOf(connection: Connection, message: MessagePlan): Sender {
  return new MessageSenders({ message, source: sourceOf(message) }).for(connection);
}

describe("on the wire", () => {
  // Seq 0 and 1 of `é{{seq}}`: three bytes each.
  test.each<[string, MessagePlan, string, number]>([
    [
      "a text is one frame",
      template("é{{seq}}"),
      "81 83 00 00 00 00 c3 a9 30 | 81 83 00 00 00 00 c3 a9 31",
      2,
    ],
    [
      "bytes are one frame",
      template("é{{seq}}", {}, "binary"),
      "82 83 00 00 00 00 c3 a9 30 | 82 83 00 00 00 00 c3 a9 31",
      2,
    ],
    [
      "a constant text is one frame, each time alike",
      template("hi"),
      "81 82 00 00 00 00 68 69 | 81 82 00 00 00 00 68 69",
      2,
    ],
    [
      "§5.4 fragments may end inside a character",
      template("é{{seq}}", { fragmentBytes: 1 }),
      "01 81 00 00 00 00 c3 00 81 00 00 00 00 a9 80 81 00 00 00 00 30 | 01 81 00 00 00 00 c3 00 81 00 00 00 00 a9 80 81 00 00 00 00 31",
      6,
    ],
    [
      "a constant text is cut as well",
      template("abc", { fragmentBytes: 2 }),
      "01 82 00 00 00 00 61 62 80 81 00 00 00 00 63 | 01 82 00 00 00 00 61 62 80 81 00 00 00 00 63",
      4,
    ],
  ])("%s", async (_, message, expected, frames) => {
    const { pair, connection, peer } = await open();
    await using _pair = pair;
    const sender = senderOf(connection, message);
    const bytes = [0, 1].map((seq) => sender.send(request({ seq })));
    const hex = expected.replace(" |", "");
    expect(await peer.hex(hex.split(" ").length)).toBe(hex);
    expect(new Set(bytes).size).toBe(1);
    expect(sender.uncountedFrames).toBe(0);
    const { framesSent, messagesSent } = connection.counters;
    expect([framesSent, messagesSent]).toEqual([frames, 2]);
  });

  test("§5.4 pings go between fragments after every second one, and none after the last", async () => {
    const { pair, connection, peer } = await open();
    await using _pair = pair;
    const message = template("abcdef{{seq}}", { fragmentBytes: 1, pingEveryFragments: 2 }, "binary");
    const sender = senderOf(connection, message);
    expect(sender.send(request({ seq: 7 }))).toBe(7);
    const ping = "9p wsrig: between fragments";
    const expected = ["2- a", "0- b", ping, "0- c", "0- d", ping, "0- e", "0- f", ping, "0+ 7"];
    expect(await framesOf(peer, expected.length)).toEqual(expected);
    const { framesSent, messagesSent } = connection.counters;
    expect([framesSent, messagesSent]).toEqual([10, 1]);
    expect(sender.uncountedFrames).toBe(0);
  });

  test("no ping follows a message whose fragments end just there", async () => {
    const { pair, connection, peer } = await open();
    await using _pair = pair;
    const message = template("abcd", { fragmentBytes: 2, pingEveryFragments: 2 });
    senderOf(connection, message).send(request());
    connection.sendText("end");
    expect(await framesOf(peer, 3)).toEqual(["1- ab", "0+ cd", "1+ end"]);
  });

  test("TCP writes of 4 bytes cut through headers, and what is sent later waits", async () => {
    const { pair, connection, peer, writes } = await open();
    await using _pair = pair;
    const message = template("hello{{seq}}", { writeBytes: 4 });
    const senders = new MessageSenders({ message, source: sourceOf(message), maskKeys: "fixed" });
    const sender = senders.for(connection);
    expect(sender.send(request({ seq: 5 }))).toBe(6);
    connection.sendText("end");
    // The key of RFC 6455 §5.7, 37 fa 21 3d.
    const hex = "81 86 37 fa 21 3d 5f 9f 4d 51 58 cf 81 83 00 00 00 00 65 6e 64";
    expect(await peer.hex(21)).toBe(hex);
    expect(writes()).toEqual([4, 4, 4, 9]);
    expect(sender.uncountedFrames).toBe(1);
    const { framesSent, messagesSent } = connection.counters;
    expect([framesSent, messagesSent]).toEqual([1, 1]);
  });

  test("TCP writes of fragments with pings hold all of them", async () => {
    const { pair, connection, peer, writes } = await open();
    await using _pair = pair;
    const message = template("abc{{seq}}", { fragmentBytes: 2, pingEveryFragments: 1, writeBytes: 10 });
    const sender = senderOf(connection, message);
    sender.send(request());
    expect(await framesOf(peer, 3)).toEqual(["1- ab", "9p wsrig: between fragments", "0+ c0"]);
    // 8 + 30 + 8 bytes.
    expect(writes()).toEqual([10, 10, 10, 10, 6]);
    expect(sender.uncountedFrames).toBe(3);
  });

  test("§5.3 every frame in TCP writes has a key of its own by default", async () => {
    const { pair, connection, peer } = await open();
    await using _pair = pair;
    const message = template("abc", { fragmentBytes: 1, writeBytes: 100 });
    senderOf(connection, message).send(request());
    await peer.hex(21);
    expect(new Set(framesIn(peer.bytes, "client").map(({ maskKey }) => maskKey)).size).toBe(3);
  });
});

test("a constant message is encoded once for all alike connections", async () => {
  const one = await open();
  const other = await open();
  await using _one = one.pair;
  await using _other = other.pair;
  const prepare = [one, other].map(({ connection }) => vi.spyOn(connection, "prepare"));
  const message = template("hi");
  const senders = new MessageSenders({ message, source: sourceOf(message) });
  for (const { connection } of [one, other]) senders.for(connection).send(request());
  expect(await other.peer.hex(8)).toBe("81 82 00 00 00 00 68 69");
  expect(prepare.map((spy) => spy.mock.calls.length)).toEqual([1, 0]);
});

test.each([
  ["pings between fragments", { fragmentBytes: 1, pingEveryFragments: 1 }],
  ["TCP writes", { writeBytes: 1 }],
  ["one frame", {}],
])("a message in %s is not sent while closing", async (_, delivery) => {
  const { pair, connection } = await open();
  await using _pair = pair;
  const message = template("abc{{seq}}", delivery);
  const sender = senderOf(connection, message);
  connection.close(1000);
  expect(() => sender.send(request())).toThrow(expect.objectContaining({ code: "connection-not-open" }));
});

describe("what a connection cannot deliver is refused when its sender is made", () => {
  const unable = { driver: "ws", capabilities: { frames: false, rawFrames: false }, extensions: "" };
  const deflated = {
    driver: "frame",
    capabilities: { frames: true, rawFrames: true },
    extensions: "permessage-deflate",
  };

  test.each([
    ["TCP writes by the driver ws", { writeBytes: 1 }, unable, "driver-unsupported"],
    ["pings by the driver ws", { fragmentBytes: 1, pingEveryFragments: 1 }, unable, "driver-unsupported"],
    ["TCP writes of compressed messages", { writeBytes: 1 }, deflated, "delivery-unsupported"],
    [
      "pings in compressed messages",
      { fragmentBytes: 1, pingEveryFragments: 1 },
      deflated,
      "delivery-unsupported",
    ],
  ])("%s", (_, delivery, connection, code) => {
    const message = template("abc", delivery);
    const make = () => senderOf(connection as unknown as Connection, message);
    expect(make).toThrow(expect.objectContaining({ code }));
  });
});

/** `1- ab`: opcode, whether it ends the message (`p` for a ping), payload. */
async function framesOf(peer: RawPeer, count: number): Promise<string[]> {
  // Taking frames apart unmasks them in place.
  const frames = () => framesIn(new Uint8Array(peer.bytes), "client");
  await until(() => frames().length >= count, `${count} frames`);
  return frames().map(({ opcode, fin, payload }) => {
    const mark = opcode === 9 ? "p" : fin ? "+" : "-";
    return `${opcode}${mark} ${payload}`;
  });
}
