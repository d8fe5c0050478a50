// A call of `wsrig gate` as read, and what all its ways make of it: sides, checks in the words of flags, errors.

import type { WsrigError } from "../../errors.js";
import type { Experiment } from "../../experiment/experiment-options.js";
import { withAnyPort } from "../../experiment/port-place.js";
import type { Variant } from "../../experiment/variant.js";
import { VariantError } from "../../experiment/variant-error.js";
import type { CommandCall } from "../command.js";
import { TargetUnreachable } from "../error-output.js";
import { readBlockLoad } from "../experiment/read-block-load.js";
import type { ExperimentChoice } from "../experiment/read-experiment.js";
import { readCommand, type SideCommand } from "../experiment/side-commands.js";
import { readLoadDial } from "../flags/dial-flags.js";
import { requireTargetUrl } from "../flags/target-url.js";
import { planByFlags } from "../load/plan-flags.js";
import type { Reporting } from "../reporting/reporting.js";
import type { GateWay } from "./read-gate.js";

/** All that was said. */
export interface GateCall<Way extends GateWay = GateWay> {
  readonly call: CommandCall;
  readonly reporting: Reporting;
  /** How blocks are run and judged. */
  readonly choice: ExperimentChoice;
  readonly way: Way;
  readonly watchPid: number | undefined;
  /** The arguments that repeat it. */
  readonly repeat: readonly string[];
}

/** A side of a gate. */
export interface GateSide {
  readonly name: string;
  readonly url: string;
  /** Where the user wrote the URL. */
  readonly place: "url" | "--against";
  readonly command?: SideCommand;
}

/**
 * The side as a variant with the load of the flags.
 *
 * @throws WsrigError for what is wrong with a URL, a command or a flag
 */
export function variantOf({ call, reporting }: GateCall, { name, url, place, command }: GateSide): Variant {
  const { flags, env } = call;
  const whole = requireTargetUrl(withAnyPort(url), place);
  const load = { ...readBlockLoad(flags), url, dial: readLoadDial(flags, whole), tags: reporting.tags };
  const started = readCommand(command, env);
  flags.throwProblems();
  return { name, load, ...(started !== undefined && { command: started }) };
}

/** What `check` gives; mistakes in the load, which all sides have in common, in the words of its flags. */
export function checkedByFlags<T>({ call }: GateCall, check: () => T): T {
  return planByFlags(call.flags, () => {
    try {
      return check();
    } catch (error) {
      throw error instanceof VariantError ? error.cause : error;
    }
  });
}

/** How blocks are run, without what is in them. */
export function blockOptions({
  choice,
}: GateCall): Pick<Experiment, "blocks" | "pauseMs" | "startTimeoutMs" | "workers" | "pacing" | "limits"> {
  const { blocks, pauseMs, startTimeoutMs, workers, pacing, limits } = choice;
  return { blocks, pauseMs, startTimeoutMs, workers, pacing, limits };
}

/** The process to watch, if there is one. @throws WsrigError where it is none, or targets are started */
export async function requireWatched({ call, way, watchPid }: GateCall): Promise<void> {
  if (watchPid === undefined) return;
  if (way.kind === "commands" || way.kind === "urls" || way.commandB !== undefined) {
    const hint =
      way.kind === "urls"
        ? "Leave it out: one process cannot be both builds."
        : "Leave it out: a target that is started is watched by itself.";
    call.flags.problem("watch-pid", "--watch-pid is for one target that runs already", hint);
    call.flags.throwProblems();
  }
  const { requireProcess } = await import("../../engine/process-watch.js");
  await requireProcess(watchPid);
}

/** For a run that reached nobody; its report names the side. */
export function unreachedSide(): WsrigError {
  return new TargetUnreachable("target-unreachable", "no HTTP answer from a build", {
    path: "url",
    hint: "Check the URL of each build, and that its server is running and reachable from here.",
  });
}
