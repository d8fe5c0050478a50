// Loads over real sockets in this process: what is asserted are counts and sums, never times.

import type { AddressInfo, Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { systemClock } from "../../src/clock.js";
import type { Driver } from "../../src/connection/connection.js";
import type { LoadOptions } from "../../src/engine/plan/load-options.js";
import type { SizePlan } from "../../src/engine/plan/traffic-plan.js";
import { noCounts } from "../../src/engine/record/message-counts.js";
import { type LoadsOptions, runLoads } from "../../src/engine/run-loads.js";
import { MetricCollector } from "../../src/metrics/collector.js";

const servers: WebSocketServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    for (const client of server.clients) client.terminate();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A server of the `ws` package that does `serve` with every connection. */
async function startTarget(serve: (socket: WebSocket) => void): Promise<string> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  servers.push(server);
  server.on("connection", (socket) => {
    socket.on("error", () => {}); // A load that ends resets what is left; the target does not mind.
    serve(socket);
  });
  await new Promise((resolve) => server.once("listening", resolve));
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function echo(socket: WebSocket): void {
  socket.on("message", (data, isBinary) => socket.send(data, { binary: isBinary }));
}

interface Asked extends Omit<Partial<LoadOptions>, "executor" | "traffic" | "url"> {
  readonly connections?: number;
  readonly durationMs?: number;
  readonly inFlight?: number;
  readonly bytes?: number;
  readonly kind?: "text" | "binary";
  readonly fragmentBytes?: number;
}

/** A closed loop of five connections, unless asked otherwise. */
function options(url: string, asked: Asked): LoadOptions {
  const { connections = 5, durationMs = 200, inFlight = 1, bytes = 32, kind = "text", ...rest } = asked;
  const { fragmentBytes, ...load } = rest;
  const size: SizePlan = { kind: "fixed", bytes };
  return {
    url,
    warmUpMs: 50,
    gracefulStopMs: 200,
    ...load,
    executor: { kind: "constant-clients", clients: connections, durationMs },
    traffic: {
      kind: "echo",
      message: { kind, payload: { kind: "generated", size }, delivery: { fragmentBytes } },
      schedule: { kind: "closed", inFlight },
    },
  };
}

async function load(url: string, asked: Asked = {}, context: Partial<LoadsOptions> = {}) {
  const collector = new MetricCollector({ clock: systemClock });
  const result = await runLoads({ collector, loads: [options(url, asked)], ...context });
  const failed = result.checks.filter((check) => check.status === "fail").map((check) => check.id);
  const [first] = result.loads;
  if (first === undefined) throw new Error("no load ran");
  const { "warm-up": warmUp = noCounts, steady = noCounts } = first.counts;
  return { collector, result, first, failed, warmUp, steady };
}

describe.each<Driver>(["frame", "ws"])("a closed loop with the driver %s", (driver) => {
  const dial = { driver };

  test.each<[string, Asked]>([
    ["one text message under way", {}],
    ["ten binary messages under way", { inFlight: 10, kind: "binary", bytes: 200 }],
    ["messages of 64 KiB in fragments of 1,000 bytes", { fragmentBytes: 1_000, bytes: 65_536 }],
    ["empty messages", { bytes: 0 }],
    ["compressed messages", { dial: { driver, compression: true }, bytes: 2_000 }],
  ])("balances with %s", async (_sentence, asked) => {
    const { warmUp, steady, failed, collector } = await load(await startTarget(echo), { dial, ...asked });
    expect(failed).toEqual([]);
    for (const { sent, answered, late, lost } of [warmUp, steady]) expect(sent).toBe(answered + late + lost);
    expect(steady.answered).toBeGreaterThan(0);
    expect(collector.histogram("ws_msg_latency", { phase: "steady" }).count).toBe(steady.answered);
    expect(collector.total("ws_msgs_sent")).toBe(warmUp.sent + steady.sent);
    expect(collector.total("ws_msgs_answered")).toBe(warmUp.answered + steady.answered);
    expect(collector.total("ws_sessions")).toBe(5);
    expect(collector.total("data_received")).toBeGreaterThan(0);
  });

  test("finds wrong answers", async () => {
    const url = await startTarget((socket) => socket.on("message", () => socket.send("something else")));
    expect((await load(url, { dial })).failed).toEqual(["load/messages-equal"]);
  });

  test("finds that more answers come than questions were asked", async () => {
    const url = await startTarget((socket) =>
      socket.on("message", (data) => {
        socket.send(String(data));
        socket.send(String(data));
      }),
    );
    const { failed, first } = await load(url, { dial });
    expect(failed).toEqual(["load/messages-equal"]);
    expect(first.measured.duplicated).toBeGreaterThan(0);
  });

  test("counts messages that are never answered as lost, and ends", async () => {
    const { failed, warmUp } = await load(await startTarget(() => {}), { dial });
    expect(failed).toEqual(["load/messages-answered"]);
    expect(warmUp).toMatchObject({ sent: 5, answered: 0, lost: 5 });
  });

  test("ends early when the target drops every connection, and says so", async () => {
    const url = await startTarget((socket) => socket.on("message", () => socket.terminate()));
    const { failed, collector } = await load(url, { dial, durationMs: 600_000 });
    expect(failed).toEqual(["load/connections-held", "load/messages-answered"]);
    expect(collector.total("ws_errors", { step: "message" })).toBe(5);
  });

  test("ends, drained and with its figures, when it is interrupted", async () => {
    const stop = new AbortController();
    const { result, first, failed } = await load(
      await startTarget(echo),
      { dial, durationMs: 600_000 },
      { signal: stop.signal, onSecond: () => stop.abort() },
    );
    expect([result.interrupted, failed]).toEqual([true, []]);
    expect(first.opened).toBe(5);
  });
});

test("a closed port fails the handshakes as data and reaches no HTTP", async () => {
  const url = await startTarget(echo);
  await new Promise((resolve) => servers.pop()?.close(resolve));
  const { result, failed, collector } = await load(url);
  expect([result.reachedHttp, failed]).toEqual([false, ["load/connections-opened"]]);
  expect(collector.total("ws_errors", { step: "tcp", code: "refused" })).toBe(5);
});

test("several loads run side by side, and the tag `load` tells them apart", async () => {
  const url = await startTarget(echo);
  const collector = new MetricCollector({ clock: systemClock });
  const { loads, checks } = await runLoads({
    collector,
    loads: [
      options(url, { name: "first", connections: 2 }),
      options(url, { name: "second", connections: 3, startMs: 50, tags: { team: "b" } }),
    ],
  });
  expect(loads.map(({ name, opened }) => [name, opened])).toEqual([
    ["first", 2],
    ["second", 3],
  ]);
  for (const { name, measured } of loads) {
    expect(collector.total("ws_msgs_answered", { load: name, phase: "steady" })).toBe(measured.answered);
  }
  expect(collector.total("ws_sessions", { team: "b" })).toBe(3);
  expect(checks.find(({ id }) => id === "load/b/second/messages-answered")?.status).toBe("pass");
});

test("what is measured into one collector twice merges", async () => {
  const url = await startTarget(echo);
  const collector = new MetricCollector({ clock: systemClock });
  const blocks = [];
  for (const _ of [1, 2])
    blocks.push(await runLoads({ collector, loads: [options(url, { connections: 2 })] }));
  const answered = blocks.reduce((sum, { loads }) => sum + (loads[0]?.measured.answered ?? 0), 0);
  expect(collector.histogram("ws_msg_latency", { phase: "steady" }).count).toBe(answered);
});

test("a load without a warm-up shows no phase of that name", async () => {
  const { collector, warmUp } = await load(await startTarget(echo), { warmUpMs: 0 });
  expect(warmUp).toEqual(noCounts);
  const tagged = collector.metrics(1_000).filter(({ tags }) => tags.phase === "warm-up");
  expect(tagged).toEqual([]);
});

test("a session lasts from its own handshake on, not from the last one's", async () => {
  // The second connection is let in only 300 ms after the first: by then the first session has lasted as long.
  let connections = 0;
  const server = new WebSocketServer({
    host: "127.0.0.1",
    port: 0,
    verifyClient: (_info, done) => setTimeout(() => done(true), connections++ * 300),
  });
  servers.push(server);
  server.on("connection", echo);
  await new Promise((resolve) => server.once("listening", resolve));
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { collector } = await load(url, {
    connections: 2,
    connectConcurrency: 1,
    durationMs: 50,
    warmUpMs: 0,
  });
  const { minUs = 0, maxUs = 0 } = collector.histogram("ws_session_duration");
  expect(maxUs - minUs).toBeGreaterThan(100_000);
});

test.each<Driver>(["frame", "ws"])(
  "driver %s: a target that stops reading and drops what waits does not break the count of bytes",
  async (driver) => {
    const url = await startTarget((socket) => {
      socket.pause();
      // After the first reading of the meter, which saw what waits.
      setTimeout(() => socket.terminate(), 1_300);
    });
    const { warmUp, collector } = await load(url, {
      dial: { driver },
      connections: 1,
      inFlight: 4,
      warmUpMs: 10_000,
      durationMs: 10_000,
      kind: "binary",
      bytes: 5_000_000,
    });
    expect(warmUp).toMatchObject({ sent: 4, lost: 4 });
    expect(collector.total("data_sent")).toBeGreaterThan(0);
  },
);

test("options out of range are refused before a connection opens", async () => {
  let opened = 0;
  const url = await startTarget(() => opened++);
  await expect(load(url, { connections: 0 })).rejects.toMatchObject({ code: "usage-invalid-load" });
  expect(opened).toBe(0);
});

test("an abort while connections open gives up the handshakes in progress, and counts them as nothing", async () => {
  const stop = new AbortController();
  let asked = 0;
  const server = new WebSocketServer({
    host: "127.0.0.1",
    port: 0,
    // The first is let in, the others wait for ever.
    verifyClient: ({ req }, done) => {
      asked++;
      if (asked === 1) done(true);
      else waiting.push(req.socket);
      if (asked === 3) stop.abort();
    },
  });
  const waiting: Socket[] = [];
  servers.push(server);
  await new Promise((resolve) => server.once("listening", resolve));
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { result, first } = await load(url, { connections: 3, durationMs: 600_000 }, { signal: stop.signal });
  for (const socket of waiting) socket.destroy();
  expect([result.interrupted, first.opened, first.failed]).toEqual([true, 1, 0]);
});

test("a signal that was aborted before the run lets nothing be sent", async () => {
  const url = await startTarget(echo);
  const { result, first } = await load(url, { durationMs: 600_000 }, { signal: AbortSignal.abort() });
  expect([result.interrupted, first.opened, first.counts]).toEqual([true, 0, {}]);
});

test("what a listener throws ends the run and comes out of it", async () => {
  const url = await startTarget(echo);
  const onSecond = (): void => {
    throw new TypeError("of the listener");
  };
  await expect(load(url, { durationMs: 600_000 }, { onSecond })).rejects.toThrow("of the listener");
});

test("many handshakes under one signal make no warning of a leak", async () => {
  const warnings: string[] = [];
  const warned = (warning: Error): void => void warnings.push(warning.name);
  process.on("warning", warned);
  const url = await startTarget(echo);
  await load(url, { connections: 30 }, { signal: new AbortController().signal });
  process.off("warning", warned);
  expect(warnings).toEqual([]);
});
