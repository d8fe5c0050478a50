// What `wsrig gate` shall hold against what: one of four ways, by the flags that were given.

import { hasPortPlace, portPlace } from "../../experiment/port-place.js";
import type { FlagValues } from "../flags/flag-values.js";

/** A way to gate. `url` is of the new build; with a command that starts it `{port}` stands for a port. */
export type GateWay =
  /** Old and new in turn, both running already. */
  | { readonly kind: "urls"; readonly url: string; readonly against: string }
  /** Old and new in turn, each started anew for every block. */
  | {
      readonly kind: "commands";
      readonly url: string;
      readonly commandA: string;
      readonly commandB: string;
    }
  /** Against a file. */
  | {
      readonly kind: "stored";
      readonly url: string;
      readonly file: string;
      readonly commandB: string | undefined;
    }
  /** No verdict: what a later run is held against. */
  | {
      readonly kind: "write";
      readonly url: string;
      readonly file: string;
      readonly commandB: string | undefined;
    };

/** Where a target listens that is started by a command, unless the user says otherwise. */
const startedUrl = `ws://127.0.0.1:${portPlace}/`;

const waysHint =
  "Give --against URL or --command-a OLD --command-b NEW, which run both in turn, or --baseline FILE, which --write-baseline FILE has written.";

// Which flag of the way excludes which other ones, and why.
const exclusions: readonly (readonly [flag: string, other: string, hint: string])[] = [
  ["baseline", "write-baseline", "Judge by the old one first; then write the new one."],
  ["baseline", "against", "Give one of them: what the new build is held against."],
  ["write-baseline", "against", "A baseline is written of one build."],
  ["baseline", "command-a", "The file stands for the old build; --command-b starts the new one."],
  ["write-baseline", "command-a", "A baseline is written of one build, which --command-b starts."],
  ["against", "command-a", "Give one of them: what the new build is held against."],
  ["against", "command-b", "Give --command-a too, and leave out --against."],
];

/** Reads the way, with defaults; problems are noted in `flags`. @param url - The positional, if it was given. */
export function readGateWay(flags: FlagValues, url: string | undefined): GateWay | undefined {
  for (const [flag, other, hint] of exclusions) {
    if (flags.text(flag) === undefined || flags.text(other) === undefined) continue;
    flags.problem(flag, `--${flag} and --${other} exclude each other`, hint);
    return undefined;
  }
  const commandB = flags.text("command-b");
  const way = wayOf(flags, { url: url ?? (commandB === undefined ? undefined : startedUrl), commandB });
  if (way !== undefined) noteStrayPort(way, flags);
  return way;
}

interface Candidate {
  readonly url: string | undefined;
  readonly commandB: string | undefined;
}

function wayOf(flags: FlagValues, { url, commandB }: Candidate): GateWay | undefined {
  const [commandA, against, stored, written] = ["command-a", "against", "baseline", "write-baseline"].map(
    (name) => flags.text(name),
  );
  if (commandA !== undefined && commandB === undefined) {
    flags.problem(
      "command-a",
      "--command-a starts the old build, and nothing starts the new one",
      "Add --command-b.",
    );
    return undefined;
  }
  if ([commandA, against, stored, written].every((each) => each === undefined)) {
    flags.problem("against", "there is nothing to hold the new build against", waysHint);
    return undefined;
  }
  if (url === undefined) {
    flags.problem("url", "the URL of the new build is missing", "Give it, or --command-b, which starts it.");
    return undefined;
  }
  if (commandA !== undefined && commandB !== undefined) return { kind: "commands", url, commandA, commandB };
  if (against !== undefined) return { kind: "urls", url, against };
  if (stored !== undefined) return { kind: "stored", url, file: stored, commandB };
  return { kind: "write", url, file: written ?? "", commandB };
}

/** `{port}` is chosen for a target that wsrig starts; of any other one nobody knows it. */
function noteStrayPort(way: GateWay, flags: FlagValues): void {
  const isStarted = way.kind !== "urls" && way.commandB !== undefined;
  const stray = [["url", way.url], way.kind === "urls" ? ["against", way.against] : []].find(
    ([, text]) => !isStarted && text !== undefined && hasPortPlace(text),
  );
  if (stray === undefined) return;
  const [place = "", text] = stray;
  flags.problem(
    place,
    `${place === "url" ? "url" : `--${place}`} is "${text}"; {port} has a value only where a command starts the target`,
    "Write the port, or give --command-a and --command-b.",
  );
}
