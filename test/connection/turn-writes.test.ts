import { describe, expect, test, vi } from "vitest";
import { FrameConnection } from "../../src/connection/frame-connection.js";
import { TurnWrites } from "../../src/connection/turn-writes.js";
import { framesIn, RawPeer, type SocketPair, socketPair, turns, unhex, until, within } from "./loopback.js";

/** Writers that note when they were flushed. */
function writers(log: string[], count: number): { flushTurn(): void }[] {
  return Array.from({ length: count }, (_, i) => ({ flushTurn: () => void log.push(`w${i}`) }));
}

describe("the queue of a turn", () => {
  test("is worth while from eight connections on", () => {
    const queue = new TurnWrites();
    for (let i = 0; i < 7; i++) queue.join();
    expect(queue.isWorthWhile).toBe(false);
    queue.join();
    expect(queue.isWorthWhile).toBe(true);
    queue.leave();
    expect(queue.isWorthWhile).toBe(false);
  });

  test("flushes what was added during reads after all of them, in order", async () => {
    const queue = new TurnWrites();
    const log: string[] = [];
    for (const writer of writers(log, 3)) queue.addToReads(writer);
    await new Promise(process.nextTick);
    expect(log).toEqual([]);
    await turns(1);
    expect(log).toEqual(["w0", "w1", "w2"]);
    await turns();
    expect(log).toHaveLength(3);
  });

  test("flushes what was added elsewhere, and all that waits, when the caller's turn ends", async () => {
    const queue = new TurnWrites();
    const log: string[] = [];
    const [first, second] = writers(log, 2);
    if (first !== undefined && second !== undefined) {
      queue.addToReads(first);
      queue.addToTick(second);
    }
    expect(log).toEqual([]);
    await new Promise(process.nextTick);
    expect(log).toEqual(["w0", "w1"]);
  });

  test("flushes at once when 32 wait", () => {
    const queue = new TurnWrites();
    const log: string[] = [];
    const many = writers(log, 33);
    for (const writer of many.slice(0, 31)) queue.addToReads(writer);
    expect(log).toEqual([]);
    for (const writer of many.slice(31)) queue.addToReads(writer);
    expect(log).toEqual(many.slice(0, 32).map((_, i) => `w${i}`));
  });

  test("one writer that throws does not keep the others from writing", async () => {
    const queue = new TurnWrites();
    const log: string[] = [];
    const [a, b, c] = writers(log, 3);
    const faulty = {
      flushTurn: (): void => {
        throw new Error("a listener has thrown");
      },
    };
    // 31 of them, so that the last one flushes in this very call, where the error can be caught.
    const rest = Array.from({ length: 28 }, () => ({ flushTurn: () => {} }));
    const all = [a, faulty, b, c, ...rest].flatMap((writer) => writer ?? []);
    expect(all).toHaveLength(32);
    expect(() => {
      for (const writer of all) queue.addToReads(writer);
    }).toThrow("a listener has thrown");
    expect(log).toEqual(["w0"]);
    await new Promise(process.nextTick);
    expect(log).toEqual(["w0", "w1", "w2"]);
  });
});

interface Opened {
  readonly pair: SocketPair;
  readonly connection: FrameConnection;
  readonly peer: RawPeer;
  readonly writes: () => number;
}

/** Clients that have begun to read, and their peers; closed after `work`. */
async function withClients(count: number, work: (clients: Opened[]) => Promise<void>): Promise<void> {
  const clients: Opened[] = [];
  try {
    for (let i = 0; i < count; i++) {
      const pair = await socketPair();
      const { near: socket, reads } = pair;
      const connection = new FrameConnection({ socket, reads, role: "client", url: "ws://127.0.0.1/" });
      const write = vi.spyOn(socket, "write");
      const peer = new RawPeer(pair.far);
      connection.setListener({ messageReceived: () => connection.sendText(`from ${i}`) });
      clients.push({ pair, connection, peer, writes: () => write.mock.calls.length });
    }
    await turns(1);
    await work(clients);
  } finally {
    for (const { pair, connection } of clients) {
      connection.terminate();
      await within(connection.waitForClose(), "the end");
      await pair[Symbol.asyncDispose]();
    }
  }
}

/** As if the socket had just read it; by hand, so that all reads are in one turn. */
function read({ pair }: Opened, hex: string): void {
  pair.reads.receive(unhex(hex));
}

describe("connections that are read in one turn", () => {
  test("write after all reads when they are eight", async () => {
    await withClients(8, async (clients) => {
      for (const client of clients) read(client, "81 01 61");
      expect(clients.map(({ writes }) => writes())).toEqual(Array(8).fill(0));
      expect(clients.map(({ connection }) => connection.bufferedBytes)).toEqual(Array(8).fill(12));
      await turns(1);
      expect(clients.map(({ writes }) => writes())).toEqual(Array(8).fill(1));
      for (const [i, { peer }] of clients.entries()) {
        await peer.hex(12);
        expect(framesIn(peer.bytes, "client").map(({ payload }) => payload)).toEqual([`from ${i}`]);
      }
    });
  });

  test("write at the end of each read when they are seven", async () => {
    await withClients(7, async (clients) => {
      for (const client of clients) {
        read(client, "81 01 61");
        expect(client.writes()).toBe(1);
      }
    });
  });

  test("put the answers to two reads of one connection into one write", async () => {
    await withClients(8, async ([client]) => {
      if (client === undefined) throw new Error("no client");
      read(client, "81 01 61");
      read(client, "81 01 61 81 01 61");
      await turns(1);
      expect(client.writes()).toBe(1);
      await client.peer.hex(3 * 12);
    });
  });

  test("write 16 KiB and more at once", async () => {
    await withClients(8, async ([client]) => {
      if (client === undefined) throw new Error("no client");
      const { connection } = client;
      connection.setListener({ messageReceived: () => connection.sendBinary(Buffer.alloc(16 * 1_024)) });
      read(client, "81 01 61");
      expect(client.writes()).toBe(1);
    });
  });

  test("write nothing any more when they were terminated meanwhile", async () => {
    await withClients(8, async ([client]) => {
      if (client === undefined) throw new Error("no client");
      read(client, "81 01 61");
      client.connection.terminate();
      await turns();
      expect(client.writes()).toBe(0);
      expect(client.connection.counters.bytesSent).toBe(0);
    });
  });

  test.each([
    [1, "text"],
    [8, "text"],
    [1, "prepared"],
    [8, "prepared"],
  ] as const)(
    "count nothing as sent when, of %i, one terminates where it has answered (%s)",
    async (count, kind) => {
      await withClients(count, async ([client]) => {
        if (client === undefined) throw new Error("no client");
        const { connection } = client;
        const prepared = connection.prepare("text", Buffer.from("answer"));
        connection.setListener({
          messageReceived: () => {
            if (kind === "text") connection.sendText("answer");
            else connection.sendPrepared(prepared);
            connection.terminate();
          },
        });
        read(client, "81 01 61");
        await turns();
        expect(client.writes()).toBe(0);
        expect(connection.counters.bytesSent).toBe(0);
        // A text counts as a message when it is queued, a prepared one when it leaves.
        expect(connection.counters.messagesSent).toBe(kind === "text" ? 1 : 0);
      });
    },
  );

  test("§5.5.1 send what waited before the answer to a close, and end TCP after it", async () => {
    await withClients(8, async ([client]) => {
      if (client === undefined) throw new Error("no client");
      read(client, "81 01 61");
      read(client, "88 02 03 e8");
      await client.peer.hex(12 + 8);
      expect(framesIn(client.peer.bytes, "client").map(({ opcode }) => opcode)).toEqual([1, 8]);
      client.peer.socket.end();
      await until(() => client.connection.state === "closed", "the end");
      expect(await client.connection.waitForClose()).toMatchObject({
        code: 1000,
        wasClean: true,
        initiatedBy: "peer",
      });
    });
  });

  test("§5.5.2 answer pings of one turn side by side", async () => {
    await withClients(8, async (clients) => {
      for (const client of clients) read(client, "89 01 70");
      expect(clients.map(({ writes }) => writes())).toEqual(Array(8).fill(0));
      for (const { peer } of clients) {
        await peer.hex(7);
        expect(framesIn(peer.bytes, "client")).toMatchObject([{ opcode: 10, payload: "p" }]);
      }
    });
  });
});
