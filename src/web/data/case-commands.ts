// The command that runs one case of a run again, made from the run's own.

import type { ReportAgent } from "../../metrics/conformance-report.js";
import type { RunReport } from "../../metrics/run-report.js";

/** The case to run. */
export interface RepeatedCase {
  readonly id: string;
  /** Whether it is run only when asked for. */
  readonly isHostile: boolean;
  /** On whom. */
  readonly agent: Pick<ReportAgent, "agent" | "role" | "url">;
}

// What chooses cases and peers is chosen anew; what judges or spreads a whole run says nothing of one case.
const left = ["cases", "exclude", "also", "jobs", "baseline", "hostile", "no-hostile"];

/** Its words. Secrets are taken out as in `run`. */
export function repeatCaseCommand(
  run: Pick<RunReport, "command" | "plan">,
  { id, isHostile, agent }: RepeatedCase,
): readonly string[] {
  const end = run.command.indexOf("--");
  const words = end < 0 ? run.command : run.command.slice(0, end);
  const program = end < 0 ? programOf(run) : run.command.slice(end + 1);
  const flagsAt = words.findIndex((word, index) => index > 1 && word.startsWith("--"));
  const head = flagsAt < 0 ? words : words.slice(0, flagsAt);
  const flags = flagsAt < 0 ? [] : flagsOf(words.slice(flagsAt));
  const [name = "", command = "", url = ""] = head;
  const isOther =
    agent.role === "server" &&
    flags.some(({ words }) => words.join("=").startsWith(`--also=${agent.agent}=`));
  const peer = agent.role === "server" ? [isOther ? agent.url : url] : [];
  const dropped = isOther ? [...left, "agent"] : left;
  return [
    ...[name, command, ...peer, "--cases", id],
    ...(isHostile ? ["--hostile"] : []),
    ...(isOther ? ["--agent", agent.agent] : []),
    ...flags.flatMap(({ flag, words }) => (dropped.includes(flag) ? [] : words)),
    ...(program.length === 0 ? [] : ["--", ...program]),
  ];
}

/** The words that tell what a case is about. */
export function explainCaseCommand(caseId: string): readonly string[] {
  return ["wsrig", "conform", "--explain", caseId];
}

/** Of a client, where the command does not have it. */
function programOf({ plan }: Pick<RunReport, "plan">): readonly string[] {
  const { program } = plan;
  return Array.isArray(program) ? program.map(String) : [];
}

interface FlagWords {
  readonly flag: string;
  /** The flag and its value, as they were written. */
  readonly words: readonly string[];
}

/** Cuts `--a 1 --b --c=-2`: a value that begins with a dash is never a word of its own. */
function flagsOf(words: readonly string[]): readonly FlagWords[] {
  const flags: { flag: string; words: string[] }[] = [];
  for (const word of words) {
    const own = /^--([^=]+)/.exec(word)?.[1];
    if (own === undefined) flags.at(-1)?.words.push(word);
    else flags.push({ flag: own, words: [word] });
  }
  return flags;
}
