// `wsrig list`: what there is to run, to measure and to talk to.

import type { Command } from "../command.js";
import { jsonFlags } from "../flag-groups.js";
import { alignColumns } from "../text-columns.js";

const subjects = ["scenarios", "cases", "metrics", "behaviours"] as const;
type Subject = (typeof subjects)[number];

export const listCommand: Command = {
  name: "list",
  summary: "List built-in scenarios, conformance cases, metrics, or behaviours of the reference server",
  positionals: [{ name: "subject", summary: "What to list", choices: subjects }],
  flags: jsonFlags,
  examples: [
    ["$0 list scenarios", "names for check --scenario"],
    ["$0 list cases", "ids for conform --cases"],
  ],
  async run({ positionals, flags, terminal }) {
    const subject = positionals.subject as Subject;
    const items = await itemsOf(subject);
    const text = flags.switch("json")
      ? JSON.stringify(items, undefined, 2)
      : alignColumns(items.flatMap((item) => [rowOf(item), ...parameterRows(item)]));
    terminal.out(text);
    return {};
  },
};

type Item = Readonly<Record<string, unknown>>;

/** Each subject loads only what it needs. */
async function itemsOf(subject: Subject): Promise<readonly Item[]> {
  switch (subject) {
    case "scenarios": {
      const { builtinScenarios } = await import("../../scenarios/builtin-scenarios.js");
      return builtinScenarios().map(({ name, description, needs = "echo" }) => ({
        name,
        description,
        needs,
      }));
    }
    case "cases": {
      const { allCases } = await import("../../conformance/catalogue.js");
      const { caseText } = await import("../../conformance/report/conformance-details.js");
      return allCases.map((testCase) => ({ ...caseText(testCase), peers: testCase.peers }));
    }
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

function rowOf(item: Item): readonly string[] {
  const { name, path, id, kind, unit, section, description, meaning, summary } = item;
  return [name ?? path ?? id, kind, unit, section, description ?? meaning ?? summary]
    .filter((cell) => cell !== undefined)
    .map(String);
}

/** The parameters of a behaviour, under it: parts of its path as they stand there, others as in a query. */
function parameterRows({ parameters }: Item): readonly (readonly string[])[] {
  if (!Array.isArray(parameters)) return [];
  return parameters.map(({ name, meaning }) => [
    name.startsWith("<") ? `  ${name}` : `  ?${name}=`,
    String(meaning),
  ]);
}
