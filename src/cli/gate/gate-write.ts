// `wsrig gate --write-baseline`: blocks of one build, kept in a file that later runs are held against.

import { dirname, resolve } from "node:path";
import { defaultGates, defaultNoise, figureCatalogue } from "../../compare/compared-figure.js";
import { storePlan } from "../../engine/plan/stored-plan.js";
import type { StoredPlan } from "../../engine/plan/stored-plan-schema.js";
import { checkBlocks } from "../../experiment/check-experiment.js";
import { makeGateBaseline, storedSides } from "../../experiment/stored-baseline.js";
import type { ComparedFigure, ReportBlock } from "../../metrics/comparison-report.js";
import { renderGateBaseline } from "../../metrics/gate-baseline.js";
import type { Notice } from "../../metrics/run-report.js";
import { formatBytes } from "../../units.js";
import type { ExitFacts } from "../exit-code.js";
import { playBlocks } from "../experiment/experiment-play.js";
import { describeDialOptions } from "../flags/dial-flags.js";
import { plannedVariants } from "../load/planned-loads.js";
import type { OutputFile } from "../reporting/output-file.js";
import { reportedPlan } from "../reporting/reported-plan.js";
import { runReported } from "../reporting/reported-run.js";
import type { RunContext, RunFindings } from "../reporting/run-findings.js";
import { openGateBaseline, requireNoSecrets } from "./gate-baseline-file.js";
import {
  blockOptions,
  checkedByFlags,
  type GateCall,
  requireWatched,
  unreachedSide,
  variantOf,
} from "./gate-call.js";
import type { GateWay } from "./read-gate.js";

type Write = Extract<GateWay, { kind: "write" }>;

/** Runs the blocks and writes the file, if they are evidence. */
export async function writeBaseline(gate: GateCall<Write>): Promise<ExitFacts> {
  const { call, reporting, choice, way, watchPid, repeat } = gate;
  const command = way.commandB === undefined ? undefined : { flag: "command-b", text: way.commandB };
  const variant = variantOf(gate, { name: storedSides.baseline, url: way.url, place: "url", command });
  const experiment = { variants: [variant], ...blockOptions(gate), seed: reporting.seed };
  const {
    variants: [checked],
    blocks,
    pauseMs,
  } = checkedByFlags(gate, () => checkBlocks(experiment));
  if (checked === undefined) throw new TypeError("there is one variant");
  const plan = storePlan(checked.plan, dirname(resolve(way.file)));
  requireNoSecrets(plan, reporting.redact);
  await requireWatched(gate);
  const output = openGateBaseline(way.file, { force: call.flags.switch("force") ?? false });
  const { gates, noise, startTimeoutMs } = choice;
  try {
    return await runReported(call, reporting, {
      name: "gate",
      url: way.url,
      dial: variant.load.dial,
      dialFirst: command === undefined,
      unreached: unreachedSide,
      repeat,
      plan: {
        gate: { blocks, pauseMs, startTimeoutMs, gates, noise, writeBaseline: way.file },
        ...reportedPlan(checked.plan, describeDialOptions(call.flags)),
      },
      loads: plannedVariants([checked]),
      work: async (context) => {
        const {
          experiment: _one,
          blocks: done = [],
          comparisons: _none,
          ...findings
        } = await playBlocks({
          experiment,
          env: call.env,
          context,
          watchPid,
          label: "gate",
        });
        return { ...findings, ...kept({ gate, plan, output, context, findings, blocks: done }) };
      },
    });
  } finally {
    output.discard();
  }
}

interface DoneBlocks {
  readonly gate: GateCall<Write>;
  readonly plan: StoredPlan;
  readonly output: OutputFile;
  readonly context: RunContext;
  readonly findings: RunFindings;
  readonly blocks: readonly ReportBlock[];
}

/** What is to be told of the file: that it is written, or why not. */
function kept(done: DoneBlocks): Pick<RunFindings, "summary" | "warnings" | "invalid"> {
  const { gate, plan, output, findings, blocks } = done;
  const { file } = gate.way;
  const why = whyNot(done);
  if (why !== undefined) return { warnings: [...(findings.warnings ?? []), notWritten(file, why)] };
  const missing = unmeasured(gate.choice.gates ?? defaultGates, blocks);
  if (missing !== undefined) return { invalid: [notWritten(file, missing)] };
  const { gates, noise } = gate.choice;
  const text = renderGateBaseline(
    makeGateBaseline({
      plan,
      blocks,
      url: gate.way.url,
      isRestarted: gate.way.commandB !== undefined,
      gates: [...(gates ?? defaultGates)],
      noise: noise ?? defaultNoise,
      redact: gate.reporting.redact,
      madeAt: new Date(),
    }),
  );
  output.write(text);
  const evidence = blocks.filter(({ invalid }) => invalid === undefined).length;
  return { summary: `Baseline: ${file}, ${evidence} blocks, ${formatBytes(Buffer.byteLength(text))}` };
}

/** A baseline of a run that failed would let every later run pass. */
function whyNot({ findings, context }: DoneBlocks): string | undefined {
  if (context.signal.aborted) return "it was interrupted";
  if (!findings.reachedHttp) return "nobody answered";
  const [invalid] = findings.invalid ?? [];
  if (invalid !== undefined) return "the run is invalid";
  return findings.checks.some(({ status }) => status === "fail") ? "checks failed" : undefined;
}

/** What decides must have been measured, or no later run could be red. */
function unmeasured(gates: readonly ComparedFigure[], blocks: readonly ReportBlock[]): string | undefined {
  const missing = gates.filter((gate) => blocks.every(({ figures }) => figures[gate] === undefined));
  if (missing.length === 0) return undefined;
  return missing.map((gate) => `no block has a ${figureCatalogue[gate].title}`).join(", ");
}

function notWritten(file: string, why: string): Notice {
  return {
    code: "baseline-not-written",
    message: `${file} is not written and what was there stays, as ${why}.`,
    hint: "Run it again when that is mended; --gate names the figures that decide.",
  };
}
