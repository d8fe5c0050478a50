// The search on targets whose limit is known.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findHighest, type SearchResult } from "../../../src/engine/search/find-highest.js";
import type { ProbeOutcome } from "../../../src/engine/search/probe.js";
import type { SearchRange } from "../../../src/engine/search/search-options.js";
import { seededRandom } from "../../../src/random.js";

/** A target that holds up to `limit`, and shows its load. */
const upTo =
  (limit: number) =>
  async (value: number): Promise<ProbeOutcome> => ({ holds: value <= limit, observed: value * 10 });

/** Answers each value by its own list, the last of it for ever. */
const scripted = (
  answers: Readonly<Record<number, readonly (boolean | string)[]>>,
  otherwise: (value: number) => boolean,
) => {
  const tries = new Map<number, number>();
  return async (value: number): Promise<ProbeOutcome> => {
    const index = tries.get(value) ?? 0;
    tries.set(value, index + 1);
    const list = answers[value] ?? [otherwise(value)];
    const answer = list[Math.min(index, list.length - 1)];
    return typeof answer === "string" ? { holds: true, invalid: answer } : { holds: answer ?? false };
  };
};

/** `climb 100 holds`, one for each probe. */
function told({ probes }: SearchResult): readonly string[] {
  return probes.map(
    ({ purpose, value, holds, invalid }) =>
      `${purpose} ${value} ${invalid === undefined ? (holds ? "holds" : "fails") : "invalid"}`,
  );
}

describe("on a target with a sharp limit", () => {
  test("climbs by doubling, narrows by halves, and confirms both sides", async () => {
    const result = await findHighest({ low: 100, high: 10_000, precision: 0.1, probe: upTo(1_000) });
    expect(told(result)).toEqual([
      "climb 100 holds",
      "climb 200 holds",
      "climb 400 holds",
      "climb 800 holds",
      "climb 1600 fails",
      "narrow 1200 fails",
      "narrow 1000 holds",
      "narrow 1100 fails",
      "confirm 1000 holds",
      "confirm 1100 fails",
    ]);
    expect(result).toMatchObject({
      answer: 1_000,
      isConfirmed: true,
      ended: { kind: "found", failing: 1_100 },
    });
    expect(result.probes[2]).toEqual({ value: 400, purpose: "climb", holds: true, observed: 4_000 });
  });

  test("descends from a start that is too high", async () => {
    const result = await findHighest({
      low: 1,
      high: 1_000,
      start: 400,
      growth: 4,
      precision: 0.5,
      probe: upTo(30),
    });
    expect(told(result)).toEqual([
      "climb 400 fails",
      "descend 100 fails",
      "descend 25 holds",
      "narrow 62 fails",
      "narrow 43 fails",
      "narrow 34 fails",
      "confirm 25 holds",
      "confirm 34 fails",
    ]);
    expect(result).toMatchObject({ answer: 25, ended: { kind: "found", failing: 34 } });
  });

  test.each<[string, SearchRange, number, readonly string[], Partial<SearchResult>]>([
    [
      "holds everywhere",
      { low: 3, high: 10 },
      10,
      ["climb 3 holds", "climb 6 holds", "climb 10 holds", "confirm 10 holds"],
      { answer: 10, isConfirmed: true, ended: { kind: "holds-everywhere" } },
    ],
    [
      "holds nowhere",
      { low: 3, high: 10, start: 7 },
      2,
      ["climb 7 fails", "descend 3 fails", "confirm 3 fails"],
      { answer: undefined, isConfirmed: false, ended: { kind: "holds-nowhere" } },
    ],
    [
      "holds at the lowest only",
      { low: 3, high: 4 },
      3,
      ["climb 3 holds", "climb 4 fails", "confirm 3 holds", "confirm 4 fails"],
      { answer: 3, isConfirmed: true, ended: { kind: "found", failing: 4 } },
    ],
    [
      "has one value that holds",
      { low: 5, high: 5 },
      5,
      ["climb 5 holds", "confirm 5 holds"],
      { answer: 5, isConfirmed: true, ended: { kind: "holds-everywhere" } },
    ],
    [
      "has one value that fails",
      { low: 5, high: 5 },
      4,
      ["climb 5 fails", "confirm 5 fails"],
      { answer: undefined, isConfirmed: false, ended: { kind: "holds-nowhere" } },
    ],
  ])("that %s", async (_, range, limit, probes, expected) => {
    const result = await findHighest({ ...range, probe: upTo(limit) });
    expect(told(result)).toEqual(probes);
    expect({ ...result, probes: undefined }).toEqual({ ...expected, probes: undefined });
  });

  test("the answer is within the precision below the limit, for any range, start and growth", async () => {
    const cases = fc.record({
      low: fc.integer({ min: 1, max: 1_000 }),
      span: fc.integer({ min: 0, max: 100_000 }),
      startAt: fc.double({ min: 0, max: 1, noNaN: true }),
      growth: fc.double({ min: 1.2, max: 10, noNaN: true }),
      precision: fc.double({ min: 0.001, max: 0.5, noNaN: true }),
      limit: fc.integer({ min: 0, max: 120_000 }),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ low, span, startAt, growth, precision, limit }) => {
        const high = low + span;
        const start = low + Math.floor(span * startAt);
        const range = { low, high, start, growth, precision, maxProbes: 200 };
        const { probes, answer, isConfirmed, ended } = await findHighest({ ...range, probe: upTo(limit) });
        expect(probes.every(({ value }) => Number.isInteger(value) && value >= low && value <= high)).toBe(
          true,
        );
        expect(probes.length).toBeLessThanOrEqual(Math.log(high) / Math.log(growth) + 21);
        if (limit < low) {
          expect([answer, ended.kind]).toEqual([undefined, "holds-nowhere"]);
        } else if (limit >= high) {
          expect([answer, isConfirmed, ended.kind]).toEqual([high, true, "holds-everywhere"]);
        } else {
          expect([isConfirmed, ended.kind]).toEqual([true, "found"]);
          const [found, failing] = [answer ?? 0, ended.kind === "found" ? ended.failing : 0];
          expect(found).toBeLessThanOrEqual(limit);
          expect(failing).toBeGreaterThan(limit);
          expect(failing - found).toBeLessThanOrEqual(Math.max(1, precision * found));
        }
      }),
    );
  });
});

describe("on a noisy target", () => {
  test("an answer that does not hold again steps down", async () => {
    const probe = scripted({ 8: [true, false] }, (value) => value < 8);
    const result = await findHighest({ low: 4, high: 64, precision: 0.2, probe });
    expect(told(result)).toEqual([
      "climb 4 holds",
      "climb 8 holds",
      "climb 16 fails",
      "narrow 12 fails",
      "narrow 10 fails",
      "narrow 9 fails",
      "confirm 8 fails",
      "narrow 6 holds",
      "narrow 7 holds",
      "confirm 7 holds",
      "confirm 8 fails",
    ]);
    expect(result).toMatchObject({ answer: 7, isConfirmed: true, ended: { kind: "found", failing: 8 } });
  });

  test("a neighbour that does not fail again steps up, past every value", async () => {
    const probe = scripted({ 8: [false, true] }, (value) => value <= 20);
    const result = await findHighest({ low: 4, high: 64, precision: 0.2, probe });
    expect(told(result)).toEqual([
      "climb 4 holds",
      "climb 8 fails",
      "narrow 6 holds",
      "narrow 7 holds",
      "confirm 7 holds",
      "confirm 8 holds",
      "climb 16 holds",
      "climb 32 fails",
      "narrow 24 fails",
      "narrow 20 holds",
      "confirm 20 holds",
      "confirm 24 fails",
    ]);
    expect(result).toMatchObject({ answer: 20, isConfirmed: true, ended: { kind: "found", failing: 24 } });
  });

  test("a value that goes to and fro five times does not hold", async () => {
    const probe = scripted({ 8: [true, false, true, false, true] }, (value) => value < 8);
    const result = await findHighest({ low: 7, high: 8, probe });
    expect(told(result).filter((line) => line.includes(" 8 "))).toEqual([
      "climb 8 holds",
      "confirm 8 fails",
      "confirm 8 holds",
      "confirm 8 fails",
      "confirm 8 holds",
    ]);
    expect(result).toMatchObject({ answer: 7, isConfirmed: true, ended: { kind: "found", failing: 8 } });
  });

  test("the answer lies in the noise or within the precision below it, and its last two probes held", async () => {
    const cases = fc.record({
      bottom: fc.integer({ min: 10, max: 5_000 }),
      noise: fc.double({ min: 0, max: 0.5, noNaN: true }),
      precision: fc.double({ min: 0.01, max: 0.2, noNaN: true }),
      seed: fc.integer({ min: 1, max: 1_000_000 }),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ bottom, noise, precision, seed }) => {
        const top = Math.ceil(bottom * (1 + noise));
        const random = seededRandom(seed);
        // Sure to hold up to the bottom, sure to fail from the top on, by chance between.
        const probe = async (value: number): Promise<ProbeOutcome> => ({
          holds: value <= bottom || (value < top && random.next() < (top - value) / (top - bottom)),
        });
        const result = await findHighest({ low: 1, high: 100_000, precision, maxProbes: 2_000, probe });
        const { answer = 0, ended, isConfirmed, probes } = result;
        expect([ended.kind, isConfirmed]).toEqual(["found", true]);
        expect(answer).toBeLessThanOrEqual(Math.max(bottom, top - 1));
        expect(answer + Math.max(1, precision * answer)).toBeGreaterThan(bottom);
        const lastTwo = probes.filter(({ value }) => value === answer).slice(-2);
        expect(lastTwo.map(({ holds }) => holds)).toEqual([true, true]);
        const failing = ended.kind === "found" ? ended.failing : 0;
        const tries = probes.filter(({ value }) => value === failing).map(({ holds }) => holds);
        expect(tries.length === 5 || tries.slice(-2).every((holds) => !holds)).toBe(true);
        expect(tries.length).toBeGreaterThan(1);
      }),
      { numRuns: 300 },
    );
  });
});

describe("when the generator cannot keep up", () => {
  test("the climb ends, and what held below is the answer, by the generator's limit", async () => {
    const reason = "lateness p99 is 14 ms";
    const probe = async (value: number): Promise<ProbeOutcome> =>
      value > 500 ? { holds: false, invalid: reason } : { holds: true };
    const result = await findHighest({ low: 100, high: 10_000, precision: 0.2, probe });
    expect(told(result)).toEqual([
      "climb 100 holds",
      "climb 200 holds",
      "climb 400 holds",
      "climb 800 invalid",
      "narrow 600 invalid",
      "narrow 500 holds",
      "confirm 500 holds",
    ]);
    expect(result).toMatchObject({
      answer: 500,
      isConfirmed: true,
      ended: { kind: "generator-limit", value: 600, reason },
    });
  });

  test("a limit of the target below it is found as such", async () => {
    const probe = scripted({ 32: ["too slow"] }, (value) => value <= 20);
    const result = await findHighest({ low: 4, high: 64, precision: 0.1, probe });
    expect(result).toMatchObject({ answer: 20, ended: { kind: "found", failing: 22 } });
    expect(told(result).filter((line) => line.includes(" 32 "))).toEqual(["climb 32 invalid"]);
  });

  test("an invalid probe that says it holds counts for nothing, at the lowest value too", async () => {
    const probe = scripted({ 5: ["no CPU left"] }, () => true);
    const result = await findHighest({ low: 5, high: 50, probe });
    expect(result).toEqual({
      probes: [{ value: 5, purpose: "climb", holds: true, invalid: "no CPU left" }],
      answer: undefined,
      isConfirmed: false,
      ended: { kind: "generator-limit", value: 5, reason: "no CPU left" },
    });
  });

  test("an answer that is invalid when tried again steps down", async () => {
    const probe = scripted({ 8: [true, "late"] }, (value) => value < 9);
    const result = await findHighest({ low: 4, high: 9, precision: 0.01, probe });
    expect(result).toMatchObject({
      answer: 7,
      isConfirmed: true,
      ended: { kind: "generator-limit", value: 8, reason: "late" },
    });
  });
});

describe("a search that is cut short", () => {
  test.each([
    [1, 100, undefined],
    [5, 800, 1_600],
    [8, 1_000, 1_100],
  ])("by %d probes tells what it knows, not confirmed", async (maxProbes, answer, failing) => {
    const range = { low: 100, high: 10_000, precision: 0.1, maxProbes };
    const result = await findHighest({ ...range, probe: upTo(1_000) });
    expect(result.probes).toHaveLength(maxProbes);
    expect(result).toMatchObject({ answer, isConfirmed: false, ended: { kind: "probe-limit", failing } });
  });

  test("with the last probe of its budget may still be finished", async () => {
    const range = { low: 100, high: 10_000, precision: 0.1, maxProbes: 10 };
    expect(await findHighest({ ...range, probe: upTo(1_000) })).toMatchObject({ ended: { kind: "found" } });
  });

  test.each([
    ["returns", async (): Promise<ProbeOutcome> => ({ holds: false })],
    ["throws", () => Promise.reject(new Error("stopped"))],
  ])("by its signal leaves out the probe under way, which %s", async (_, end) => {
    const stop = new AbortController();
    const probe = (value: number): Promise<ProbeOutcome> => {
      if (value === 4) stop.abort();
      return stop.signal.aborted ? end() : upTo(100)(value);
    };
    const result = await findHighest({ low: 1, high: 100, probe, signal: stop.signal });
    expect(told(result)).toEqual(["climb 1 holds", "climb 2 holds"]);
    expect(result).toMatchObject({ answer: 2, isConfirmed: false, ended: { kind: "interrupted" } });
  });

  test("by a signal that aborted before makes no probe", async () => {
    const signal = AbortSignal.abort();
    const result = await findHighest({
      low: 1,
      high: 2,
      probe: () => Promise.reject(new Error("probed")),
      signal,
    });
    expect(result).toEqual({
      probes: [],
      answer: undefined,
      isConfirmed: false,
      ended: { kind: "interrupted" },
    });
  });

  test("by a probe that throws passes it on", async () => {
    const probe = (): Promise<ProbeOutcome> => Promise.reject(new Error("no such target"));
    await expect(findHighest({ low: 1, high: 2, probe })).rejects.toThrow("no such target");
  });
});

test("every probe is told as it is done", async () => {
  const seen: number[] = [];
  const { probes } = await findHighest({
    low: 1,
    high: 8,
    probe: upTo(5),
    onProbe: ({ value }) => seen.push(value),
  });
  expect(seen).toEqual(probes.map(({ value }) => value));
});
