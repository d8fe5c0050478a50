// A whole run as one block: the unit of replication where runs are compared.

import { WsrigError } from "../errors.js";
import type { ReportBlock } from "../metrics/comparison-report.js";
import type { RunReport } from "../metrics/run-report.js";
import { blockFigures } from "./block-figures.js";
import { measuredSpanMs } from "./measured-span.js";

/** A report and the file that it was read from, as the user knows it. */
export interface SourcedReport {
  readonly source: string;
  readonly report: RunReport;
}

/**
 * The block of a run.
 *
 * @param variant - Name of its side.
 * @throws WsrigError `usage-not-comparable` for a run without a load, whose measured time is not known
 */
export function runBlock({ source, report }: SourcedReport, variant: string): ReportBlock {
  const { metrics, startedAt, limitedBy } = report;
  if (report.search !== undefined) throw noLoad(source, "is a search, whose figures are of its last probe");
  const invalid = whyInvalid(report);
  const measuredMs = measuredSpanMs(report);
  if (measuredMs === undefined && invalid === undefined) {
    throw noLoad(source, "measured no load, so over which time its figures are is not known");
  }
  const found = measuredMs === undefined ? { figures: {} } : blockFigures({ metrics, measuredMs });
  return {
    variant,
    startedAt,
    durationMs: measuredMs === undefined ? 0 : Math.round(measuredMs * 1_000) / 1_000,
    ...found,
    ...(limitedBy !== undefined && { limitedBy }),
    ...(invalid !== undefined && { invalid }),
    source,
  };
}

/** The first reason is the gravest: that of the verdict. */
function whyInvalid({ verdict, reasons }: RunReport): string | undefined {
  if (verdict !== "invalid" && verdict !== "interrupted") return undefined;
  return reasons[0]?.message ?? `The verdict of the run is ${verdict}.`;
}

function noLoad(source: string, why: string): WsrigError {
  return new WsrigError("usage-not-comparable", `${source} ${why}`, {
    path: source,
    hint: "Give reports of wsrig load, of loads in a file, or of wsrig experiment.",
  });
}
