import { createServer, connect as netConnect, Socket } from "node:net";
import { expect, test } from "vitest";
import { connectTcp } from "../../src/client/tcp-step.js";
import { systemClock } from "../../src/clock.js";
import { closeServer, listen, within } from "../connection/loopback.js";
import { FakeClock } from "../fake-clock.js";

/** A race over `addresses` whose sockets do nothing until the test emits for them. */
function race(addresses: readonly string[]) {
  const clock = new FakeClock();
  const abort = new AbortController();
  const sockets: Socket[] = [];
  const tried: (string | undefined)[] = [];
  const create = (to: { host?: string }): Socket => {
    const socket = new Socket();
    sockets.push(socket);
    tried.push(to.host);
    return socket;
  };
  const { signal } = abort;
  const winner = connectTcp({ create, addresses, port: 80, localAddress: undefined, clock, signal });
  // Judged later, by the test itself.
  winner.catch(() => {});
  const socket = (index: number): Socket => {
    const found = sockets[index];
    if (found === undefined) throw new Error(`address ${index} was not tried`);
    return found;
  };
  return { clock, abort, tried, socket, winner, destroyed: () => sockets.map(({ destroyed }) => destroyed) };
}

function refused(): Error {
  return systemError("ECONNREFUSED");
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

test("RFC 8305 §5 the next address is tried after 250 ms, and the silent one may still win", async () => {
  const { clock, tried, socket, winner, destroyed } = race(["a", "b", "c"]);
  await clock.advanceTo(249_999);
  expect(tried).toEqual(["a"]);
  await clock.advanceTo(250_000);
  expect(tried).toEqual(["a", "b"]);
  expect(destroyed()).toEqual([false, false]);
  socket(0).emit("connect");
  expect(await winner).toBe(socket(0));
  expect(destroyed()).toEqual([false, true]);
  await clock.advanceTo(10_000_000);
  expect(tried).toEqual(["a", "b"]);
});

test("the later address wins when it connects first, and the others are destroyed in the same turn", async () => {
  const { clock, socket, winner, destroyed } = race(["a", "b", "c"]);
  await clock.advanceTo(500_000);
  socket(1).emit("connect");
  expect(destroyed()).toEqual([true, false, true]);
  expect(await winner).toBe(socket(1));
});

test("an address that fails is followed at once, with 250 ms of its own", async () => {
  const { clock, tried, socket, winner } = race(["a", "b", "c"]);
  await clock.advanceTo(200_000);
  socket(0).emit("error", refused());
  expect(tried).toEqual(["a", "b"]);
  await clock.advanceTo(449_999);
  expect(tried).toEqual(["a", "b"]);
  await clock.advanceTo(450_000);
  expect(tried).toEqual(["a", "b", "c"]);
  socket(2).emit("connect");
  expect(await winner).toBe(socket(2));
});

test.each([
  ["the first", ["ECONNREFUSED", "ETIMEDOUT"], "ECONNREFUSED"],
  ["the first that tells of the target", ["ENETUNREACH", "ECONNREFUSED"], "ECONNREFUSED"],
  ["the first, when none tells of the target", ["ENETUNREACH", "EHOSTUNREACH"], "ENETUNREACH"],
])("when all addresses fail the failure is %s", async (_title, codes, code) => {
  const { socket, winner } = race(["a", "b"]);
  for (const [index, name] of codes.entries()) socket(index).emit("error", systemError(name));
  await expect(winner).rejects.toMatchObject({ code });
});

test("the last failure waits for an earlier address that is still silent", async () => {
  const { clock, socket, winner } = race(["a", "b"]);
  await clock.advanceTo(250_000);
  socket(1).emit("error", refused());
  socket(0).emit("connect");
  expect(await winner).toBe(socket(0));
});

test("an abort destroys all and rejects with its reason", async () => {
  const { clock, abort, socket, winner, destroyed } = race(["a", "b", "c"]);
  await clock.advanceTo(250_000);
  const reason = new Error("enough");
  abort.abort(reason);
  expect(destroyed()).toEqual([true, true]);
  await expect(winner).rejects.toBe(reason);
  socket(0).emit("error", refused());
  await clock.advanceTo(1_000_000);
  expect(destroyed()).toEqual([true, true]);
});

test.each([
  ["dead, then live", ["127.0.0.2", "127.0.0.1"]],
  ["live, then dead", ["127.0.0.1", "127.0.0.2"]],
  ["one that Node does not take, then live", ["made up", "127.0.0.1"]],
])("with the machine's sockets: %s", async (_title, addresses) => {
  const server = createServer((socket) => socket.on("error", () => {}));
  const port = await listen(server);
  try {
    const winner = await within(
      connectTcp({
        create: (to) => {
          if (to.host === "made up") throw new TypeError("no address");
          return netConnect(to);
        },
        addresses,
        port,
        localAddress: undefined,
        clock: systemClock,
        signal: new AbortController().signal,
      }),
      "the connection",
    );
    expect(winner.remoteAddress).toBe("127.0.0.1");
    winner.destroy();
  } finally {
    await closeServer(server);
  }
});

test("a socket that has won keeps nothing of its race, and an error before the next step is no crash", async () => {
  const listeners: unknown[] = [];
  for (let i = 0; i < 2; i++) {
    const { socket, winner } = race(["a"]);
    socket(0).emit("connect");
    const won = await winner;
    expect(won.listenerCount("connect")).toBe(0);
    listeners.push(...won.listeners("error"));
    expect(() => won.emit("error", refused())).not.toThrow();
  }
  // One function for all races: it can hold none of them.
  expect(listeners).toHaveLength(2);
  expect(listeners[0]).toBe(listeners[1]);
});
