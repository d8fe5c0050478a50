// The variants of an experiment from its flags: the load of the command line, and what each `--variant` changes of it.

import { WsrigError } from "../../errors.js";
import { readWords } from "../../experiment/command-words.js";
import { hasPortPlace, withAnyPort } from "../../experiment/port-place.js";
import type { Variant } from "../../experiment/variant.js";
import type { Tags } from "../../metrics/run-report.js";
import type { CommandCall } from "../command.js";
import { parseFlagWords } from "../flags/command-line.js";
import { readLoadDial } from "../flags/dial-flags.js";
import { watchedReportFlags } from "../flags/flag-groups.js";
import type { FlagValues } from "../flags/flag-values.js";
import { requireTargetUrl } from "../flags/target-url.js";
import { experimentFlags, variantFlags } from "./experiment-flags.js";
import { readBlockLoad } from "./read-block-load.js";
import { commonCommand, readCommand, type SideCommand, sideCommands } from "./side-commands.js";

/** A variant, and the flags that it was read from. */
export interface VariantChoice {
  readonly variant: Variant;
  /** Those of the command line with those of the variant over them. */
  readonly flags: FlagValues;
  /** Names of the flags that the variant itself has. */
  readonly own: readonly string[];
}

/** What variants have in common beside the flags. */
export interface VariantCommon {
  /** Of those that name none. */
  readonly url: string;
  readonly tags: Tags;
}

/**
 * Reads `variantFlags`, `sideFlags` and every `--variant`.
 *
 * @throws WsrigError for what is wrong with a variant, with its name
 */
export function readVariants(call: CommandCall, common: VariantCommon): readonly VariantChoice[] {
  const written = writtenVariants(call.flags);
  const commands = sideCommands(call.flags, written.length);
  return written.map(({ name, text }, index) => {
    const words = readWords({ text, path: `variant ${name}` });
    const own = inVariant({ name }, () => ownFlags(words));
    const flags = inVariant({ name }, () => overCommon(call.flags, words, own));
    return inVariant({ name, own }, () => ({
      variant: readVariant({ name, side: commands[index], flags, ...common, env: call.env }),
      flags,
      own,
    }));
  });
}

/**
 * Does `work` for a variant. What is wrong with a flag that the variant does not have itself is wrong with the command line.
 *
 * @throws WsrigError of `work` with the name of the variant
 */
export function inVariant<T>(
  { name, own }: { readonly name: string; readonly own?: readonly string[] },
  work: () => T,
): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof WsrigError)) throw error;
    const flag = error.path?.replace(/^--/, "") ?? "";
    const isCommon = own !== undefined && error.code !== "usage-invalid-flags" && !own.includes(flag);
    if (isCommon && flag in experimentFlags) throw error;
    throw new WsrigError(error.code, `variant ${name}: ${error.message}`, {
      path: "--variant",
      hint: error.hint,
      cause: error.cause,
    });
  }
}

interface WrittenVariant {
  readonly name: string;
  /** Its flags. */
  readonly text: string;
}

/** One variant is held against the load as it is; two commands are enough to tell two sides apart. */
function writtenVariants(flags: FlagValues): readonly WrittenVariant[] {
  const written = flags.list("variant").flatMap((text) => readVariantText(text, flags));
  flags.throwProblems();
  const hasSides = flags.text("command-a") !== undefined && flags.text("command-b") !== undefined;
  if (written.length > 1) return written;
  if (written.length === 1) return [{ name: "baseline", text: "" }, ...written];
  if (hasSides)
    return [
      { name: "a", text: "" },
      { name: "b", text: "" },
    ];
  throw new WsrigError("usage-missing-argument", "there is nothing to compare: no --variant is given", {
    path: "--variant",
    hint: "Add --variant 'NAME: FLAGS' with what shall differ, such as --variant 'fragments: --fragment-bytes 1024'; or start two builds with --command-a and --command-b.",
  });
}

function readVariantText(text: string, flags: FlagValues): readonly WrittenVariant[] {
  const [, name = "", rest = ""] = /^\s*([\w.-](?:[\w. -]{0,58}[\w.-])?)\s*(?::(.*))?$/s.exec(text) ?? [];
  if (name !== "" && !/(^|\s)-/.test(name)) return [{ name, text: rest }];
  flags.problem(
    "variant",
    `--variant is "${text}"; must be NAME: FLAGS`,
    "Write it as in --variant 'fragments: --fragment-bytes 1024'; a name has letters, digits, dots, dashes and spaces.",
  );
  return [];
}

function ownFlags(words: readonly string[]): readonly string[] {
  try {
    return parseFlagWords(words, { name: "experiment", flags: variantFlags }).given();
  } catch (error) {
    const path = error instanceof WsrigError && error.code === "usage-unknown-flag" ? error.path : undefined;
    const name = path?.replace(/^--?/, "");
    if (name === undefined || !(name in { ...experimentFlags, ...watchedReportFlags })) throw error;
    throw new WsrigError("usage-invalid-flag", `--${name} is of the whole experiment, not of a variant`, {
      hint: "Write it outside of --variant.",
    });
  }
}

// Flags that say the same in different ways: who gives one of them does not want the others.
const alternatives: readonly (readonly string[])[] = [
  ["rate", "rate-per-connection", "in-flight", "arrival-rate"],
  ["size", "payload", "feed"],
];

/** The common flags that the variant does not replace, and then its own. */
function overCommon(common: FlagValues, words: readonly string[], own: readonly string[]): FlagValues {
  const replaced = alternatives.filter((group) => group.some((name) => own.includes(name))).flat();
  const outside = Object.keys(experimentFlags).filter((name) => !(name in variantFlags));
  // Random gaps are of a rate.
  const gaps = own.includes("in-flight") ? ["poisson"] : [];
  const others = common.toArguments({
    except: [...own, ...replaced, ...gaps, ...outside, ...Object.keys(watchedReportFlags)],
  });
  return parseFlagWords([...others, ...words], { name: "experiment", flags: variantFlags });
}

interface VariantSource extends VariantCommon {
  readonly name: string;
  readonly side: SideCommand;
  readonly flags: FlagValues;
  readonly env: NodeJS.ProcessEnv;
}

function readVariant({ name, side, flags, url: commonUrl, tags, env }: VariantSource): Variant {
  const url = flags.text("url") ?? commonUrl;
  const isOwn = flags.text("url") !== undefined;
  const whole = requireTargetUrl(withAnyPort(url), isOwn ? "--url" : "url");
  const load = { ...readBlockLoad(flags), url, dial: readLoadDial(flags, whole), tags };
  const command = readCommand(side ?? commonCommand(flags), env);
  if (command === undefined && hasPortPlace(url))
    flags.problem(
      "url",
      `url is "${url}", and no command starts its target`,
      "{port} stands for the port of a program that --command-a, --command-b or --command starts.",
    );
  flags.throwProblems();
  return { name, load, ...(command !== undefined && { command }) };
}
