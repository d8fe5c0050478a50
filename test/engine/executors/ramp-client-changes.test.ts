import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clientChanges, type RampOptions, rampOf } from "../../../src/engine/executors/ramp.js";
import { anyRamp } from "./any-ramp.js";
import { levelAt } from "./ramp-oracle.js";

const s = 1_000;

describe("the clients of a ramp", () => {
  const changesOf = (options: RampOptions): string =>
    [...clientChanges(rampOf(options))]
      .map(({ kind, client, atUs }) => `${kind === "start" ? "+" : "-"}${client}@${atUs / 1_000}`)
      .join(" ");
  test.each<{ title: string; options: RampOptions; changes: string }>([
    {
      title: "start one by one as the level passes above their numbers",
      options: { startLevel: 0, warmUpMs: 0, phases: [{ durationMs: 5 * s, target: 5 }] },
      changes: "+0@0 +1@1000 +2@2000 +3@3000 +4@4000",
    },
    {
      title: "stop in the reverse order as it falls to their numbers; the last ones with the time itself",
      options: { startLevel: 5, warmUpMs: 0, phases: [{ durationMs: 5 * s, target: 0 }] },
      changes: "+0@0 +1@0 +2@0 +3@0 +4@0 -4@1000 -3@2000 -2@3000 -1@4000",
    },
    {
      title: "stop at the end of a fall where the level stays there",
      options: {
        startLevel: 2,
        warmUpMs: 0,
        phases: [
          { durationMs: 1 * s, target: 1 },
          { durationMs: 1 * s, target: 1 },
        ],
      },
      changes: "+0@0 +1@0 -1@1000",
    },
    {
      title: "all start at a jump up, and all above stop at a jump down",
      options: {
        startLevel: 0,
        warmUpMs: 1 * s,
        phases: [
          { durationMs: 0, target: 3 },
          { durationMs: 1 * s, target: 3 },
          { durationMs: 0, target: 1 },
          { durationMs: 1 * s, target: 1 },
        ],
      },
      changes: "+0@1000 +1@1000 +2@1000 -2@2000 -1@2000",
    },
    {
      title: "are not stopped by a level that only touches their number from above",
      options: {
        startLevel: 3,
        warmUpMs: 0,
        phases: [
          { durationMs: 2 * s, target: 1 },
          { durationMs: 2 * s, target: 3 },
        ],
      },
      changes: "+0@0 +1@0 +2@0 -2@1000 +2@3000",
    },
    {
      title: "never start for a peak that only touches their number from below",
      options: {
        startLevel: 0,
        warmUpMs: 0,
        phases: [
          { durationMs: 2 * s, target: 2 },
          { durationMs: 2 * s, target: 0 },
        ],
      },
      changes: "+0@0 +1@1000 -1@3000",
    },
    {
      title: "of the start are there through the warm-up",
      options: { startLevel: 2, warmUpMs: 3 * s, phases: [{ durationMs: 1 * s, target: 4 }] },
      changes: "+0@0 +1@0 +2@3000 +3@3500",
    },
  ])("$title", ({ options, changes }) => {
    expect(changesOf(options)).toBe(changes);
  });

  test("are, starts less stops, as many as the level says at any time, and change in order of time", () => {
    fc.assert(
      fc.property(anyRamp(300), fc.nat(60_000_000), (options, atUs) => {
        const ramp = rampOf(options);
        const changes = [...clientChanges(ramp)];
        const times = changes.map((change) => change.atUs);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        const running: number[] = [];
        for (const { kind, client } of changes.filter((change) => change.atUs <= atUs)) {
          if (kind === "start") running.push(client);
          else if (running.pop() !== client) throw new Error(`client ${client} stops before a later one`);
        }
        expect(running).toEqual(running.map((_, client) => client));
        if (atUs >= ramp.endUs) return;
        // A change is at its time to the nearest µs, so the level may be that of half a µs before or after.
        const levels = [atUs - 0.5, atUs, atUs + 0.5].map((us) => Math.ceil(levelAt(ramp, Math.max(0, us))));
        expect(running.length).toBeGreaterThanOrEqual(Math.min(...levels));
        expect(running.length).toBeLessThanOrEqual(Math.max(...levels));
      }),
      { numRuns: 1_000 },
    );
  });
});
