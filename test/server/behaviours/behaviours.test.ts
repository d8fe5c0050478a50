import { describe, expect, it } from "vitest";
import { listBehaviours } from "../../../src/server/behaviours/catalogue.js";
import { type ReferenceServer, startReferenceServer } from "../../../src/server/reference-server.js";
import type { ReferenceServerOptions } from "../../../src/server/reference-server-options.js";
import { FakeClock } from "../../fake-clock.js";
import { RawClient } from "../raw-client.js";
import { type PeerMessage, WsPeer } from "../ws-peer.js";

const engines = ["ws", "frame"] as const;

/** Runs `body` against a fresh server and closes it and all its clients. */
async function withServer(
  options: ReferenceServerOptions,
  body: (server: ReferenceServer, open: (target: string) => Promise<WsPeer>) => Promise<void>,
): Promise<void> {
  const server = await startReferenceServer(options);
  const peers: WsPeer[] = [];
  try {
    await body(server, async (target) => {
      const peer = await WsPeer.open(server.url + target);
      peers.push(peer);
      return peer;
    });
  } finally {
    for (const peer of peers) peer.socket.terminate();
    await server.close();
  }
}

/** Compares without the element-by-element walk of `toEqual`, which takes seconds for 1 MiB. */
function expectSame(received: PeerMessage, sent: PeerMessage, name: string): void {
  expect(received.isBinary, name).toBe(sent.isBinary);
  expect(received.data.equals(sent.data), name).toBe(true);
}

const text = (data: string): PeerMessage => ({ isBinary: false, data: Buffer.from(data) });
const binary = (data: Uint8Array): PeerMessage => ({ isBinary: true, data: Buffer.from(data) });

describe("the catalogue", () => {
  it("lists every path of the reference server once", () => {
    expect(listBehaviours().map(({ path }) => path)).toEqual([
      "/",
      "/echo",
      "/broadcast",
      "/rooms/<name>",
      "/sink",
      "/stream",
      "/time",
      "/close",
      "/slow",
      "/fragment",
      "/greeting",
    ]);
  });
});

describe.each(engines)("behaviours on the engine %s", (engine) => {
  const messages: readonly (readonly [string, PeerMessage])[] = [
    ["an empty text", text("")],
    ["ASCII", text("hello")],
    ["multi-byte UTF-8", text("κόσμε 你好 🎈")],
    ["a text that begins with U+FEFF", text("\uFEFFmark")],
    ["an empty binary message", binary(Buffer.alloc(0))],
    ["all byte values", binary(Uint8Array.from({ length: 256 }, (_, i) => i))],
    ["64 KiB", binary(Buffer.alloc(65_536, 0xa5))],
    ["1 MiB of text", text("x".repeat(1_048_576))],
  ];

  it.each(["/", "/echo", "/echo?any=query"])(
    "%s sends every message back in order and kind",
    async (target) => {
      await withServer({ engine }, async (_server, open) => {
        const peer = await open(target);
        for (const [, { isBinary, data }] of messages) peer.socket.send(data, { binary: isBinary });
        for (const [name, message] of messages) expectSame(await peer.next(), message, name);
      });
    },
  );

  it("/echo answers compressed messages, whatever their size (RFC 7692)", async () => {
    await withServer({ engine }, async (server) => {
      const peer = await WsPeer.open(`${server.url}/echo`, { perMessageDeflate: { threshold: 0 } });
      try {
        expect(peer.socket.extensions).toBe("permessage-deflate");
        for (const [, { isBinary, data }] of messages) peer.socket.send(data, { binary: isBinary });
        for (const [name, message] of messages) expectSame(await peer.next(), message, name);
      } finally {
        peer.socket.terminate();
      }
    });
  });

  it("/broadcast reaches all others exactly once and in order, and not the sender", async () => {
    await withServer({ engine }, async (_server, open) => {
      const sender = await open("/broadcast");
      const others = [await open("/broadcast"), await open("/broadcast"), await open("/broadcast?self=1")];
      const elsewhere = await open("/rooms/broadcast");
      for (let i = 0; i < 100; i++) sender.send(`m${i}`);
      for (const other of others) {
        for (let i = 0; i < 100; i++) expect(await other.nextText()).toBe(`m${i}`);
      }
      await Promise.all([sender, elsewhere, ...others].map((peer) => peer.roundTrip()));
      expect([sender, elsewhere, ...others].flatMap((peer) => peer.unread)).toEqual([]);
    });
  });

  it("/broadcast?self=1 reaches the sender too", async () => {
    await withServer({ engine }, async (_server, open) => {
      const sender = await open("/broadcast?self=1");
      const other = await open("/broadcast");
      sender.send(Uint8Array.of(1, 2, 3));
      expect(await sender.next()).toEqual(binary(Uint8Array.of(1, 2, 3)));
      expect(await other.next()).toEqual(binary(Uint8Array.of(1, 2, 3)));
    });
  });

  it("/rooms/<name> keeps rooms apart, names percent-encoded", async () => {
    await withServer({ engine }, async (_server, open) => {
      const red = await open("/rooms/red");
      const alsoRed = await open("/rooms/r%65d");
      const blue = await open("/rooms/blue");
      red.send("to red");
      expect(await alsoRed.nextText()).toBe("to red");
      await blue.roundTrip();
      expect(blue.unread).toEqual([]);
    });
  });

  it("/sink reads everything and answers only pings", async () => {
    await withServer({ engine }, async (server, open) => {
      const peer = await open("/sink");
      for (let i = 0; i < 10; i++) peer.send("x".repeat(1_000));
      await peer.roundTrip();
      expect(peer.unread).toEqual([]);
      expect(server.stats()).toMatchObject({ messagesReceived: 10, messagesSent: 0 });
    });
  });

  it("/stream pushes numbered messages and closes with 1000 after the count", async () => {
    await withServer({ engine }, async (_server, open) => {
      const peer = await open("/stream?rate=100000&bytes=16&count=1000");
      expect(await peer.closed).toEqual({ code: 1000, reason: "end of stream" });
      expect(peer.unread.map(({ data }) => data.readUInt32BE())).toEqual(
        Array.from({ length: 1_000 }, (_, i) => i),
      );
      expect(peer.unread.every(({ data, isBinary }) => isBinary && data.length === 16)).toBe(true);
    });
  });

  it("/stream?rate= sends by the clock: the first at once, the next a gap later", async () => {
    const clock = new FakeClock();
    await withServer({ engine, clock }, async (_server, open) => {
      const peer = await open("/stream?rate=4&bytes=4");
      expect((await peer.next()).data.toString("hex")).toBe("00000000");
      await clock.waitForSleepers(1);
      expect(clock.sleepingMs).toEqual([250]);
      await clock.advanceMs(250);
      expect((await peer.next()).data.toString("hex")).toBe("00000001");
      await clock.waitForSleepers(1);
      expect(clock.sleepingMs).toEqual([250]);
      peer.socket.terminate();
    });
  });

  it("/stream after a stall sends all that is due, in order", async () => {
    const clock = new FakeClock();
    await withServer({ engine, clock }, async (_server, open) => {
      const peer = await open("/stream?rate=1000&bytes=4&count=1001");
      await clock.waitForSleepers(1);
      await clock.advanceMs(1_000);
      await peer.closed;
      expect(peer.unread.length).toBe(1_001);
    });
  });

  const stamped: readonly (readonly [string, string | Uint8Array, object])[] = [
    ["a JSON object", '{"id":7,"sentAtUs":"mine"}', { id: 7 }],
    ["a text", "hello", { message: "hello" }],
    ["a JSON array", "[1]", { message: "[1]" }],
    ["a binary message", Uint8Array.of(1, 2, 3), { bytes: 3 }],
  ];
  it.each(stamped)("/time stamps %s", async (_name, sent, content) => {
    const clock = new FakeClock(1_000_000);
    await withServer({ engine, clock }, async (_server, open) => {
      const peer = await open("/time");
      await clock.advanceMs(5);
      peer.send(sent);
      const answer: unknown = JSON.parse(await peer.nextText());
      expect(answer).toEqual({ ...content, receivedAtUs: 1_005_000, sentAtUs: 1_005_000 });
    });
  });

  const closes: readonly (readonly [string, number, string])[] = [
    ["/close", 1000, ""],
    ["/close?code=1001&reason=going", 1001, "going"],
    ["/close?code=1014", 1014, ""],
    ["/close?code=3000", 3000, ""],
    ["/close?code=4999&reason=%E4%BD%A0%E5%A5%BD", 4999, "你好"],
    ["/close?code=1005", 1005, ""],
    [`/close?code=4000&reason=${"r".repeat(123)}`, 4000, "r".repeat(123)],
  ];
  it.each(closes)("%s closes with %i (§7.4)", async (target, code, reason) => {
    await withServer({ engine }, async (_server, open) => {
      const peer = await open(target);
      expect(await peer.closed).toEqual({ code, reason });
    });
  });

  it("/slow?delay= answers no earlier than the delay, in order", async () => {
    const clock = new FakeClock();
    await withServer({ engine, clock }, async (_server, open) => {
      const peer = await open("/slow?delay=20ms");
      peer.send("first");
      await clock.waitForSleepers(1);
      expect(clock.sleepingMs).toEqual([20]);
      await clock.advanceMs(15);
      peer.send("second");
      await peer.roundTrip();
      expect(peer.unread).toEqual([]);
      await clock.advanceMs(5);
      expect(await peer.nextText()).toBe("first");
      await clock.waitForSleepers(1);
      expect(clock.sleepingMs).toEqual([15]);
      await clock.advanceMs(15);
      expect(await peer.nextText()).toBe("second");
    });
  });

  it("/slow?jitter= repeats with the seed and keeps the order", async () => {
    const delaysOf = async (seed: number): Promise<number[]> => {
      const delays: number[] = [];
      const clock = new FakeClock();
      await withServer({ engine, clock, seed }, async (_server, open) => {
        const peer = await open("/slow?delay=10ms&jitter=20ms");
        for (let i = 0; i < 5; i++) {
          peer.send(`m${i}`);
          await clock.waitForSleepers(1);
          const [delayMs = Number.NaN] = clock.sleepingMs;
          delays.push(delayMs);
          await clock.advanceMs(30);
          expect(await peer.nextText()).toBe(`m${i}`);
        }
      });
      return delays;
    };
    const delays = await delaysOf(7);
    expect(delays.every((ms) => ms >= 10 && ms < 30)).toBe(true);
    expect(new Set(delays).size).toBe(5);
    expect(await delaysOf(7)).toEqual(delays);
    expect(await delaysOf(8)).not.toEqual(delays);
  });

  it("/fragment?bytes=3 echoes 8 bytes in frames of 3, 3 and 2 (§5.4)", async () => {
    await withServer({ engine }, async (server) => {
      const peer = await RawClient.open(server.port, "/fragment?bytes=3");
      try {
        peer.socket.write(Buffer.from("8188000000006162636465666768", "hex"));
        expect((await peer.readBytes(14)).toString("hex")).toBe("0103616263" + "0003646566" + "80026768");
      } finally {
        peer.destroy();
      }
    });
  });

  it("/fragment echoes an empty message in one frame", async () => {
    await withServer({ engine }, async (_server, open) => {
      const peer = await open("/fragment?bytes=1");
      peer.send("");
      expect(await peer.next()).toEqual(text(""));
    });
  });

  it("/fragment refuses a reply of more than 65536 fragments with 1009", async () => {
    await withServer({ engine }, async (_server, open) => {
      const peer = await open("/fragment?bytes=1");
      peer.send(Buffer.alloc(65_537));
      expect(await peer.closed).toEqual({
        code: 1009,
        reason: "the echo needs 65537 fragments; at most 65536",
      });
    });
  });

  it("/greeting speaks first and then echoes", async () => {
    await withServer({ engine }, async (_server, open) => {
      const peer = await open("/greeting");
      expect(await peer.nextText()).toBe("你好, 客户端!");
      peer.send("你好, 服务器!");
      expect(await peer.nextText()).toBe("你好, 服务器!");
    });
  });
});
