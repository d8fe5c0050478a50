// The name of a variant with its colour.

import type { JSX } from "preact";
import { variantNames } from "../../figures/compared-variants.js";
import type { RunReport } from "../../metrics/run-report.js";
import { LaneName } from "./trend-table.js";

/** See the file's first line. */
export function VariantName({
  report,
  name,
}: {
  readonly report: RunReport;
  readonly name: string;
}): JSX.Element {
  return <LaneName lane={{ label: name, colour: Math.max(0, variantNames(report).indexOf(name)) }} />;
}
