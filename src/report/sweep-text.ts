// A sweep over fragment sizes for a terminal: the answer, how the target delivers, a table a message size, the costs.

import { sweepFacts, sweepHeadline } from "../figures/sweep-words.js";
import type { RunReport } from "../metrics/run-report.js";
import type { Colours } from "./colours.js";
import { firstOf } from "./summary.js";
import { costTable, sweepRemarks, sweepTables } from "./sweep-tables.js";
import { table, visible } from "./text-table.js";

/** Sections; none of a report without a sweep. */
export function sweepText(report: RunReport, colour: Colours): readonly string[] {
  const sweep = report.experiment?.sweep;
  if (sweep === undefined) return [];
  const wire = sweep.costs.filter(({ figure }) => figure === "bytesPerMessage");
  return [
    [
      colour.bold("Fragments"),
      ...[sweepHeadline(report), ...sweepFacts(report)].map((line) => `  ${visible(line)}`),
    ].join("\n"),
    ...sweepTables(report).map((one) => `${colour.bold(one.title)}\n${table(one, colour)}`),
    remarks(report, colour),
    table(costTable(sweep), colour),
    wire.map(({ sentence }) => `  ${visible(sentence)}`).join("\n"),
  ];
}

const maxRemarks = 12;

function remarks(report: RunReport, colour: Colours): string {
  return firstOf(sweepRemarks(report), maxRemarks, (one) => `  ${colour.yellow("!")} ${visible(one)}`).join(
    "\n",
  );
}
