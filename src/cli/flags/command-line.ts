// The command line as yargs reads it: strict, with suggestions, completion and WSRIG_ variables.

import yargs, { type Argv, type Options } from "yargs";
import { WsrigError } from "../../errors.js";
import type { Command, PositionalSpec } from "../command.js";
import { flagsFromEnvironment } from "./environment-flags.js";
import type { FlagSpec } from "./flag-spec.js";
import { FlagValues } from "./flag-values.js";
import { usageError } from "./usage-error.js";

// yargs forgets it where a command begins.
const environmentNote = "A flag --name is also read from the variable WSRIG_NAME.";

const completionSummary = "Print a script that completes commands and flags in your shell";
const completionExample = ["$0 completion >> ~/.bashrc", "for every new shell"] as const;

/** A command that was asked for, with its arguments. */
export interface ParsedCall {
  readonly command: Command;
  readonly positionals: Readonly<Record<string, string>>;
  readonly flags: FlagValues;
  readonly program: readonly string[];
}

/** Options of {@link parseCommandLine}. */
export interface CommandLineOptions {
  readonly commands: readonly Command[];
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The call that `args` ask for; `undefined` when help, the version or completions were asked for and printed.
 *
 * @param args - Without `node` and the script.
 * @throws WsrigError `usage-*`
 */
export async function parseCommandLine(
  allArgs: readonly string[],
  { commands, version, env }: CommandLineOptions,
): Promise<ParsedCall | undefined> {
  const { args, program } = splitProgram(allArgs, commands);
  let call: ParsedCall | undefined;
  let parser = yargs([...args])
    .scriptName("wsrig")
    .usage("$0 <command>\n\nTest harness and load generator for WebSocket servers and clients.")
    .locale("en")
    .version(version)
    .alias("version", "V")
    .help()
    .alias("help", "h")
    .epilogue(environmentNote)
    .parserConfiguration(wordsAsWritten)
    .strict()
    .strictCommands()
    .strictOptions()
    .recommendCommands()
    .demandCommand(1, 1, "no command is given")
    .exitProcess(false)
    .wrap(Math.min(100, process.stdout.columns ?? 100))
    .fail((message, error) => {
      // yargs reports some complaints as messages and some as errors of its own.
      throw error === undefined || error.name === "YError"
        ? usageError(message ?? error?.message, args, commands)
        : error;
    });
  for (const command of commands) {
    parser = parser.command(
      [command.name, ...command.positionals.map(positionalText)].join(" "),
      command.programSummary === undefined
        ? command.summary
        : `${command.summary}; after --: ${command.programSummary}`,
      (argv) => declare(argv, command, env),
      (argv) => {
        const positionals = command.positionals.flatMap(({ name }) =>
          argv[name] === undefined ? [] : [[name, String(argv[name])] as const],
        );
        call = {
          command,
          positionals: Object.fromEntries(positionals),
          flags: new FlagValues(command.flags, argv),
          program,
        };
      },
    );
  }
  // As its own completion command yargs would print the script even where --help is asked for.
  const help = args[0] === "completion" && args.some((arg) => arg === "--help" || arg === "-h");
  const parsed = help
    ? parser.command("completion", completionSummary, (argv) => argv.example(...completionExample))
    : parser.completion("completion", completionSummary);
  await parsed.parseAsync();
  return call;
}

// A flag is a name and a text: what it means is for the command to say.
const wordsAsWritten = {
  "camel-case-expansion": false,
  "dot-notation": false,
  "greedy-arrays": false,
  "parse-numbers": false,
  "parse-positional-numbers": false,
} as const;

/**
 * Flags that stand in a text of their own, such as those of a variant, read like those of the command line.
 *
 * @param command - For whose sake; its flags are the ones that may stand there.
 * @throws WsrigError `usage-*`, as for the command line
 */
export function parseFlagWords(
  words: readonly string[],
  command: Pick<Command, "name" | "flags">,
): FlagValues {
  const whole: Command = { ...command, summary: "", positionals: [], run: () => Promise.reject() };
  let parser = yargs([...words])
    .locale("en")
    .version(false)
    .help(false)
    .parserConfiguration(wordsAsWritten)
    .strict()
    .strictOptions()
    .exitProcess(false)
    .fail((message, error) => {
      throw error === undefined || error.name === "YError"
        ? usageError(message ?? error?.message, [command.name, ...words], [whole])
        : error;
    });
  for (const [name, flag] of Object.entries(command.flags)) parser = parser.option(name, yargsOption(flag));
  return new FlagValues(command.flags, parser.parseSync());
}

/** The words after the first `--` are a program's, where the command takes one: yargs need not know them. */
function splitProgram(
  args: readonly string[],
  commands: readonly Command[],
): { readonly args: readonly string[]; readonly program: readonly string[] } {
  const at = args.indexOf("--");
  const takesProgram = commands.some(
    ({ name, programSummary }) => name === args[0] && programSummary !== undefined,
  );
  if (at < 0 || !takesProgram) return { args, program: [] };
  const program = args.slice(at + 1);
  if ((program[0] ?? "").trim() === "") {
    throw new WsrigError("usage-missing-argument", "no program after --", {
      path: "--",
      hint: "Give the program with its arguments: -- node my-client.js {url}. Leave -- out to wait for clients.",
    });
  }
  return { args: args.slice(0, at), program };
}

function positionalText({ name, isOptional = false }: PositionalSpec): string {
  return isOptional ? `[${name}]` : `<${name}>`;
}

function declare(argv: Argv, command: Command, env: Readonly<Record<string, string | undefined>>): Argv {
  for (const { name, summary, choices, isOptional = false } of command.positionals) {
    argv.positional(name, {
      type: "string",
      describe: summary,
      demandOption: !isOptional,
      ...(choices && { choices }),
    });
  }
  for (const [name, flag] of Object.entries(command.flags)) argv.option(name, yargsOption(flag));
  for (const [line, meaning] of command.examples ?? []) argv.example(line, meaning);
  argv.epilogue(environmentNote);
  return argv.config(flagsFromEnvironment(command.flags, env));
}

function yargsOption(flag: FlagSpec): Options {
  const described = {
    group: flag.group,
    describe: flag.example === undefined ? flag.summary : `${flag.summary} (such as ${flag.example})`,
    ...(flag.alias !== undefined && { alias: flag.alias }),
    ...(flag.choices !== undefined && { choices: flag.choices }),
    ...(flag.fallback !== undefined && { defaultDescription: flag.fallback }),
  };
  if (flag.kind === "switch") return { ...described, type: "boolean" };
  const valued = { ...described, requiresArg: true, nargs: 1 };
  return flag.kind === "list" ? { ...valued, type: "array", string: true } : { ...valued, type: "string" };
}
