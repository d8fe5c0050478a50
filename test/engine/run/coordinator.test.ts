// The coordinator with workers that a test plays by hand.

import { describe, expect, test, vi } from "vitest";
import { planRun } from "../../../src/engine/plan/plan-run.js";
import { noCounts } from "../../../src/engine/record/message-counts.js";
import { Coordinator } from "../../../src/engine/run/coordinator.js";
import type { LoadFacts } from "../../../src/engine/run/load-facts.js";
import type { RunProgress } from "../../../src/engine/run/run-progress.js";
import type {
  WorkerCommand,
  WorkerLink,
  WorkerListener,
  WorkerReport,
} from "../../../src/engine/run/worker-contract.js";
import { MetricCollector } from "../../../src/metrics/collector.js";
import { FakeClock } from "../../fake-clock.js";
import { factsOf, machine } from "../some-load.js";

/** What each worker did, unless the test says otherwise. */
const did = { counts: { steady: { ...noCounts, sent: 2, answered: 2 } }, cpuUs: 10 };
const state = { connections: 3, clients: 3, loads: [{ name: "load", phase: "steady" }] };

/** A worker played by the test. */
class PlayedWorker implements WorkerLink {
  readonly name: string;
  readonly commands: WorkerCommand[] = [];
  readonly collector: MetricCollector;
  isClosed = false;
  #listener: WorkerListener | undefined;

  constructor(name: string, clock: FakeClock) {
    this.name = name;
    this.collector = new MetricCollector({ clock });
  }

  listen(listener: WorkerListener): void {
    this.#listener = listener;
  }

  send(command: WorkerCommand): void {
    this.commands.push(command);
  }

  close(): void {
    this.isClosed = true;
  }

  report(report: WorkerReport): void {
    this.#listener?.reported(report);
  }

  lose(why: string): void {
    this.#listener?.lost(why);
  }

  second(second: number): void {
    this.report({ kind: "second", second, delta: this.collector.takeDelta(), state });
  }

  done(facts: Partial<LoadFacts> = {}): void {
    const delta = this.collector.takeDelta();
    const totals = this.collector.totals();
    this.report({
      kind: "done",
      delta,
      totals,
      result: { loads: [factsOf({ ...did, ...facts })], longestBusySeconds: 0 },
    });
  }
}

function start(workers: number) {
  const clock = new FakeClock(5_000_000);
  const collector = new MetricCollector({ clock });
  const links = Array.from({ length: workers }, (_, index) => new PlayedWorker(String(index + 1), clock));
  const executor = { kind: "constant-clients", clients: 3, durationMs: 1_000 } as const;
  const plan = planRun({ seed: 1, workers, loads: [{ url: "ws://127.0.0.1:9", executor }] }, machine);
  const progress: RunProgress[] = [];
  const seconds: number[] = [];
  const coordinator = new Coordinator({
    plan,
    links,
    collector,
    clock,
    onProgress: (now) => progress.push(now),
    onSecond: (_points, second) => seconds.push(second),
  });
  const run = coordinator.run();
  return { clock, collector, links, coordinator, run, progress, seconds };
}

/** The two workers of a run that has begun. */
async function startedPair() {
  const started = start(2);
  const [first, second] = started.links;
  if (first === undefined || second === undefined) throw new Error("there are two");
  for (const link of [first, second]) link.report({ kind: "prepared" });
  await Promise.resolve();
  await Promise.resolve();
  return { ...started, first, second };
}

describe("a run of two workers", () => {
  test("gives each its share, and begins both at one instant when both are prepared", async () => {
    const { links, clock } = start(2);
    expect(links.map(({ commands }) => commands.map((command) => command.kind))).toEqual([
      ["prepare"],
      ["prepare"],
    ]);
    expect(links.map(({ commands }) => commands[0])).toMatchObject([
      { share: { worker: 0, of: 2 } },
      { share: { worker: 1, of: 2 } },
    ]);
    links[0]?.report({ kind: "prepared" });
    await Promise.resolve();
    expect(links[0]?.commands).toHaveLength(1);
    links[1]?.report({ kind: "prepared" });
    await Promise.resolve();
    await Promise.resolve();
    const begin = { kind: "begin", startUs: clock.nowUs() + 150_000 };
    expect(links.map(({ commands }) => commands[1])).toEqual([begin, begin]);
  });

  test("closes a second when both have told it, and merges what they measured bucket by bucket", async () => {
    const { first, second, run, collector, clock, seconds } = await startedPair();
    for (const us of [100, 200, 3_000_000]) first.collector.trend("ws_msg_latency").record(us);
    for (const us of [150, 5_000]) second.collector.trend("ws_msg_latency").record(us);
    first.collector.counter("ws_msgs_sent").add(3);
    second.collector.counter("ws_msgs_sent").add(2);
    await clock.advanceMs(1_150);
    first.second(0);
    expect(seconds).toEqual([]);
    second.second(0);
    expect(seconds).toEqual([0]);
    first.done();
    second.done();
    await run;
    const alone = new MetricCollector({ clock });
    for (const us of [100, 200, 3_000_000, 150, 5_000]) alone.trend("ws_msg_latency").record(us);
    expect([...collector.histogram("ws_msg_latency").buckets()]).toEqual([
      ...alone.histogram("ws_msg_latency").buckets(),
    ]);
    expect(collector.total("ws_msgs_sent")).toBe(5);
    expect(collector.series()[0]?.counters.ws_msgs_sent).toBe(5);
  });

  test("adds up what the loads did, and ends every link", async () => {
    const { first, second, run, links } = await startedPair();
    first.done({ droppedBecause: { reset: 1 }, cpuUs: 10 });
    second.done({ droppedBecause: { reset: 2, timeout: 1 }, steadyMs: 1_100, cpuUs: 20 });
    const { loads, lost, incomplete } = await run;
    expect(loads).toMatchObject([
      {
        name: "load",
        handshakes: { attempted: 2, opened: 2 },
        droppedBecause: { reset: 3, timeout: 1 },
        counts: { steady: { sent: 4, answered: 4 } },
        steadyMs: 1_100,
        cpuUs: 30,
      },
    ]);
    expect([lost, incomplete]).toEqual([[], []]);
    expect(links.map(({ isClosed }) => isClosed)).toEqual([true, true]);
  });

  test("goes on without a worker that is lost, keeps what it told, and names it", async () => {
    const { first, second, run, collector } = await startedPair();
    second.collector.counter("ws_msgs_sent").add(7);
    second.second(0);
    second.lose("ended by SIGKILL");
    first.collector.counter("ws_msgs_sent").add(1);
    first.done();
    const { lost, loads } = await run;
    expect(lost).toEqual([{ worker: "2", why: "ended by SIGKILL" }]);
    expect(collector.total("ws_msgs_sent")).toBe(8);
    expect(loads[0]?.counts.steady).toMatchObject({ sent: 2 });
  });

  test("begins with the workers that are left when one is lost while opening", async () => {
    const { links, run, progress } = start(2);
    links[0]?.lose("could not be started: no memory");
    links[1]?.report({ kind: "opening", opened: 2, failed: 0 });
    expect(progress.at(-1)).toMatchObject({ stage: "opening", connections: 2 });
    links[1]?.report({ kind: "prepared" });
    await Promise.resolve();
    await Promise.resolve();
    expect(links[0]?.commands).toHaveLength(1);
    expect(links[1]?.commands[1]).toMatchObject({ kind: "begin" });
    links[1]?.done();
    expect((await run).lost).toEqual([{ worker: "1", why: "could not be started: no memory" }]);
  });

  test("gives up a worker that tells nothing for a minute, and ends it", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    try {
      const { first, second, run, progress } = await startedPair();
      for (const link of [first, second]) link.second(0);
      vi.advanceTimersByTime(59_000);
      first.second(1);
      expect([first.isClosed, second.isClosed]).toEqual([false, false]);
      vi.advanceTimersByTime(1_000);
      expect([first.isClosed, second.isClosed]).toEqual([false, true]);
      first.second(2);
      expect(progress.at(-1)).toMatchObject({ connections: 3, clients: 3 });
      first.done();
      expect((await run).lost).toEqual([{ worker: "2", why: "told nothing for 60 s" }]);
    } finally {
      vi.useRealTimers();
    }
  });

  test("gives up a worker that is not done long after everything that is planned", async () => {
    const { first, run, clock } = await startedPair();
    first.done();
    // 1 s of warm-up, 1 s of load, 5 s of drain, and 30 s of patience.
    await clock.advanceMs(36_999);
    expect(clock.sleepingMs).toContain(1);
    await clock.advanceMs(1);
    expect((await run).lost).toEqual([{ worker: "2", why: "did not finish within 37 s" }]);
  });

  test("a second that one worker does not tell is closed half a second after the other told it", async () => {
    const { first, second, run, clock, seconds } = await startedPair();
    first.second(0);
    await clock.advanceMs(499);
    expect(seconds).toEqual([]);
    await clock.advanceMs(1);
    expect(seconds).toEqual([0]);
    // What comes later belongs to the next one.
    second.second(0);
    expect(seconds).toEqual([0]);
    for (const link of [first, second]) link.done();
    await run;
  });

  test("a worker that is prepared may wait for the others in silence", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    try {
      const { links, run } = start(2);
      links[0]?.report({ kind: "prepared" });
      vi.advanceTimersByTime(59_000);
      links[1]?.report({ kind: "opening", opened: 1, failed: 0 });
      vi.advanceTimersByTime(59_000);
      links[1]?.report({ kind: "prepared" });
      await Promise.resolve();
      await Promise.resolve();
      for (const link of links) link.done();
      expect((await run).lost).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });

  test("finds that a worker measured more than it told", async () => {
    const { first, second, run } = await startedPair();
    first.collector.counter("ws_msgs_sent", { phase: "steady" }).add(4);
    first.collector.takeDelta(); // Lost on the way.
    first.done();
    second.done();
    expect((await run).incomplete).toEqual([{ worker: "1", metrics: ['ws_msgs_sent [["phase","steady"]]'] }]);
  });

  test("a mistake that a worker found ends the run with it, and both links", async () => {
    const { links, run } = start(2);
    const error = { code: "scenario-file-unreadable", message: "x.ts does not exist", path: "x.ts" };
    links[1]?.report({ kind: "failed", error });
    await expect(run).rejects.toMatchObject({
      code: "scenario-file-unreadable",
      message: "x.ts does not exist",
    });
    expect(links.map(({ isClosed }) => isClosed)).toEqual([true, true]);
  });

  test("a stop reaches both, and the run ends when they have drained", async () => {
    const { first, second, run, coordinator } = await startedPair();
    coordinator.stop();
    expect([first, second].map(({ commands }) => commands.at(-1))).toEqual([
      { kind: "stop" },
      { kind: "stop" },
    ]);
    first.done();
    second.done();
    expect((await run).loads).toHaveLength(1);
  });

  test("tells how many connections are open while opening and while running", async () => {
    const { links, progress } = start(2);
    links[0]?.report({ kind: "opening", opened: 2, failed: 1 });
    links[1]?.report({ kind: "opening", opened: 1, failed: 0 });
    expect(progress.at(-1)).toEqual({
      stage: "opening",
      connections: 3,
      failedConnections: 1,
      clients: 0,
      phases: [],
    });
    for (const link of links) link.report({ kind: "prepared" });
    await Promise.resolve();
    await Promise.resolve();
    for (const link of links) link.second(0);
    expect(progress.at(-1)).toMatchObject({
      stage: "running",
      connections: 6,
      clients: 6,
      phases: [{ load: "load", phase: "steady" }],
    });
  });
});
