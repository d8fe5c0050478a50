// Mistakes in a plan as mistakes in the flags that said them.

import { InvalidLoadError } from "../../engine/plan/invalid-load-error.js";
import type { PlanProblem } from "../../engine/plan/plan-problem.js";
import type { FlagValues } from "../flags/flag-values.js";

// By the beginning of a place in the plan, the longest first where one begins another. Of several flags the one that was
// given is meant, else the first that the command has.
const flagsByPlace: readonly (readonly [place: string, ...flags: readonly string[]])[] = [
  ["connectConcurrency", "connect-concurrency"],
  ["connectRatePerSecond", "connect-rate"],
  ["executor.durationMs", "duration", "probe-duration"],
  ["executor.iterations", "iterations"],
  ["executor.maxDurationMs", "duration"],
  ["executor.phases", "phase"],
  ["executor.ratePerSecond", "arrival-rate"],
  ["executor.startRatePerSecond", "arrival-rate"],
  ["executor", "connections"],
  ["gracefulStopMs", "graceful-stop"],
  ["limits.cpuShare", "max-cpu"],
  ["limits.latenessP99Ms", "max-lateness"],
  ["localAddresses", "local-addresses"],
  ["tags", "tag"],
  ["traffic.connectionsPerClient", "connections-per-client"],
  ["traffic.holdMs", "hold"],
  ["traffic.kind", "traffic"],
  ["traffic.match", "match"],
  ["traffic.message.delivery.fragmentBytes", "fragment-bytes"],
  ["traffic.message.delivery.pingEveryFragments", "ping-every"],
  ["traffic.message.delivery.writeBytes", "write-bytes"],
  ["traffic.message.payload.feed", "feed"],
  ["traffic.message.payload.kind", "payload"],
  ["traffic.message.payload.text", "payload"],
  ["traffic.message.payload", "size"],
  ["traffic.messageTimeoutMs", "message-timeout"],
  ["traffic.pingIntervalMs", "ping-interval"],
  ["traffic.publishers", "publishers"],
  ["traffic.readBytesPerSecond", "read-rate"],
  ["traffic.schedule.inFlight", "in-flight"],
  ["traffic.schedule.per", "rate"],
  ["traffic.schedule.ratePerSecond", "rate", "rate-per-connection"],
  ["traffic.session.durationMs", "session-duration"],
  ["traffic.session.messages", "messages"],
  ["traffic.session", "session-duration"],
  ["traffic.stallMs", "stall"],
  ["vary", "vary"],
  ["warmUpMs", "warm-up"],
  ["workers", "workers"],
];

// What problems call the values of other flags.
const flagsByWord: Readonly<Record<string, string>> = {
  durationMs: "--session-duration",
  fragmentBytes: "--fragment-bytes",
  maxBytes: "the end of the range",
  pingEveryFragments: "--ping-every",
  writeBytes: "--write-bytes",
};

// Advice that is better given in flags.
const ownAdvice: Readonly<Record<string, string>> = {
  "traffic.kind": "Leave out --phase, --arrival-rate and --iterations.",
  "traffic.schedule.per": "Use --rate-per-connection.",
  "traffic.session": "Give --session-duration, or --messages where the traffic has them.",
  "executor.ratePerSecond": "Lower it, or run from several machines.",
};

/**
 * Plans by flags.
 *
 * @throws WsrigError of the flags, all at once, for what {@link InvalidLoadError} says of the plan
 */
export function planByFlags<T>(flags: FlagValues, plan: () => T): T {
  try {
    return plan();
  } catch (error) {
    if (!(error instanceof InvalidLoadError)) throw error;
    for (const problem of error.problems) noteProblem(problem, flags);
    flags.throwProblems();
    throw error;
  }
}

function noteProblem({ path, message, hint }: PlanProblem, flags: FlagValues): void {
  const flag = flagOf(path, flags);
  if (flag === undefined) {
    flags.problem(path, `${path}: ${message}`, hint);
    return;
  }
  const words = withFlagNames(message);
  const clause = /^[\w.]+ is [^;]*; (.+)$/s.exec(message)?.[1];
  const given = givenText(flag, path, flags);
  const part = /\.(target|durationMs)$/.exec(path)?.[1];
  const subject = flag === "phase" && part !== undefined ? `its ${part.replace("Ms", "")} ` : "";
  const said =
    clause === undefined || given === undefined
      ? `--${flag}${words.startsWith(`--${flag}`) ? words.slice(flag.length + 2) : `: ${words}`}`
      : `--${flag} is "${given}"; ${subject}${withFlagNames(clause)}`;
  flags.problem(flag, said, ownAdvice[path] ?? (hint === undefined ? undefined : withFlagNames(hint)));
}

function flagOf(path: string, flags: FlagValues): string | undefined {
  const [, ...names] = flagsByPlace.find(([place]) => path.startsWith(place)) ?? [];
  return names.find((name) => flags.text(name) !== undefined) ?? names.find((name) => flags.has(name));
}

/** What the user wrote; `undefined` for a default. */
function givenText(flag: string, path: string, flags: FlagValues): string | undefined {
  const index = /\[(\d+)\]/.exec(path)?.[1];
  return index === undefined ? flags.text(flag) : flags.list(flag)[Number(index)];
}

function withFlagNames(text: string): string {
  return text
    .replace("must be connection, or have ", "a rate over all connections needs ")
    .replaceAll(/\b\w+\b/g, (word) => flagsByWord[word] ?? word);
}
