import { describe, expect, it } from "vitest";
import type { Clock } from "../../../src/clock.js";
import { isOpenModel } from "../../../src/engine/plan/load-model.js";
import type { LoadsResult, playPlan } from "../../../src/engine/run-loads.js";
import type { FragmentsOptions, SweepPart } from "../../../src/experiment/fragments/fragments-options.js";
import { checkFragments, runFragments } from "../../../src/experiment/fragments/run-fragments.js";
import { resultOf } from "../staged-experiment.js";

/** Time that passes only where somebody sleeps. */
function jumpingClock(): Clock {
  let us = 1_000_000;
  return {
    nowUs: () => us,
    async sleepUntilUs(dueUs) {
      us = Math.max(us, dueUs);
    },
  };
}

interface Played {
  readonly variant: string;
  readonly ratePerSecond: number | undefined;
}

/** A target on which a message takes 100 µs and each further frame 2 µs; 1,000 messages a block. @param changes - Of a block's result. */
function stagedTarget(changes: (variant: string, index: number) => Partial<LoadsResult> = () => ({})) {
  const played: Played[] = [];
  const play: typeof playPlan = async (plan, { collector }) => {
    const [load] = plan.loads;
    if (load?.work.kind !== "echo") throw new Error("no echo");
    const { message, schedule } = load.work;
    const { variant = "" } = load.tags;
    const bytes =
      message.payload.kind === "generated" && message.payload.size.kind === "fixed"
        ? message.payload.size.bytes
        : 0;
    const latencyUs = 100 + 2 * (Math.ceil(bytes / (message.delivery.fragmentBytes ?? bytes)) - 1);
    const tags = { ...load.tags, phase: "steady" };
    collector.start();
    const name = isOpenModel(load) ? "ws_msg_latency_corrected" : "ws_msg_latency";
    const messages = schedule.kind === "open" ? schedule.ratePerSecond : 100_000 / latencyUs;
    for (let n = 0; n < 100; n++) collector.trend(name, tags).record(latencyUs);
    collector.counter("ws_msgs_sent", tags).add(Math.round(messages));
    collector.counter("ws_msgs_answered", tags).add(Math.round(messages));
    collector.addActive(tags, 1_000);
    const index = played.length;
    played.push({ variant, ratePerSecond: schedule.kind === "open" ? schedule.ratePerSecond : undefined });
    return { ...resultOf(plan, false), ...changes(variant, index) };
  };
  return { played, play };
}

function sweep(target: ReturnType<typeof stagedTarget>, changes: Partial<FragmentsOptions> = {}) {
  const parts: SweepPart[] = [];
  const options: FragmentsOptions = {
    payloadSizes: [256],
    fragmentSizes: [16, 128],
    blocks: 6,
    seed: 7,
    load: { url: "ws://127.0.0.1:9/echo", connections: 2, blockMs: 2_000, warmUpMs: 500 },
    clock: jumpingClock(),
    play: target.play,
    probe: async () => ({
      delivery: [{ fact: "answer-frames", value: 1, sentence: "One frame." }],
      notLearnt: [],
    }),
    onPart: (part) => parts.push(part),
    ...changes,
  };
  return { parts, done: runFragments(options), checked: checkFragments(options) };
}

describe("runFragments", () => {
  it("measures the ceiling of each message size, then latencies at half of the lowest one", async () => {
    const target = stagedTarget();
    const { parts, done } = sweep(target, { payloadSizes: [256, 4_096] });
    const { experiment, comparisons, blocks, invalid } = await done;
    // The slowest at 256 B takes 130 µs, 769 in the 1 s; at 4 KiB 610 µs, 164.
    expect(parts).toEqual([
      { payloadBytes: 256, model: "closed", ratePerSecond: undefined, blocks: 18 },
      { payloadBytes: 256, model: "open", ratePerSecond: 190, blocks: 18 },
      { payloadBytes: 4_096, model: "closed", ratePerSecond: undefined, blocks: 18 },
      { payloadBytes: 4_096, model: "open", ratePerSecond: 41, blocks: 18 },
    ]);
    expect(experiment.sweep?.rates).toEqual([
      { payloadBytes: 256, ratePerSecond: 190, share: 0.5 },
      { payloadBytes: 4_096, ratePerSecond: 41, share: 0.5 },
    ]);
    expect(blocks).toHaveLength(72);
    expect(invalid).toEqual([]);
    expect(
      comparisons.map(({ baseline, candidate, verdict }) => [baseline, candidate, verdict].join(" | ")),
    ).toEqual([
      "256 B whole closed | 256 B in 16 B closed | worse",
      "256 B whole closed | 256 B in 128 B closed | same",
      "256 B whole open | 256 B in 16 B open | worse",
      "256 B whole open | 256 B in 128 B open | same",
      "4 KiB whole closed | 4 KiB in 16 B closed | worse",
      "4 KiB whole closed | 4 KiB in 128 B closed | worse",
      "4 KiB whole open | 4 KiB in 16 B open | worse",
      "4 KiB whole open | 4 KiB in 128 B open | worse",
    ]);
  });

  it("says what was cut how, what a fragment costs, and keeps what the probe learnt", async () => {
    const { experiment, comparisons } = await sweep(stagedTarget()).done;
    expect(comparisons[2]?.sentence).toMatch(
      /^At 256 B a message in 16 fragments of 16 B is 30% slower than whole at p50 \(30% to 30%\) and 30% slower at p99 \(30% to 30%\), 6 blocks a side\.$/,
    );
    const { sweep: swept } = experiment;
    expect(swept?.delivery).toEqual([{ fact: "answer-frames", value: 1, sentence: "One frame." }]);
    expect(
      swept?.costs.find(({ payloadBytes, figure }) => payloadBytes === 256 && figure === "p50")?.sentence,
    ).toBe("At 256 B each further fragment adds 2 µs (2 µs to 2 µs) to the median latency.");
    expect(swept?.points.map(({ variant }) => variant).slice(0, 6)).toEqual([
      "256 B in 16 B closed",
      "256 B in 16 B open",
      "256 B in 128 B closed",
      "256 B in 128 B open",
      "256 B whole closed",
      "256 B whole open",
    ]);
  });

  it.each([
    [49, ["At 256 B a block has about 98 messages, so p99 and p99.9 of a block are its slowest message."]],
    [50, ["At 256 B a block has about 100 messages, so p99.9 of a block is its slowest message."]],
    [500, []],
  ])(
    "at %d messages per second a block of 2 s warns of percentiles that are its slowest message",
    async (ratePerSecond, told) => {
      const { warnings } = await sweep(stagedTarget(), { ratePerSecond }).done;
      const few = warnings.filter(({ code }) => code === "sweep-few-messages");
      expect(few.map(({ message }) => message)).toEqual(told);
    },
  );

  it("takes the rate of the user, and then says no share", async () => {
    const target = stagedTarget();
    const { experiment } = await sweep(target, { ratePerSecond: 12 }).done;
    expect(experiment.sweep?.rates).toEqual([{ payloadBytes: 256, ratePerSecond: 12 }]);
    expect(target.played.filter(({ ratePerSecond }) => ratePerSecond === 12)).toHaveLength(18);
  });

  it("is as long as it says", async () => {
    const { checked, done } = sweep(stagedTarget(), { pauseMs: 0 });
    await done;
    expect(checked.blocks).toBe(36);
    // A block: 500 ms, 2 s, and what opening takes.
    expect(checked.expectedMs).toBe(36 * 2_600);
  });

  it("has no evidence where a generator was late throughout: invalid for latencies, though ceilings are known", async () => {
    const late = { code: "generator-late", message: "The generator sent late.", hint: "Lower the rate." };
    const target = stagedTarget((variant) => (variant.endsWith("open") ? { invalid: [late] } : {}));
    const { invalid, comparisons, experiment } = await sweep(target).done;
    expect(invalid.length).toBeGreaterThan(0);
    expect(comparisons.every(({ candidate }) => candidate.endsWith("closed"))).toBe(true);
    expect(experiment.sweep?.costs.some(({ figure }) => figure === "throughput")).toBe(true);
    expect(experiment.sweep?.costs.some(({ figure }) => figure === "p50")).toBe(false);
  });

  it("warns where one message size is no evidence beside others that are", async () => {
    const late = { code: "generator-late", message: "The generator sent late.", hint: "Lower the rate." };
    const target = stagedTarget((variant) =>
      variant.startsWith("4 KiB") && variant.endsWith("open") ? { invalid: [late] } : {},
    );
    const { invalid, warnings } = await sweep(target, { payloadSizes: [256, 4_096] }).done;
    expect(invalid).toEqual([]);
    expect(warnings.some(({ message }) => message.includes("4 KiB whole open"))).toBe(true);
  });

  it("has no latencies where nothing has a ceiling, and says so", async () => {
    const late = { code: "worker-lost", message: "A worker was lost.", hint: "Look." };
    const target = stagedTarget((variant) => (variant === "256 B in 16 B closed" ? { invalid: [late] } : {}));
    const { warnings, experiment } = await sweep(target, { payloadSizes: [256, 4_096] }).done;
    expect(warnings.find(({ code }) => code === "sweep-no-rate")).toMatchObject({
      code: "sweep-no-rate",
      message:
        "Latencies at 256 B were not measured: not every fragment size has a ceiling, so no rate is known that all of them bear.",
    });
    expect(experiment.sweep?.rates.map(({ payloadBytes }) => payloadBytes)).toEqual([4_096]);
  });

  it("ends with the target: what reached nobody is not gone on with", async () => {
    const target = stagedTarget((_, index) => (index === 20 ? { reachedHttp: false } : {}));
    const { reachedHttp, blocks } = await sweep(target).done;
    expect(reachedHttp).toBe(false);
    expect(blocks).toHaveLength(21);
  });

  it("ends at an abort with what is done", async () => {
    const abort = new AbortController();
    const target = stagedTarget((_, index) => {
      if (index === 18) abort.abort();
      return {};
    });
    const { interrupted, blocks, experiment } = await sweep(target, { signal: abort.signal }).done;
    expect(interrupted).toBe(true);
    expect(blocks.length).toBeLessThanOrEqual(19);
    expect(experiment.order).toHaveLength(36);
  });

  it("counts neither bytes nor costs under compression, and says why", async () => {
    const load = { url: "ws://127.0.0.1:9/", connections: 1, blockMs: 100, dial: { compression: true } };
    const { experiment, warnings } = await sweep(stagedTarget(), { load }).done;
    expect(experiment.sweep?.points.some(({ wireBytes }) => wireBytes !== undefined)).toBe(false);
    expect(experiment.sweep?.costs).toEqual([]);
    expect(warnings.map(({ code }) => code)).toContain("sweep-compressed");
  });

  it("refuses what is wrong before it asks the target anything", async () => {
    const target = stagedTarget();
    const probe = () => Promise.reject(new Error("asked"));
    await expect(
      runFragments({
        payloadSizes: [4],
        load: { url: "ws://127.0.0.1:9/", connections: 1, blockMs: 100 },
        play: target.play,
        probe,
      }),
    ).rejects.toThrow("no fragment size is smaller than a message of 4 B; the smallest is 16 B");
  });
});
