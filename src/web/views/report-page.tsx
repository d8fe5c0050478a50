// One run, from the verdict down to the last number.

import type { JSX } from "preact";
import type { ReportSource } from "../data/report-source.js";
import { PageHeader } from "./page-header.js";
import { ReportContent } from "./report-content.js";

/** See the file's first line. */
export function ReportPage({ source }: { readonly source: ReportSource }): JSX.Element {
  const { report } = source;
  return (
    <>
      <PageHeader name={report.name} url={report.target.url} startedAt={report.startedAt} />
      <ReportContent source={source} />
      <footer class="page-footer">
        Made by wsrig {report.tool.version}. This file holds all of its data and asks no server for anything.
      </footer>
    </>
  );
}
