// Experiments in virtual time: their order, what they add up, and what becomes of blocks that are no evidence.

import { describe, expect, test } from "vitest";
import { WsrigError } from "../../src/errors.js";
import { blockOrder } from "../../src/experiment/block-order.js";
import { LatencyHistogram } from "../../src/metrics/histogram.js";
import type { ReportMetric } from "../../src/metrics/run-report.js";
import { seededRandom } from "../../src/random.js";
import { blockMs, staged, variantsNamed } from "./staged-experiment.js";

const late = {
  code: "generator-late",
  message: "The generator sent late: p99 38 ms after the due time.",
};

test("blocks are interleaved by the seed, with a pause between two, and all have the same seed", async () => {
  const { advanceMs, played, done } = staged({ pauseMs: 300 });
  await advanceMs(1_000_000);
  const result = await done;
  const order = blockOrder(2, 5, seededRandom(7).fork("block-order")).map((index) => ["a", "b"][index]);
  expect(order).toHaveLength(10);
  expect(played.map(({ variant }) => variant)).toEqual(order);
  expect(result.experiment.order).toEqual(order);
  expect(played.map(({ atMs }) => atMs)).toEqual(order.map((_, index) => index * (blockMs + 300)));
  expect(new Set(played.map(({ seed }) => seed))).toEqual(new Set([7]));
  expect(result.durationMs).toBe(10 * blockMs + 9 * 300);
  expect(result).toMatchObject({ interrupted: false, reachedHttp: true, invalid: [] });
});

test("each block has its own figures, of its measured time, and the time of day at which it began", async () => {
  const { advanceMs, done } = staged({ pauseMs: 0 }, (variant, index) => ({
    latencyUs: variant === "a" ? 1_000 : 2_000 + index,
  }));
  await advanceMs(1_000_000);
  const { blocks } = await done;
  expect(blocks).toHaveLength(10);
  expect(blocks.map(({ startedAt }) => startedAt).slice(0, 3)).toEqual([
    "2026-01-02T03:04:05.000Z",
    "2026-01-02T03:04:07.500Z",
    "2026-01-02T03:04:10.000Z",
  ]);
  const first = blocks.find(({ variant }) => variant === "a");
  expect(first).toMatchObject({
    durationMs: 2_000,
    limitedBy: "target",
    latency: { count: 100, min: 1_000 },
  });
  // 100 messages in 2 s; those of the warm-up are left out.
  expect(first?.figures).toMatchObject({ p50: 1_000, p99: 1_000, throughput: 50, errorRate: 0 });
  for (const [index, block] of blocks.entries()) {
    if (block.variant === "b")
      expect(block.latency).toMatchObject({ min: 2_000 + index, max: 2_000 + index });
  }
});

test("the metrics of a variant are those of its blocks together, rates over its own time", async () => {
  const { advanceMs, done } = staged({ pauseMs: 0 }, (_, index) => ({ latencyUs: 1_000 + index }));
  await advanceMs(1_000_000);
  const { metrics, blocks } = await done;
  const find = (name: string, phase: string): ReportMetric | undefined =>
    metrics.find(
      (metric) => metric.name === name && metric.tags.variant === "a" && metric.tags.phase === phase,
    );
  const own = blocks.flatMap((block, index) => (block.variant === "a" ? [1_000 + index] : []));
  const merged = new LatencyHistogram();
  for (const us of own) for (let n = 0; n < 100; n++) merged.record(us);
  expect(find("ws_msg_latency", "steady")).toMatchObject({
    count: 500,
    min: Math.min(...own),
    max: Math.max(...own),
    hdr: merged.toBase64(),
  });
  expect(find("ws_msgs_sent", "steady")).toMatchObject({ count: 500, ratePerSecond: 50 });
  expect(find("ws_msgs_sent", "warm-up")).toMatchObject({ count: 50, ratePerSecond: 20 });
  expect(metrics.find(({ name, tags }) => name === "generator_cpu" && tags.variant === "a")).toMatchObject({
    tags: { variant: "a", worker: "1" },
    min: Math.min(...own) / 10_000,
    max: Math.max(...own) / 10_000,
    last: (own.at(-1) ?? 0) / 10_000,
  });
});

test("the series of the blocks stand one after the other on the time of the experiment", async () => {
  const { advanceMs, played, done } = staged({ pauseMs: 500 });
  await advanceMs(1_000_000);
  const { series } = await done;
  const steady = series.filter(({ tags }) => tags.phase === "steady");
  expect(steady.map(({ tags }) => tags.variant)).toEqual(played.map(({ variant }) => variant));
  expect(steady.map(({ atMs }) => atMs)).toEqual(played.map(({ atMs }) => atMs + 2_500));
});

test("checks of a variant are merged over its blocks, and there is a load for each variant", async () => {
  const { advanceMs, done } = staged();
  await advanceMs(1_000_000);
  const { checks, loads } = await done;
  expect(
    checks.map(({ id, scenario, passes, fails, tags }) => ({ id, scenario, passes, fails, tags })),
  ).toEqual(
    expect.arrayContaining([
      { id: "load/a/messages-answered", scenario: "a", passes: 5, fails: 0, tags: { variant: "a" } },
      { id: "load/b/messages-answered", scenario: "b", passes: 5, fails: 0, tags: { variant: "b" } },
    ]),
  );
  expect(checks).toHaveLength(2);
  expect(loads).toEqual(
    ["a", "b"].map((name) => ({
      name,
      description: "2 clients for 2 s: echo",
      model: "closed",
      hasDueTimes: false,
      limitedBy: "target",
    })),
  );
});

describe("a block whose run is invalid", () => {
  test("is kept with the reason, is no evidence, and is run again at the end", async () => {
    const { advanceMs, played, done } = staged({}, (_, index) =>
      index === 1 || index === 4 ? { latencyUs: 99_000, changes: { invalid: [late] } } : {},
    );
    await advanceMs(1_000_000);
    const { blocks, metrics, comparisons, invalid, experiment } = await done;
    expect(blocks).toHaveLength(12);
    expect(experiment.order).toHaveLength(10);
    expect(
      blocks.flatMap((block, index) => (block.invalid === undefined ? [] : [[index, block.invalid]])),
    ).toEqual([
      [1, late.message],
      [4, late.message],
    ]);
    const repeated = [played[1]?.variant, played[4]?.variant].sort();
    expect(
      played
        .slice(10)
        .map(({ variant }) => variant)
        .sort(),
    ).toEqual(repeated);
    for (const name of ["a", "b"]) {
      expect(
        metrics.find(
          (one) => one.name === "ws_msg_latency" && one.tags.variant === name && one.tags.phase === "steady",
        ),
      ).toMatchObject({ count: 500, max: 1_000 });
    }
    expect(comparisons[0]?.blocks).toEqual({ baseline: 5, candidate: 5, leftOut: 2 });
    expect(invalid).toEqual([]);
    expect(comparisons[0]?.caveats[1]).toMatch(
      /^\d of the blocks of a and \d of those of b were no evidence; what was run in their place came at the end, out of turn: a drift of the machine falls on it more than on the others\.$/,
    );
  });

  test("again and again on one side ends the experiment when that side cannot come to 5 any more", async () => {
    const { advanceMs, done } = staged({ blocks: 6 }, (variant) =>
      variant === "b" ? { changes: { invalid: [late] } } : {},
    );
    await advanceMs(1_000_000);
    const result = await done;
    const { blocks } = result;
    // 6 planned and 3 more at most: with the fifth invalid one only 4 could be left.
    expect(blocks.filter(({ variant }) => variant === "b")).toHaveLength(5);
    const good = blocks.filter(({ invalid }) => invalid === undefined).length;
    expect(result.comparisons).toEqual([]);
    expect(result.invalid).toEqual([
      ...(good < 5
        ? [expect.objectContaining({ code: "too-few-blocks", message: expect.stringContaining("variant a") })]
        : []),
      {
        code: "too-few-blocks",
        message: `Only 0 of 5 blocks of variant b can be trusted, and 5 are needed: ${late.message}`,
        hint: "Lower the rate or the number of connections until the generator keeps up, or add --workers.",
      },
    ]);
  });

  test("of one of three variants gives up that one, and the others are compared", async () => {
    const { advanceMs, played, done } = staged({ variants: variantsNamed("a", "b", "c") }, (variant) =>
      variant === "c" ? { changes: { invalid: [late] } } : {},
    );
    await advanceMs(1_000_000);
    const { comparisons, invalid } = await done;
    const times = (name: string): number => played.filter(({ variant }) => variant === name).length;
    expect([times("a"), times("b"), times("c")]).toEqual([5, 5, 3]);
    expect(comparisons.map(({ candidate }) => candidate)).toEqual(["b"]);
    expect(invalid.map(({ message }) => message)).toEqual([
      `Only 0 of 3 blocks of variant c can be trusted, and 5 are needed: ${late.message}`,
    ]);
  });
});

test("a block that reaches nobody ends the experiment, which names the variant", async () => {
  const { advanceMs, played, done } = staged({}, (_, index) =>
    index === 3 ? { changes: { reachedHttp: false } } : {},
  );
  await advanceMs(1_000_000);
  const result = await done;
  expect(played).toHaveLength(4);
  expect(result.reachedHttp).toBe(false);
  expect(result.blocks[3]?.invalid).toBe("Nobody answered at its URL.");
  expect(result.invalid).toEqual([
    {
      code: "variant-unreachable",
      message: `Nobody answered at ws://127.0.0.1:9/echo in block 4, of variant ${played[3]?.variant}, so the experiment ended there.`,
      hint: "Look into the log of the target; where it was started by hand, let wsrig start it with --command-a and --command-b.",
    },
  ]);
});

test.each([
  ["within a block", 4 * (blockMs + 300) + 1_000, 5],
  ["within a pause", 4 * (blockMs + 300) - 100, 4],
])("an abort %s leaves out what it cut short and compares what is done", async (_, atMs, begun) => {
  const abort = new AbortController();
  const { advanceMs, played, done } = staged({ signal: abort.signal, pauseMs: 300 });
  await advanceMs(atMs);
  abort.abort();
  const result = await done;
  expect(played).toHaveLength(begun);
  expect(result.blocks).toHaveLength(4);
  expect(result).toMatchObject({ interrupted: true, reachedHttp: true, invalid: [] });
  expect(result.comparisons[0]?.blocks).toEqual({ baseline: 2, candidate: 2, leftOut: 0 });
});

test("tells each block before it begins, with how many there will be, and when it has ended", async () => {
  const told: string[] = [];
  const { advanceMs, done } = staged(
    {
      onBegin: ({ index, of, isRepeat, variant, plan }) =>
        told.push(
          `${index} of ${of} ${variant.name}${isRepeat ? " again" : ""} ${plan.loads[0]?.tags.variant}`,
        ),
      onBlock: ({ variant, invalid }, index) => told.push(`${index} ${variant} ${invalid ?? "ok"}`),
    },
    (_, index) => (index === 0 ? { changes: { invalid: [late] } } : {}),
  );
  await advanceMs(1_000_000);
  await done;
  const [first] = told;
  const name = first?.at(-1);
  expect(told.slice(0, 2)).toEqual([`0 of 10 ${name} ${name}`, `0 ${name} ${late.message}`]);
  expect(told[2]).toMatch(/^1 of 11 /);
  expect(told.slice(-2)).toEqual([`10 of 11 ${name} again ${name}`, `10 ${name} ok`]);
});

describe("targets that are started", () => {
  const command = { words: ["server", "{port}"] };
  const commanded = variantsNamed("a", "b").map((variant) => ({
    ...variant,
    command,
    load: { ...variant.load, url: "ws://127.0.0.1:{port}/echo" },
  }));

  test("get a process for each block, whose URL and pid the block has, and are ended before the next", async () => {
    const events: string[] = [];
    let port = 4_000;
    const { advanceMs, played, done } = staged({
      variants: commanded,
      startTarget: async ({ words }, { url, startTimeoutMs }) => {
        const own = ++port;
        events.push(`start ${words.join(" ")} ${url} ${startTimeoutMs} ${own}`);
        return {
          url: url.replace("{port}", String(own)),
          pid: own,
          ended: () => undefined,
          stop: async () => void events.push(`stop ${own}`),
        };
      },
      startTimeoutMs: 3_000,
    });
    await advanceMs(1_000_000);
    const { experiment, comparisons } = await done;
    expect(played.map(({ url, watchPid }) => `${url} ${watchPid}`)).toEqual(
      played.map((_, index) => `ws://127.0.0.1:${4_001 + index}/echo ${4_001 + index}`),
    );
    expect(events).toEqual(
      played.flatMap((_, index) => [
        `start server {port} ws://127.0.0.1:{port}/echo 3000 ${4_001 + index}`,
        `stop ${4_001 + index}`,
      ]),
    );
    expect(experiment.isRestarted).toBe(true);
    expect(experiment.variants[0]).toMatchObject({
      url: "ws://127.0.0.1:{port}/echo",
      command: ["server", "{port}"],
      load: { url: "ws://127.0.0.1:{port}/echo" },
    });
    expect(comparisons[0]?.caveats).toEqual([]);
  });

  test("that end during a block are told of, and the block is what it is", async () => {
    const { advanceMs, done } = staged({
      variants: commanded,
      startTarget: async (_, { url }) => ({
        url: url.replace("{port}", "4001"),
        ended: () => "signal SIGSEGV",
        stop: async () => undefined,
      }),
    });
    await advanceMs(1_000_000);
    const { blocks, warnings } = await done;
    expect(blocks.every(({ invalid }) => invalid === undefined)).toBe(true);
    expect(warnings.map(({ code }) => code)).toEqual(["target-ended", "target-ended"]);
    expect(warnings[0]?.message).toMatch(
      /^Variant [ab], in 5 blocks, first: The target of variant [ab] ended during block 1: signal SIGSEGV$/,
    );
  });

  test("that do not start for a later block cost that block alone, which is run again", async () => {
    let starts = 0;
    const { advanceMs, played, done } = staged({
      variants: commanded,
      startTarget: async (_, { url }) => {
        starts++;
        if (starts === 5) throw new WsrigError("usage-target-command", "the target did not answer");
        return {
          url: url.replace("{port}", "4001"),
          ended: () => undefined,
          stop: async () => undefined,
        };
      },
    });
    await advanceMs(1_000_000);
    const { blocks, invalid } = await done;
    expect(blocks).toHaveLength(11);
    expect(played).toHaveLength(10);
    expect(blocks[4]).toMatchObject({
      invalid: "Its target could not be started: the target did not answer",
      figures: {},
    });
    expect(invalid).toEqual([]);
  });

  test("that do not start for their first block end it all", async () => {
    const mistake = new WsrigError("usage-target-command", "the target did not answer");
    const { done } = staged({ variants: commanded, startTarget: () => Promise.reject(mistake) });
    await expect(done).rejects.toBe(mistake);
  });

  test("that end in every warm-up leave no evidence, and the hint is about them", async () => {
    const { advanceMs, done } = staged(
      {
        variants: commanded,
        startTarget: async (_, { url }) => ({
          url: url.replace("{port}", "4001"),
          ended: () => "exit code 7",
          stop: async () => undefined,
        }),
      },
      () => ({ steadyMs: 0 }),
    );
    await advanceMs(1_000_000);
    const { blocks, invalid } = await done;
    expect(blocks[0]?.invalid).toBe("Its target ended before anything was measured: exit code 7");
    expect(invalid.map(({ hint }) => hint)).toContain("Look for what ended the target.");
  });
});

test("a target that goes away is not the fastest: the time that was left counts", async () => {
  const { advanceMs, done } = staged({}, (variant) => (variant === "b" ? { steadyMs: 200 } : {}));
  await advanceMs(1_000_000);
  const { blocks } = await done;
  // 100 messages in the 2 s that the block should have had.
  for (const { figures, durationMs } of blocks) {
    expect([figures.throughput, durationMs]).toEqual([50, 2_000]);
  }
});

test("the baseline and its caveat: processes that run already speak for themselves only", async () => {
  const [a, b] = variantsNamed("a", "b");
  if (a === undefined || b === undefined) throw new Error("two variants");
  const other = { ...b, load: { ...b.load, url: "ws://127.0.0.1:10/echo" } };
  for (const [variants, caveat, varied] of [
    [
      [a, b],
      "This holds for this one process; restart it for each block (--command) to speak of the build.",
      [],
    ],
    [
      [a, other],
      "This holds for these two processes; restart them for each block (--command-a, --command-b) to speak of the builds.",
      ["url"],
    ],
  ] as const) {
    const { advanceMs, done } = staged({ variants });
    await advanceMs(1_000_000);
    const { experiment, comparisons } = await done;
    expect(experiment).toMatchObject({ baseline: "a", isRestarted: false, varied });
    expect(comparisons[0]?.caveats).toEqual([caveat]);
  }
});

test("a generator that set the pace of a closed loop is a caveat", async () => {
  const { advanceMs, done } = staged({}, (variant) =>
    variant === "b" ? { changes: { limitedBy: "generator" } } : {},
  );
  await advanceMs(1_000_000);
  const { comparisons } = await done;
  expect(comparisons[0]?.caveats[1]).toBe(
    "In 5 of 10 blocks the generator set the pace, not the target: the targets may differ by more, or by less, than shown.",
  );
});
