// One run, from the verdict down to the last number.

import type { JSX } from "preact";
import type { ReportSource } from "../data/report-source.js";
import { says } from "../words/report-words.js";
import { PageHeader } from "./page-header.js";
import { ReportContent } from "./report-content.js";

/** See the file's first line. */
export function ReportPage({ source }: { readonly source: ReportSource }): JSX.Element {
  const { report } = source;
  return (
    <>
      <PageHeader name={report.name} url={report.target.url} startedAt={report.startedAt} />
      <ReportContent source={source} />
      <footer class="page-footer">{says.page.footer(report.tool.version)}</footer>
    </>
  );
}
