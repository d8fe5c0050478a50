// A run of bench:truth as a quiet machine would give it, made of round numbers.

import { judgeDrivers } from "../../../bench/truth/drivers.js";
import { type FaultsPart, judgeFaults } from "../../../bench/truth/faults.js";
import {
  type GeneratorFigures,
  type ReportedUs,
  toldPercentiles,
} from "../../../bench/truth/generator-order.js";
import { waitOnPaperMs } from "../../../bench/truth/hold-rule.js";
import { holdsMs, judgeHolds } from "../../../bench/truth/holds.js";
import type { TruthParts, TruthResults } from "../../../bench/truth/results.js";
import { judgeStalls } from "../../../bench/truth/stalls.js";

/** Results with all parts. @param invalid - What wsrig says against each open run. */
export function sampleResults(invalid: readonly string[] = []): TruthResults {
  return {
    date: "2026-01-02",
    commit: "abcdef0",
    machine: "a machine, 2 cores, 8 GiB",
    kernel: "6.1",
    node: "v20.20.0",
    tools: {},
    pinned: true,
    loadAverage: 0.1,
    tookSeconds: 250,
    ratePerSecond: 1_000,
    connections: 10,
    parts: sampleParts(invalid),
  };
}

function sampleParts(invalid: readonly string[]): TruthParts {
  const samples = [1, 2, 3, 4, 5].flatMap((round) =>
    holdsMs.map((holdMs) => {
      const heldUs = holdMs * 1_000 + 2;
      const reported = { p50: heldUs + 60 + round + holdMs, p99: heldUs + 150 + 9 * round };
      const us = { "p0.1": heldUs - 1, p1: heldUs, p50: heldUs, p99: heldUs + 5, "p99.9": heldUs + 20 };
      return {
        round,
        holdMs,
        reportedUs: { service: reported, corrected: { p50: reported.p50 + 5, p99: reported.p99 + 40 } },
        holds: { count: 4_000, us },
        latenessP99Us: 30,
        invalid,
      };
    }),
  );
  const stalled = figures((percentile) => waitOnPaperMs(1_000, 10_000, percentile) * 1_000 + 60, invalid);
  const unstalled = figures(() => 60, invalid);
  const server = { received: 10_000, written: 10_100, lost: 100, duplicated: 200, reordered: 200 };
  const wsrig: FaultsPart["wsrig"] = {
    ...unstalled,
    ...server,
    sent: 10_000,
    received: 10_100,
    answered: 9_900,
  };
  const p50Us = { frame: [60, 61, 64, 62, 60], ws: [70, 63, 66, 72, 68] };
  return {
    a: judgeHolds(5, samples),
    b: {
      stallMs: 1_000,
      everyMs: 10_000,
      goals: judgeStalls({ stalled, unstalled }),
      stalled,
      unstalled,
      closed: figures((percentile) => (percentile === 100 ? 1_000_050 : 50), []),
    },
    c: { goals: judgeFaults(server, wsrig), server, wsrig, invalid },
    d: { rounds: 5, goals: judgeDrivers(p50Us), p50Us, correctedP50Us: p50Us, invalid },
  };
}

function figures(usAt: (percentile: number) => number, invalid: readonly string[]): GeneratorFigures {
  const entries = toldPercentiles.map((percentile) => [percentile, Math.round(usAt(percentile))]);
  const us = Object.fromEntries(entries) as unknown as ReportedUs;
  return {
    serviceUs: us,
    correctedUs: us,
    latenessP99Us: 30,
    sent: 30_000,
    received: 30_000,
    answered: 30_000,
    late: 0,
    lost: 0,
    duplicated: 0,
    reordered: 0,
    dropped: 0,
    wrong: 0,
    invalid,
  };
}
