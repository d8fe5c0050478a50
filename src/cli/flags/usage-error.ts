// What yargs complains about, in our words, with the nearest name.

import { WsrigError } from "../../errors.js";
import { nearestWord } from "../../nearest-word.js";
import type { Command } from "../command.js";

/**
 * The error for a complaint of yargs.
 *
 * @param complaint - As yargs words it in English.
 */
export function usageError(
  complaint: string | null | undefined,
  args: readonly string[],
  commands: readonly Command[],
): WsrigError {
  const text = complaint ?? "the command line is wrong";
  const word = firstWord(args);
  const command = commands.find(({ name }) => name === word);
  const unknown = /^Unknown (?:argument|command)s?: (.+)$/.exec(text)?.[1]?.split(", ");
  if (unknown !== undefined) return unknownName(unknown[0] ?? "", args, command, commands);
  if (/^Did you mean .+\?$/.test(text)) return unknownName(word, args, undefined, commands);
  if (command === undefined) {
    return new WsrigError("usage-invalid-arguments", text, { hint: "See wsrig --help." });
  }
  return commandError(text, command);
}

function commandError(text: string, command: Command): WsrigError {
  const hint = `See wsrig ${command.name} --help.`;
  if (text.startsWith("Not enough non-option arguments")) {
    const needed = command.positionals.map(({ name }) => `<${name}>`).join(" ");
    return new WsrigError("usage-missing-argument", `wsrig ${command.name} needs ${needed}`, { hint });
  }
  const valueless = /^Not enough arguments following: (.+)$/.exec(text)?.[1];
  if (valueless !== undefined) {
    const flag = flagName(valueless, command);
    return new WsrigError("usage-missing-value", `${flag} needs a value`, { path: flag, hint });
  }
  const [, name = "", given, choices] = /Argument: (\S+), Given: (.+), Choices: (.+)$/m.exec(text) ?? [];
  if (given !== undefined && choices !== undefined) {
    const path = name in command.flags ? `--${name}` : name;
    return new WsrigError("usage-invalid-choice", `${path} is ${given}; must be one of ${choices}`, {
      path,
      hint,
    });
  }
  return new WsrigError("usage-invalid-arguments", lowerFirst(text), { hint });
}

/** The flag as it is documented, be it named by its alias. */
function flagName(name: string, { flags }: Command): string {
  const long = Object.entries(flags).find(([key, { alias }]) => key === name || alias === name)?.[0];
  return `--${long ?? name}`;
}

function unknownName(
  name: string,
  args: readonly string[],
  command: Command | undefined,
  commands: readonly Command[],
): WsrigError {
  if (command === undefined) {
    return new WsrigError("usage-unknown-command", `there is no command "${name}"`, {
      hint:
        didYouMean(
          name,
          commands.map((one) => one.name),
          "",
        ) ?? "See wsrig --help.",
    });
  }
  if (args.includes(name)) {
    const help = `See wsrig ${command.name} --help.`;
    return new WsrigError("usage-unexpected-argument", `wsrig ${command.name} takes no "${name}"`, {
      hint: help,
    });
  }
  const dashes = name.length === 1 ? "-" : "--";
  return new WsrigError("usage-unknown-flag", `wsrig ${command.name} has no flag ${dashes}${name}`, {
    path: `${dashes}${name}`,
    hint:
      inOtherTools(name, command) ??
      didYouMean(name, Object.keys(command.flags), "--") ??
      `See wsrig ${command.name} --help.`,
  });
}

/** What k6, Artillery, wrk, hey and others call it. */
const namesElsewhere: Readonly<Record<string, string>> = {
  vus: "connections",
  users: "connections",
  clients: "connections",
  concurrency: "connections",
  rps: "rate",
  qps: "rate",
  stage: "phase",
  stages: "phase",
  time: "duration",
  ramp: "phase",
  threads: "workers",
  processes: "workers",
};

function inOtherTools(name: string, { flags }: Command): string | undefined {
  const ours = namesElsewhere[name];
  return ours !== undefined && Object.hasOwn(flags, ours) ? `It is --${ours} here.` : undefined;
}

/** Not for one letter: any other is as near. */
function didYouMean(name: string, known: readonly string[], prefix: string): string | undefined {
  if (name.length === 1) return undefined;
  const nearest = nearestWord(name, known);
  return nearest === undefined ? undefined : `Did you mean ${prefix}${nearest}?`;
}

function firstWord(args: readonly string[]): string {
  return args.find((arg) => !arg.startsWith("-")) ?? "";
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
