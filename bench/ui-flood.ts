// What a flood of frames costs the server window: CPU per frame of this process, without and with the recorder of the log.
//
//   node --import jiti/register bench/ui-flood.ts
//
// A process of its own sends 50,000 text frames of 32 bytes a second; ways of looking at them take turns. FLOOD_ROUNDS,
// FLOOD_SECONDS and FLOOD_RATE change that. Nothing is recorded.

import { fork } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { systemClock } from "../src/clock.js";
import { seededRandom } from "../src/random.js";
import { Audiences } from "../src/server/behaviours/audience.js";
import { serveClient } from "../src/server/behaviours/serve-client.js";
import { WebSocketServer } from "../src/server/web-socket-server.js";
import type { UiPart } from "../src/ui/ui-part.js";
import { chosenBehaviour } from "../src/ui/windows/chosen-behaviour.js";
import { makeWindows } from "../src/ui/windows/windows-part.js";

const rounds = Number(process.env.FLOOD_ROUNDS ?? 5);
const seconds = Number(process.env.FLOOD_SECONDS ?? 3);
const ratePerSecond = Number(process.env.FLOOD_RATE ?? 50_000);

interface Way {
  readonly name: string;
  /** Listens; gives the port and how to end it. */
  listen(behaviour: string): Promise<{ readonly port: number; close(): Promise<void> }>;
}

const ways: readonly Way[] = [
  { name: "WebSocketServer alone", listen: (behaviour) => listenAlone(behaviour, false) },
  { name: "with frame events", listen: (behaviour) => listenAlone(behaviour, true) },
  { name: "server window, no tab", listen: (behaviour) => listenInWindow(behaviour, 0) },
  { name: "server window, a tab", listen: (behaviour) => listenInWindow(behaviour, 1) },
];

if (process.argv[2] === "send") await flood(Number(process.argv[3]));
else await measureAll();

async function measureAll(): Promise<void> {
  for (const behaviour of ["/sink", "/echo"]) {
    const all = new Map(ways.map(({ name }) => [name, [] as number[]]));
    for (let round = 0; round < rounds; round++) {
      for (const way of round % 2 === 0 ? ways : [...ways].reverse()) {
        all.get(way.name)?.push(await measure(way, behaviour));
      }
    }
    console.log(`${behaviour}: ${ratePerSecond} frames/s for ${seconds} s, median of ${rounds}`);
    for (const [name, figures] of all) {
      const sorted = [...figures].sort((a, b) => a - b);
      const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
      console.log(
        `  ${name.padEnd(24)} ${median.toFixed(2)} µs of CPU per frame (${sorted.map((us) => us.toFixed(2)).join(" ")})`,
      );
    }
  }
}

/** µs of CPU per frame that came. */
async function measure(way: Way, behaviour: string): Promise<number> {
  const { port, close } = await way.listen(behaviour);
  const sender = fork(fileURLToPath(import.meta.url), ["send", String(port)], { execArgv: process.execArgv });
  await once(sender, "message"); // connected
  const before = process.cpuUsage();
  sender.send("begin");
  await once(sender, "message"); // all were read
  const { user, system } = process.cpuUsage(before);
  sender.send("end");
  await once(sender, "exit");
  await close();
  return (user + system) / (ratePerSecond * seconds);
}

async function listenAlone(behaviour: string, isWatched: boolean) {
  const server = new WebSocketServer("flood");
  const services = {
    clock: systemClock,
    random: seededRandom(1),
    audiences: new Audiences({ clock: systemClock }),
  };
  const attach = chosenBehaviour(behaviour);
  server.on("newConnection", () => {
    const client = server.nextPendingConnection();
    if (client === undefined || attach === undefined) return;
    if (isWatched) {
      client.on("frameReceived", () => {});
      client.on("frameSent", () => {});
    }
    serveClient(client, attach, services);
  });
  await server.listen("127.0.0.1", 0);
  return { port: server.serverPort, close: () => server.close() };
}

async function listenInWindow(behaviour: string, count: number) {
  const part: UiPart = makeWindows({
    tabs: {
      count,
      tell: (message) => {
        if (count > 0) JSON.stringify(message); // as the link does
      },
    },
  });
  const options = { port: 0, behaviour, secure: false, compression: false, subprotocols: [] };
  await part.handlers.listen?.({ kind: "listen", id: 1, options });
  const [told] = part.snapshot();
  const url = told?.kind === "server" ? (told.server.url ?? "") : "";
  return { port: Number(new URL(url).port), close: () => part.close() };
}

/** The sender: text frames at the rate, then a ping whose pong tells that all were read. */
async function flood(port: number): Promise<void> {
  const socket = connect({ host: "127.0.0.1", port, noDelay: true });
  socket.write(
    "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
  );
  await once(socket, "data");
  process.send?.("connected");
  await once(process, "message");
  const frame = Buffer.concat([Buffer.from([0x81, 0xa0, 0, 0, 0, 0]), Buffer.alloc(32, "a")]);
  const frames = ratePerSecond * seconds;
  let sent = 0;
  const startedAtMs = performance.now();
  let lastBytes = Buffer.alloc(0);
  const ponged = new Promise<void>((resolve) => {
    socket.on("data", (bytes) => {
      lastBytes = Buffer.concat([lastBytes, bytes]).subarray(-6);
      if (lastBytes.equals(Buffer.from([0x8a, 4, 1, 2, 3, 4]))) resolve();
    });
  });
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(frames, Math.floor(((performance.now() - startedAtMs) * ratePerSecond) / 1_000));
      if (due > sent) socket.write(Buffer.concat(new Array<Buffer>(due - sent).fill(frame)));
      sent = due;
      if (sent < frames) return;
      clearInterval(timer);
      resolve();
    }, 1);
  });
  socket.write(Buffer.from([0x89, 0x84, 0, 0, 0, 0, 1, 2, 3, 4]));
  await ponged;
  process.send?.("all were read");
  await once(process, "message");
  socket.destroy();
  process.disconnect();
}
