// `wsrig gate` with old and new in turn: an experiment of two variants, which is red when the new one is worse.

import { checkExperiment } from "../../experiment/check-experiment.js";
import type { ExitFacts } from "../exit-code.js";
import { playExperiment } from "../experiment/experiment-play.js";
import { describeDialOptions } from "../flags/dial-flags.js";
import { plannedVariants } from "../load/planned-loads.js";
import { reportedPlan } from "../reporting/reported-plan.js";
import { runReported } from "../reporting/reported-run.js";
import {
  blockOptions,
  checkedByFlags,
  type GateCall,
  type GateSide,
  requireWatched,
  unreachedSide,
  variantOf,
} from "./gate-call.js";
import type { GateWay } from "./read-gate.js";

type InTurn = Extract<GateWay, { kind: "urls" | "commands" }>;

/** Runs both sides and tells the verdict. */
export async function gateInTurn(gate: GateCall<InTurn>): Promise<ExitFacts> {
  const { call, reporting, choice, way, repeat } = gate;
  const variants = sidesOf(way).map((side) => variantOf(gate, side));
  const { gates, noise, level, failOn, startTimeoutMs } = choice;
  const experiment = { variants, ...blockOptions(gate), gates, noise, level, seed: reporting.seed };
  const { variants: checked, blocks, pauseMs } = checkedByFlags(gate, () => checkExperiment(experiment));
  await requireWatched(gate);
  const candidate = checked.at(-1);
  if (candidate === undefined) throw new TypeError("a gate has two sides");
  return runReported(call, reporting, {
    kind: "experiment",
    name: "gate",
    url: way.url,
    dial: candidate.variant.load.dial,
    // A target that wsrig starts is not there yet.
    dialFirst: way.kind === "urls",
    unreached: unreachedSide,
    repeat,
    plan: {
      gate: { blocks, pauseMs, startTimeoutMs, gates, noise, level, failOn },
      ...reportedPlan(candidate.plan, describeDialOptions(call.flags)),
    },
    loads: plannedVariants(checked),
    work: (context) => playExperiment({ experiment, env: call.env, context, failOn, label: "gate" }),
  });
}

/** Old first. */
function sidesOf(way: InTurn): readonly GateSide[] {
  if (way.kind === "urls") {
    return [
      { name: "old", url: way.against, place: "--against" },
      { name: "new", url: way.url, place: "url" },
    ];
  }
  return [
    { name: "old", url: way.url, place: "url", command: { flag: "command-a", text: way.commandA } },
    { name: "new", url: way.url, place: "url", command: { flag: "command-b", text: way.commandB } },
  ];
}
