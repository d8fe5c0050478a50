// The flags of a command as the form shows them: common ones first, the others by their headings in the help.

import type { FormCommand, FormFlag } from "../../../link/run-form.js";

/** Flags under one heading. */
export interface FlagGroup {
  /** As in the help, without its colon. */
  readonly title: string;
  readonly flags: readonly FormFlag[];
}

/** See the file's first line. */
export interface SortedFlags {
  readonly common: readonly FormFlag[];
  readonly groups: readonly FlagGroup[];
}

/** In the order in which they are shown. */
const commonNames: readonly string[] = [
  "url",
  "variant",
  "blocks",
  "vary",
  "until",
  "from",
  "to",
  "connections",
  "clients",
  "rate",
  "duration",
  "size",
  "traffic",
  "threshold",
  "cases",
  "exclude",
  "agent",
  "jobs",
  "workers",
  "name",
];

/** The flags of a command. */
export function sortedFlags({ flags }: FormCommand): SortedFlags {
  const common = commonNames.flatMap((name) => flags.find((flag) => flag.name === name) ?? []);
  const titles = [...new Set(flags.map(({ group }) => group))];
  const groups = titles.map((group) => ({
    title: group.replace(/:$/, ""),
    flags: flags.filter((flag) => flag.group === group && !common.includes(flag)),
  }));
  return { common, groups: groups.filter(({ flags: own }) => own.length > 0) };
}

/** The flags that have all words of `search` in their name or their description; all without a word. */
export function searchedFlags({ flags }: FormCommand, search: string): readonly FormFlag[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return flags.filter((flag) => {
    const text = textOf(flag);
    return words.every((word) => text.includes(word));
  });
}

function textOf({
  name,
  alias,
  group,
  summary,
  choices = [],
  example = "",
  fallback = "",
}: FormFlag): string {
  const names = [`--${name}`, name.replaceAll("-", " "), alias === undefined ? "" : `-${alias}`];
  return [...names, group, summary, ...choices, example, fallback].join(" ").toLowerCase();
}
