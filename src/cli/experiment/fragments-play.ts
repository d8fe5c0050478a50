// A sweep over fragment sizes run for a report, with progress.

import type { FragmentsSweep, SweepPart } from "../../experiment/fragments/fragments-options.js";
import { type CheckedFragments, runFragments } from "../../experiment/fragments/run-fragments.js";
import type { ChangeVerdict } from "../../metrics/comparison-report.js";
import { markRed } from "../../metrics/comparison-verdict.js";
import { formatCount, formatExactBytes, formatMs } from "../../units.js";
import type { RunContext, RunFindings } from "../reporting/run-findings.js";
import { LiveBlocks } from "./live-blocks.js";

/** A sweep, checked, and what it runs in. */
export interface FragmentsPlay {
  readonly sweep: FragmentsSweep;
  readonly checked: CheckedFragments;
  /** Verdicts that make the run fail. */
  readonly failOn: readonly ChangeVerdict[];
  readonly watchPid?: number | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly context: RunContext;
}

/** Runs the sweep. */
export async function playFragments(play: FragmentsPlay): Promise<RunFindings> {
  const { sweep, checked, failOn, watchPid, env, context } = play;
  const { progress, clock, signal } = context;
  progress.note(beginning(checked));
  progress.begin("fragments: how the target delivers them");
  const startedUs = clock.nowUs();
  // A sweep has too many variants to tell the metrics of all of them each second.
  const live = progress.live && new LiveBlocks({ sink: progress.live, clock, addsUp: false });
  let blocksDone = 0;
  const result = await runFragments({
    ...sweep,
    seed: checked.seed,
    clock,
    signal,
    env,
    watchPid,
    onPart: (part) => progress.begin(partText(part)),
    onBegin: ({ variant }) => {
      live?.begin(variant.name);
      const spentMs = (clock.nowUs() - startedUs) / 1_000;
      progress.show({ phase: variant.name, done: blocksDone, leftMs: leftMs(checked, blocksDone, spentMs) });
    },
    onSecond: (points, collector) => live?.second(points, collector),
    onBlock(block) {
      live?.ended(block, { index: blocksDone, of: Math.max(checked.blocks, blocksDone + 1) });
      blocksDone += 1;
      if (block.invalid !== undefined) progress.note(`${block.variant}: no evidence, ${block.invalid}`);
    },
  });
  const { experiment, blocks, comparisons, metrics, checks, loads, warnings, invalid, reachedHttp } = result;
  return {
    experiment,
    blocks: [...blocks],
    comparisons: [...markRed(comparisons, failOn)],
    measured: { metrics: [...metrics], series: [] },
    checks,
    loads: [...loads],
    warnings,
    invalid,
    reachedHttp,
  };
}

/** By what blocks have taken, once a few have; at first by plan. */
function leftMs({ blocks, expectedMs }: CheckedFragments, done: number, spentMs: number): number {
  const blockMs = done < 3 ? expectedMs / blocks : spentMs / done;
  return blockMs * Math.max(1, blocks - done);
}

/** `3 message sizes in 12 ways, 240 blocks: about 4m 36s.` */
function beginning({ sizes, blocks, expectedMs }: CheckedFragments): string {
  const ways = sizes.reduce((sum, { cuts }) => sum + cuts.length, 0);
  const count = sizes.length === 1 ? "1 message size" : `${formatCount(sizes.length)} message sizes`;
  return `${count}, cut in ${formatCount(ways)} ways, ${formatCount(blocks)} blocks: about ${leftText(expectedMs)}.`;
}

/** `fragments: 4 KiB, ceiling` or `fragments: 4 KiB, latencies at 1,200 messages per second`. */
function partText({ payloadBytes, ratePerSecond }: SweepPart): string {
  const what =
    ratePerSecond === undefined
      ? "ceiling"
      : `latencies at ${formatCount(ratePerSecond)} messages per second`;
  return `fragments: ${formatExactBytes(payloadBytes)}, ${what}`;
}

function leftText(ms: number): string {
  return formatMs(Math.ceil(ms / 1_000) * 1_000);
}
