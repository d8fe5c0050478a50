// `wsrig gate --baseline`: the stored load in as many blocks, held against those of the file.

import { dirname, resolve } from "node:path";
import { InvalidLoadError } from "../../engine/plan/invalid-load-error.js";
import { planDifferences } from "../../engine/plan/plan-differences.js";
import { restorePlan, storePlan } from "../../engine/plan/stored-plan.js";
import type { StoredPlan } from "../../engine/plan/stored-plan-schema.js";
import { WsrigError } from "../../errors.js";
import { type CheckedExperiment, checkBlocks } from "../../experiment/check-experiment.js";
import type { Experiment } from "../../experiment/experiment-options.js";
import { compareWithStored, storedPlanOf, storedSides } from "../../experiment/stored-baseline.js";
import { VariantError } from "../../experiment/variant-error.js";
import { markRed } from "../../metrics/comparison-verdict.js";
import { readEnvironment } from "../../metrics/environment.js";
import { environmentDifferences } from "../../metrics/environment-differences.js";
import type { GateBaseline } from "../../metrics/gate-baseline.js";
import type { ExitFacts } from "../exit-code.js";
import { playBlocks } from "../experiment/experiment-play.js";
import type { ExperimentChoice } from "../experiment/read-experiment.js";
import { describeDialOptions } from "../flags/dial-flags.js";
import { plannedVariants } from "../load/planned-loads.js";
import { reportedPlan } from "../reporting/reported-plan.js";
import { runReported } from "../reporting/reported-run.js";
import type { RunContext, RunFindings } from "../reporting/run-findings.js";
import { askedDifferences } from "./asked-fields.js";
import { readGateBaseline } from "./gate-baseline-file.js";
import {
  blockOptions,
  checkedByFlags,
  type GateCall,
  requireWatched,
  unreachedSide,
  variantOf,
} from "./gate-call.js";
import { storedLoadFlags } from "./gate-flags.js";
import type { GateWay } from "./read-gate.js";

type Stored = Extract<GateWay, { kind: "stored" }>;

/** Runs the new build and tells the verdict. */
export async function gateStored(gate: GateCall<Stored>): Promise<ExitFacts> {
  const { call, reporting, way, repeat } = gate;
  const baseline = readGateBaseline(way.file);
  const stored = storedPlanOf(baseline, way.file);
  const differences = requireSameMachine(gate, baseline);
  const experiment = storedExperiment(gate, baseline, stored);
  const {
    variants: [checked],
    blocks,
    pauseMs,
  } = checkStored(experiment, way.file);
  if (checked === undefined) throw new TypeError("there is one variant");
  await requireWatched(gate);
  const judging = judgingOf(gate, baseline);
  return runReported(
    call,
    { ...reporting, seed: experiment.seed },
    {
      kind: "comparison",
      name: "gate",
      url: way.url,
      dial: checked.variant.load.dial,
      dialFirst: way.commandB === undefined,
      unreached: unreachedSide,
      repeat,
      plan: {
        gate: { baseline: way.file, blocks, pauseMs, ...judging, failOn: gate.choice.failOn },
        ...reportedPlan(checked.plan, describeDialOptions(call.flags)),
      },
      loads: plannedVariants([checked]),
      work: (context) => compared({ gate, baseline, experiment, differences, context }),
    },
  );
}

/** What differs, where that is passed by force. @throws WsrigError `usage-other-machine` */
function requireSameMachine(
  { call, way }: GateCall<Stored>,
  { environment }: GateBaseline,
): readonly string[] {
  const differences = environmentDifferences(environment, readEnvironment()).map(
    ({ field, values: [there, here] }) => `${field} is ${there} there and ${here} here`,
  );
  if (differences.length === 0 || call.flags.switch("force") === true) return differences;
  const things = differences.length === 1 ? "1 thing differs" : `${differences.length} things differ`;
  throw new WsrigError(
    "usage-other-machine",
    `${way.file} was measured elsewhere: ${things}:\n${differences.map((each) => `  ${each}`).join("\n")}`,
    {
      path: "--baseline",
      hint: "Run old and new in turn with --against or --command-a and --command-b, the honest way; or add --force to compare all the same.",
    },
  );
}

/** The stored load at the URL of this call. @throws WsrigError for flags that ask for another load, or for other blocks */
function storedExperiment(
  gate: GateCall<Stored>,
  baseline: GateBaseline,
  stored: StoredPlan,
): Experiment & { readonly seed: number } {
  const { call, reporting, choice, way } = gate;
  const { flags } = call;
  const command = way.commandB === undefined ? undefined : { flag: "command-b", text: way.commandB };
  const asked = variantOf(gate, { name: storedSides.candidate, url: way.url, place: "url", command });
  const folder = dirname(resolve(way.file));
  const { load, dial, ...generator } = restorePlan(stored, folder);
  if (givenLoadFlags(gate).length > 0) {
    const options = { variants: [asked], ...blockOptions(gate), seed: stored.seed };
    const [checked] = checkedByFlags(gate, () => checkBlocks(options)).variants;
    if (checked !== undefined) {
      const all = planDifferences(stored, storePlan(checked.plan, folder));
      noteOtherLoad(gate, askedDifferences(all, givenLoadFlags(gate)));
    }
  }
  const blocks = baseline.blocks.length;
  if (choice.blocks !== undefined && choice.blocks !== blocks)
    flags.problem("blocks", `--blocks is ${choice.blocks}; ${way.file} has ${blocks}`, "Leave it out.");
  flags.throwProblems();
  const variant = {
    ...asked,
    load: { ...load, url: way.url, dial: { ...asked.load.dial, ...dial }, tags: reporting.tags },
  };
  const { pauseMs, startTimeoutMs } = choice;
  const seed = flags.text("seed") === undefined ? generator.seed : reporting.seed;
  return { ...generator, variants: [variant], blocks, pauseMs, startTimeoutMs, seed };
}

function givenLoadFlags({ call }: Pick<GateCall, "call">): readonly string[] {
  return storedLoadFlags.filter((name) => call.flags.given().includes(name));
}

function noteOtherLoad({ call, way }: GateCall<Stored>, differences: readonly string[]): void {
  if (differences.length === 0) return;
  const [first = ""] = givenLoadFlags({ call });
  call.flags.problem(
    first,
    `the flags ask for another load than that of ${way.file}: ${differences.join("; ")}`,
    "Leave the flags of the load out, as the file has it; for another load make a new file with --write-baseline.",
  );
}

/** @throws WsrigError `usage-invalid-baseline` for a plan that somebody has edited */
function checkStored(experiment: Experiment, file: string): CheckedExperiment {
  try {
    return checkBlocks(experiment);
  } catch (error) {
    const cause = error instanceof VariantError ? error.cause : error;
    if (!(cause instanceof InvalidLoadError)) throw cause;
    const lines = cause.problems.map(({ path, message }) => `  ${placeInFile(path)}: ${message}`);
    throw new WsrigError(
      "usage-invalid-baseline",
      `${file} has a plan that cannot be run:\n${lines.join("\n")}`,
      {
        path: "--baseline",
        hint: "Write it again with --write-baseline.",
        cause,
      },
    );
  }
}

function placeInFile(path: string): string {
  return /^(workers|limits|pacing)\b/.test(path) ? `plan.${path}` : `plan.load.${path}`;
}

/** Those of the file, unless others are given. */
function judgingOf(
  { call, choice }: GateCall,
  { gates, noise }: GateBaseline,
): Pick<ExperimentChoice, "gates" | "noise" | "level"> {
  const isGiven = (flag: string): boolean => call.flags.given().includes(flag);
  return {
    gates: isGiven("gate") ? choice.gates : gates,
    noise: isGiven("noise") ? choice.noise : noise,
    level: choice.level,
  };
}

interface StoredRun {
  readonly gate: GateCall<Stored>;
  readonly baseline: GateBaseline;
  readonly experiment: Experiment;
  readonly differences: readonly string[];
  readonly context: RunContext;
}

async function compared({
  gate,
  baseline,
  experiment,
  differences,
  context,
}: StoredRun): Promise<RunFindings> {
  const { call, choice, way, watchPid } = gate;
  const { experiment: _one, ...findings } = await playBlocks({
    experiment,
    env: call.env,
    context,
    watchPid,
    label: "gate",
  });
  const done = findings.blocks ?? [];
  if (done.every(({ invalid }) => invalid !== undefined)) return { ...findings, comparisons: [] };
  const { blocks, comparison } = compareWithStored({
    ...judgingOf(gate, baseline),
    baseline,
    path: way.file,
    blocks: done,
    isRestarted: way.commandB !== undefined,
    differences,
  });
  return { ...findings, blocks: [...blocks], comparisons: [...markRed([comparison], choice.failOn)] };
}
