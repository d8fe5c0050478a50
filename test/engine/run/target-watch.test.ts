// What a message and a connection cost the target, with processes and time made up.

import { expect, test } from "vitest";
import { planRun } from "../../../src/engine/plan/plan-run.js";
import type { ProcessReading, ProcessSource } from "../../../src/engine/process-source.js";
import { type MessageCounts, noCounts } from "../../../src/engine/record/message-counts.js";
import type { LoadFacts } from "../../../src/engine/run/load-facts.js";
import { watchTarget } from "../../../src/engine/run/target-watch.js";
import { MetricCollector } from "../../../src/metrics/collector.js";
import { FakeClock } from "../../fake-clock.js";
import { factsOf } from "../some-load.js";

/** A second of warm-up and four that are measured. */
const plan = planRun({
  seed: 1,
  loads: [
    {
      url: "ws://127.0.0.1:9/",
      warmUpMs: 1_000,
      executor: { kind: "constant-clients", clients: 1, durationMs: 4_000 },
    },
  ],
});

/** A target that uses `cores` all the time, from before the run on. */
class Target implements ProcessSource {
  readonly #clock: FakeClock;
  readonly #cores: number;
  memoryBytes = 50_000_000;
  isGone = false;

  constructor(clock: FakeClock, cores: number) {
    this.#clock = clock;
    this.#cores = cores;
  }

  async read(pid: number): Promise<ProcessReading | undefined> {
    if (this.isGone) return undefined;
    const cpuUs = Math.floor((this.#clock.nowUs() * this.#cores) / 10_000) * 10_000;
    const { memoryBytes } = this;
    return {
      pid,
      command: "server",
      state: "S",
      cpuUs,
      startTicks: 1,
      threadGroup: pid,
      memoryBytes,
      threads: 1,
      openFiles: 10,
    };
  }

  async children(): Promise<readonly number[]> {
    return [];
  }
}

function facts(measured: Partial<MessageCounts>): LoadFacts {
  const warmUp = { ...noCounts, sent: 999_999, answered: 999_999 };
  return factsOf({ counts: { "warm-up": warmUp, steady: { ...noCounts, ...measured } }, steadyMs: 4_000 });
}

async function watching(cores: number) {
  const clock = new FakeClock(10_000_000);
  const collector = new MetricCollector({ clock });
  const source = new Target(clock, cores);
  const watch = await watchTarget(7, { plan, collector, clock, source });
  if (watch === undefined) throw new Error("nothing is watched");
  const costs = (): unknown =>
    Object.fromEntries(
      collector
        .metrics(1_000)
        .flatMap((metric) =>
          metric.kind === "gauge" && metric.name.includes("_per_") ? [[metric.name, metric.last]] : [],
        ),
    );
  return { clock, collector, source, watch, costs };
}

test("the CPU of the measured time alone is shared by its messages: those answered, late or one-way", async () => {
  const { clock, collector, watch, costs } = await watching(0.5);
  // Connections open for three seconds, and drain for two.
  await clock.advanceMs(3_000);
  watch.begin(clock.nowUs());
  await clock.advanceMs(7_000);
  expect(await watch.end([facts({ answered: 700, late: 200, oneWay: 100, lost: 5_000 })])).toEqual([]);
  // Half a core for four seconds.
  expect(costs()).toEqual({ target_cpu_per_message: 2_000 });
  const cpu = collector.metrics(1_000).find(({ name }) => name === "target_cpu");
  // Samples at the bounds of the measured time fall beside those of the beat, and change nothing of it.
  expect(cpu).toMatchObject({ min: 0.5, max: 0.5 });
  expect(clock.sleepingMs).toEqual([]);
});

test("messages are those answered while the CPU is measured: owed from the warm-up, and not those answered afterwards", async () => {
  const { clock, watch, costs } = await watching(0.5);
  watch.begin(clock.nowUs());
  await clock.advanceMs(7_000);
  const owing = factsOf({
    counts: {
      "warm-up": { ...noCounts, sent: 900, answered: 900, answeredAfter: 300 },
      steady: { ...noCounts, sent: 1_500, answered: 1_500, answeredAfter: 800 },
    },
    steadyMs: 4_000,
  });
  await watch.end([owing]);
  expect(costs()).toEqual({ target_cpu_per_message: 2_000 });
});

test("a run that ends early is measured up to its end", async () => {
  const { clock, watch, costs } = await watching(1);
  watch.begin(clock.nowUs());
  await clock.advanceMs(3_000);
  await watch.end([facts({ answered: 1_000 })]);
  expect(costs()).toEqual({ target_cpu_per_message: 2_000 });
});

test("what the clock of the system cannot tell is left out", async () => {
  const { clock, watch, costs } = await watching(0.02);
  watch.begin(clock.nowUs());
  await clock.advanceMs(5_000);
  await watch.end([facts({ answered: 1_000 })]);
  expect(costs()).toEqual({});
});

test.each<[string, number, number, object]>([
  [
    "the most memory less the first, by the most connections at once",
    250,
    12_500_000,
    { target_memory_per_connection: 50_000 },
  ],
  ["from 100 connections on", 100, 1_000_000, { target_memory_per_connection: 10_000 }],
  ["and of fewer it says nothing", 99, 1_000_000, {}],
  ["a target that shrank took none", 100, -1_000_000, { target_memory_per_connection: 0 }],
])("memory: %s", async (_sentence, connections, grownBytes, expected) => {
  const { clock, source, watch, costs } = await watching(0);
  watch.saw(connections);
  watch.begin(clock.nowUs());
  source.memoryBytes += grownBytes;
  await clock.advanceMs(1_000);
  source.memoryBytes -= grownBytes / 2;
  watch.saw(3);
  await clock.advanceMs(4_000);
  await watch.end([facts({ answered: 1_000 })]);
  expect(costs()).toEqual(expected);
});

test("of a target that ended nothing is worked out, and it is told", async () => {
  const { clock, source, watch, costs } = await watching(1);
  watch.saw(500);
  watch.begin(clock.nowUs());
  await clock.advanceMs(2_000);
  source.isGone = true;
  await clock.advanceMs(2_000);
  const warnings = await watch.end([facts({ answered: 1_000 })]);
  expect(warnings.map(({ code }) => code)).toEqual(["target-process-ended"]);
  expect(costs()).toEqual({});
});

test("a run that never began ends without a figure", async () => {
  const { watch, costs, clock } = await watching(1);
  expect(await watch.end([])).toEqual([]);
  expect(costs()).toEqual({});
  expect(clock.sleepingMs).toEqual([]);
});

test("without a PID nothing is watched", async () => {
  const clock = new FakeClock();
  expect(
    await watchTarget(undefined, { plan, clock, collector: new MetricCollector({ clock }) }),
  ).toBeUndefined();
});
