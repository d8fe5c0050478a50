// `wsrig conform --compare A --compare B`: what changed between two results.

import { allCases } from "../../conformance/catalogue.js";
import {
  type CaseDifference,
  compareOutcomes,
  type ResultComparison,
  readOutcomes,
} from "../../conformance/report/compare-results.js";
import { outcomeWords } from "../../report/case-facts.js";
import { printable } from "../../report/printable.js";
import type { CommandCall } from "../command.js";
import type { ExitFacts } from "../exit-code.js";
import { noteSurplus } from "../flags/lone-flag.js";
import { readJsonFile } from "../read-json-file.js";
import type { Colours } from "../terminal.js";
import { alignColumns } from "../text-columns.js";

const order = ["worse", "other", "gone", "new", "better"] as const;
const titles: Readonly<Record<CaseDifference["change"], string>> = {
  worse: "Worse",
  other: "Failed in another way",
  gone: "Gone",
  new: "New",
  better: "Better",
};

/**
 * Tells what changed from the first file to the second. A case that got worse is a regression (exit code 4).
 *
 * @throws WsrigError `usage-invalid-flag`, `usage-invalid-report`
 */
export function compareFiles(call: CommandCall): ExitFacts {
  const { positionals, flags, terminal } = call;
  const paths = flags.list("compare");
  const [before = "", after = ""] = paths;
  // A second word after the flag is read as the URL.
  const second =
    paths.length === 1 && !/^wss?:/i.test(positionals.url ?? "ws:") ? positionals.url : undefined;
  if (paths.length !== 2) {
    const count = paths.length === 1 ? "once" : `${paths.length} times`;
    const message = `--compare is given ${count}; it takes two results, each with a flag of its own`;
    flags.problem("compare", message, `Repeat it: --compare ${before} --compare ${second ?? "after.json"}.`);
  }
  noteSurplus(
    second === undefined ? call : { ...call, positionals: {} },
    "compare",
    "only reads two results",
  );
  flags.throwProblems();
  const [old, now] = [before, after].map((path) => {
    const { file, content } = readJsonFile(path, {
      names: ["report.json", "index.json"],
      hint: "Give a report.json, an index.json, or the folder of a run, such as reports/latest.",
    });
    return readOutcomes(content, file);
  });
  const comparison = compareOutcomes(old ?? new Map(), now ?? new Map());
  if (flags.switch("json") === true) terminal.out(asJson(comparison, { before, after }));
  else {
    const inputs = [
      { path: before, agents: [...(old?.keys() ?? [])] },
      { path: after, agents: [...(now?.keys() ?? [])] },
    ] as const;
    terminal.out(
      [inputsInWords(inputs, terminal.outColours), changesInWords(comparison, terminal.outColours)].join(
        "\n\n",
      ),
    );
  }
  return { regression: comparison.differences.some(({ change }) => change === "worse") };
}

function asJson(
  { differences, same }: ResultComparison,
  paths: { readonly before: string; readonly after: string },
): string {
  const count = (wanted: CaseDifference["change"]): number =>
    differences.filter(({ change }) => change === wanted).length;
  const summary = Object.fromEntries(order.map((change) => [change, count(change)]));
  return JSON.stringify(
    { kind: "conformance-comparison", ...paths, summary: { ...summary, same }, differences },
    undefined,
    2,
  );
}

interface ComparedInput {
  readonly path: string;
  readonly agents: readonly string[];
}

function inputsInWords([before, after]: readonly [ComparedInput, ComparedInput], colour: Colours): string {
  const rows = [
    ["Before", before],
    ["After", after],
  ] as const;
  const lines = alignColumns(
    rows.map(([label, { path, agents }]) => [label, printable(path), printable(agents.join(", "))]),
  );
  const isSame = after.agents.some((agent) => before.agents.includes(agent));
  return isSame
    ? lines
    : `${lines}\n${colour.yellow("!")} These are different peers, or a peer under another name.`;
}

function changesInWords({ differences, same }: ResultComparison, colour: Colours): string {
  const descriptions = new Map(allCases.map(({ id, description }) => [id, description]));
  const severalAgents = new Set(differences.map(({ agent }) => agent)).size > 1;
  const sections = order.flatMap((wanted) => {
    const ours = differences.filter(({ change }) => change === wanted);
    if (ours.length === 0) return [];
    const rows = ours.map(({ agent, id, before = "no result", after = "no result" }) => [
      `  ${severalAgents ? `${printable(agent)}: ` : ""}${printable(id)}`,
      `${printable(outcomeWords(before))} -> ${printable(outcomeWords(after))}`,
      descriptions.get(id) ?? "",
    ]);
    return [`${paint(wanted, colour)(titles[wanted])}  ${ours.length}\n${alignColumns(rows)}`];
  });
  return [...sections, `${same} ${same === 1 ? "case" : "cases"} the same`].join("\n\n");
}

function paint(change: CaseDifference["change"], colour: Colours): (text: string) => string {
  if (change === "worse") return colour.red;
  return change === "better" ? colour.green : colour.yellow;
}
