// `wsrig list`: what there is to run, to measure and to talk to.

import type { Role } from "../../protocol/opcodes.js";
import type { Command } from "../command.js";
import { jsonFlags } from "../flags/flag-groups.js";
import type { FlagValues } from "../flags/flag-values.js";
import { alignColumns } from "../text-columns.js";

const subjects = ["scenarios", "cases", "metrics", "behaviours"] as const;
type Subject = (typeof subjects)[number];

export const listCommand: Command = {
  name: "list",
  summary: "List built-in scenarios, conformance cases, metrics, or behaviours of the reference server",
  positionals: [{ name: "subject", summary: "What to list", choices: subjects }],
  flags: {
    cases: {
      kind: "list",
      group: "Cases:",
      summary: "Only cases with these ids, where * is any characters; a list with commas, or repeat",
      example: "'6.*,7.1.1'",
    },
    role: {
      kind: "text",
      group: "Cases:",
      summary: "Only cases for such peers",
      choices: ["server", "client"],
    },
    ...jsonFlags,
  },
  examples: [
    ["$0 list scenarios", "names for check --scenario"],
    ["$0 list cases", "ids for conform --cases"],
    ["$0 list cases --cases 'H.*' --role client", "some of them"],
  ],
  async run({ positionals, flags, terminal }) {
    const subject = positionals.subject as Subject;
    const items = await itemsOf(subject, flags);
    flags.throwProblems();
    const text = flags.switch("json")
      ? JSON.stringify(items, undefined, 2)
      : alignColumns(items.flatMap((item) => [rowOf(item), ...parameterRows(item)]));
    terminal.out(text);
    return {};
  },
};

type Item = Readonly<Record<string, unknown>>;

/** Each subject loads only what it needs. */
async function itemsOf(subject: Subject, flags: FlagValues): Promise<readonly Item[]> {
  if (subject !== "cases") refuseCaseFlags(flags, subject);
  switch (subject) {
    case "scenarios": {
      const { builtinScenarios } = await import("../../scenarios/builtin-scenarios.js");
      return builtinScenarios().map(({ name, description, needs = "echo" }) => ({
        name,
        description,
        needs,
      }));
    }
    case "cases":
      return cases(flags);
    case "metrics": {
      const { metricCatalogue } = await import("../../metrics/catalogue.js");
      return metricCatalogue.map((entry) => ({ ...entry }));
    }
    case "behaviours": {
      const { listBehaviours } = await import("../../server/behaviours/catalogue.js");
      return listBehaviours().map((behaviour) => ({ ...behaviour }));
    }
    default:
      return subject satisfies never;
  }
}

async function cases(flags: FlagValues): Promise<readonly Item[]> {
  const { allCases } = await import("../../conformance/catalogue.js");
  const { matchesPattern } = await import("../../conformance/case-selection.js");
  const { caseText } = await import("../../conformance/report/conformance-details.js");
  const { noteUnmatched, readPatterns } = await import("../conform/case-patterns.js");
  const roles: readonly Role[] = ["server", "client"];
  const role = roles.find((one) => one === flags.text("role"));
  const patterns = readPatterns(flags, "cases");
  noteUnmatched(flags, "cases", { catalogue: allCases, role, patterns });
  const ofRole = role === undefined ? allCases : allCases.filter(({ peers }) => peers.includes(role));
  return ofRole
    .filter(({ id }) => patterns.length === 0 || patterns.some((pattern) => matchesPattern(id, pattern)))
    .map((testCase) => ({ ...caseText(testCase), peers: testCase.peers }));
}

function refuseCaseFlags(flags: FlagValues, subject: Subject): void {
  if (flags.list("cases").length > 0) {
    flags.problem("cases", `--cases chooses cases; there is none among ${subject}`);
  }
  if (flags.text("role") !== undefined) {
    flags.problem("role", `--role chooses cases; there is none among ${subject}`);
  }
}

function rowOf(item: Item): readonly string[] {
  const { name, path, id, kind, unit, section, description, meaning, summary } = item;
  const limits = limitsOf(item);
  return [name ?? path ?? id, kind, unit, section, limits, description ?? meaning ?? summary]
    .filter((cell) => cell !== undefined)
    .map(String);
}

/** Of a case: which peers it is for where not for both, and the flag that it needs. `undefined` for other items. */
function limitsOf({ peers, isHostile }: Item): string | undefined {
  if (!Array.isArray(peers)) return undefined;
  const only = peers.length === 1 ? `${peers[0]}s only` : "";
  return [only, isHostile === true ? "--hostile" : ""].filter((limit) => limit !== "").join(", ");
}

/** The parameters of a behaviour, under it: parts of its path as they stand there, others as in a query. */
function parameterRows({ parameters }: Item): readonly (readonly string[])[] {
  if (!Array.isArray(parameters)) return [];
  return parameters.map(({ name, meaning }) => [
    name.startsWith("<") ? `  ${name}` : `  ?${name}=`,
    String(meaning),
  ]);
}
