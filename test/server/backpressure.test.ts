// What a peer that does not read can make the server hold. Every wait is for a state; round trips of a second client, not time,
// show that the server has come to rest.

import { describe, expect, it } from "vitest";
import { type ReferenceServer, startReferenceServer } from "../../src/server/reference-server.js";
import type { ReferenceServerOptions } from "../../src/server/reference-server-options.js";
import { FakeClock } from "../fake-clock.js";
import { clientFrame, RawClient } from "./raw-client.js";
import { WsPeer } from "./ws-peer.js";

const mebibyte = 1_048_576;
/** The mark at which reading stops, and what one read of the socket may still bring. */
const boundBytes = mebibyte + 256 * 1_024;
/** Far more than the operating system's buffers on loopback hold. */
const floodBytes = 48 * mebibyte;

describe.each(["ws", "frame"] as const)("backpressure on the engine %s", (engine) => {
  it.each(["/echo", "/fragment?bytes=16KiB", "/broadcast?self=1"])(
    "%s: a peer that sends and never reads makes the server hold a bounded backlog, and loses nothing",
    async (target) => {
      await withServer({ engine, clock: new FakeClock() }, async (server, prober) => {
        const payload = Buffer.alloc(60_000, 0x2a);
        const frame = clientFrame(0x82, payload);
        const frames = Math.ceil(floodBytes / frame.length);
        const hog = await RawClient.open(server.port, target);
        try {
          for (let i = 0; i < frames; i++) hog.socket.write(frame);
          const peak = await comeToRest(server, prober, () => hog.socket.writableLength);
          expect(hog.socket.writableLength).toBeGreaterThan(0);
          expect(peak).toBeGreaterThan(mebibyte);
          expect(peak).toBeLessThan(boundBytes);

          const replyBytes = target.startsWith("/fragment") ? 60_000 + 4 * 4 : 60_000 + 4;
          await hog.discard(frames * replyBytes);
          expect(server.stats().messagesSent).toBe(frames);
        } finally {
          hog.destroy();
        }
      });
    },
  );

  it("/time: small answers are bounded too", async () => {
    await withServer({ engine }, async (server, prober) => {
      const batch = Buffer.concat(Array.from({ length: 10_000 }, () => clientFrame(0x81, Buffer.from("x"))));
      const hog = await RawClient.open(server.port, "/time");
      try {
        for (let i = 0; i < 30; i++) hog.socket.write(batch);
        const peak = await comeToRest(server, prober, () => server.stats().messagesReceived);
        expect(server.stats().messagesReceived).toBeLessThan(300_000);
        expect(peak).toBeGreaterThan(mebibyte);
        // One read of 64 KiB brings 9,362 such frames, each answered with less than 100 bytes.
        expect(peak).toBeLessThan(mebibyte + 2 * 9_362 * 100);
      } finally {
        hog.destroy();
      }
    });
  });

  it("/stream: pushes no more than the backlog to a peer that does not read, and goes on when it does", async () => {
    await withServer({ engine }, async (server, prober) => {
      const hog = await RawClient.open(server.port, "/stream?rate=100000&bytes=64KiB&count=1000");
      try {
        const peak = await comeToRest(server, prober, () => server.stats().messagesSent);
        expect(server.stats().messagesSent).toBeLessThan(1_000);
        expect(peak).toBeGreaterThan(mebibyte);
        expect(peak).toBeLessThan(boundBytes);
        await hog.discard(1_000 * (65_536 + 10) + 17); // and the close frame
        expect(server.stats().messagesSent).toBe(1_000);
      } finally {
        hog.destroy();
      }
    });
  });

  it("/slow: reads no further when 1024 messages wait", async () => {
    const clock = new FakeClock();
    await withServer({ engine, clock }, async (server, prober) => {
      const payload = Buffer.alloc(1_000);
      const frame = clientFrame(0x82, payload);
      const hog = await RawClient.open(server.port, "/slow?delay=1s");
      try {
        for (let i = 0; i < 20_000; i++) hog.socket.write(frame);
        await comeToRest(server, prober, () => hog.socket.writableLength);
        const { messagesReceived } = server.stats();
        expect(messagesReceived).toBeGreaterThanOrEqual(1_024);
        expect(messagesReceived).toBeLessThan(1_024 + 66);
        expect(server.stats().messagesSent).toBe(0);
      } finally {
        hog.destroy();
      }
    });
  });

  it("/slow: reads no further when 1 MiB waits", async () => {
    const clock = new FakeClock();
    await withServer({ engine, clock }, async (server, prober) => {
      const frame = clientFrame(0x82, Buffer.alloc(60_000));
      const hog = await RawClient.open(server.port, "/slow?delay=1s");
      try {
        for (let i = 0; i < 800; i++) hog.socket.write(frame);
        await comeToRest(server, prober, () => hog.socket.writableLength);
        const { messagesReceived } = server.stats();
        expect(messagesReceived).toBeGreaterThanOrEqual(18);
        expect(messagesReceived).toBeLessThan(18 + 3);
      } finally {
        hog.destroy();
      }
    });
  });

  it("/broadcast: a member that does not read slows the sender, is dropped after the stall, and the others get all", async () => {
    const clock = new FakeClock();
    await withServer({ engine, clock }, async (server, prober) => {
      const stalled = await RawClient.open(server.port, "/broadcast");
      const reader = await WsPeer.open(`${server.url}/broadcast`);
      const sender = await WsPeer.open(`${server.url}/broadcast`);
      try {
        const count = 800;
        for (let i = 0; i < count; i++) {
          const payload = Buffer.alloc(60_000);
          payload.writeUInt32BE(i);
          sender.send(payload);
        }
        const peak = await comeToRest(server, prober, () => sender.socket.bufferedAmount);
        expect(sender.socket.bufferedAmount).toBeGreaterThan(0);
        expect(peak).toBeLessThan(boundBytes);
        expect(server.stats().slowPeersDropped).toBe(0);
        expect(clock.sleepingMs).toEqual([5_000]);

        await clock.advanceMs(5_000);
        for (let i = 0; i < count; i++) expect((await reader.next()).data.readUInt32BE()).toBe(i);
        expect(server.stats()).toMatchObject({ slowPeersDropped: 1, connections: 3 });
      } finally {
        stalled.destroy();
        for (const peer of [reader, sender]) peer.socket.terminate();
      }
    });
  });

  it("/broadcast: a member past the hard limit is dropped at once", async () => {
    const audienceLimits = { stallMs: 5_000, maxBacklogBytes: 500_000 };
    await withServer({ engine, clock: new FakeClock(), audienceLimits }, async (server, prober) => {
      const stalled = await RawClient.open(server.port, "/rooms/x");
      const sender = await WsPeer.open(`${server.url}/rooms/x`);
      try {
        for (let i = 0; i < 800; i++) sender.send(Buffer.alloc(60_000));
        const peak = await comeToRest(server, prober, () => sender.socket.bufferedAmount);
        expect(server.stats().slowPeersDropped).toBe(1);
        expect(peak).toBeLessThan(500_000 + 2 * 60_004);
        expect(sender.socket.bufferedAmount).toBe(0);
      } finally {
        stalled.destroy();
        sender.socket.terminate();
      }
    });
  });

  it("a peer that pings and never reads is bounded by the limit on owed pongs or by TCP", async () => {
    await withServer({ engine }, async (server, prober) => {
      const batch = Buffer.concat(Array.from({ length: 1_000 }, () => clientFrame(0x89, Buffer.alloc(125))));
      const hog = await RawClient.open(server.port, "/sink");
      try {
        for (let i = 0; i < 300; i++) hog.socket.write(batch);
        const peak = await comeToRest(server, prober, () => hog.socket.writableLength);
        expect(peak).toBeLessThan(boundBytes);
      } finally {
        hog.destroy();
      }
    });
  });
});

async function withServer(
  options: ReferenceServerOptions,
  body: (server: ReferenceServer, prober: WsPeer) => Promise<void>,
): Promise<void> {
  const server = await startReferenceServer(options);
  try {
    const prober = await WsPeer.open(`${server.url}/sink`);
    await body(server, prober);
    prober.socket.terminate();
  } finally {
    await server.close({ deadlineMs: 0 });
  }
}

/**
 * Resolves when `progress` has not changed during 30 round trips of the prober; gives the most that waited for one peer
 * meanwhile. Fails after so many round trips that only a server without a bound can still be busy.
 */
async function comeToRest(server: ReferenceServer, prober: WsPeer, progress: () => number): Promise<number> {
  let peakBytes = 0;
  let last = progress();
  let unchanged = 0;
  for (let round = 0; round < 20_000; round++) {
    await prober.roundTrip();
    peakBytes = Math.max(peakBytes, server.stats().maxBufferedBytes);
    unchanged = progress() === last ? unchanged + 1 : 0;
    last = progress();
    if (unchanged === 30) return peakBytes;
  }
  throw new Error("the server does not come to rest");
}
