// One run, from the verdict down to the last number.

import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { ReportSource } from "../data/report-source.js";
import { runFacts } from "../data/run-facts.js";
import { runTiles } from "../data/run-tiles.js";
import { reasonsInWords } from "../data/threshold-words.js";
import { verdictHeadline, verdictSentences } from "../data/verdict-words.js";
import { Balance } from "./balance.js";
import { ByTag } from "./by-tag.js";
import { Checks } from "./checks.js";
import { Connections } from "./connections.js";
import { Distribution } from "./distribution.js";
import { FanOut } from "./fan-out.js";
import { Generator } from "./generator.js";
import { Handshake } from "./handshake.js";
import { HeatMap } from "./heat-map.js";
import { Loads } from "./loads.js";
import { Metrics } from "./metrics.js";
import { PageHeader } from "./page-header.js";
import { RunDetails } from "./run-details.js";
import { Search } from "./search.js";
import { SectionLinks } from "./section-links.js";
import { Thresholds } from "./thresholds.js";
import { Tiles } from "./tiles.js";
import { NoticeList, VerdictBanner, verdictLabel } from "./verdict.js";

/** See the file's first line. */
export function ReportPage({ source }: { readonly source: ReportSource }): JSX.Element {
  const { report } = source;
  const facts = useMemo(() => runFacts(source), [source]);
  useEffect(() => {
    document.title = `${verdictLabel(report.verdict)}: ${report.name} – wsrig`;
  }, [report]);
  return (
    <>
      <PageHeader name={report.name} url={report.target.url} startedAt={report.startedAt} />
      <main id="content">
        <VerdictBanner
          verdict={report.verdict}
          headline={verdictHeadline(report, facts)}
          sentences={verdictSentences(report, facts)}
          reasons={reasonsInWords(report)}
        />
        <Tiles tiles={runTiles(report, facts)} />
        <SectionLinks source={source} />
        {report.warnings.length > 0 && (
          <section class="warnings" aria-label="Warnings">
            <h2>{report.warnings.length === 1 ? "One warning" : `${report.warnings.length} warnings`}</h2>
            <NoticeList notices={report.warnings} />
          </section>
        )}
        <Search search={report.search} />
        {report.thresholds.length > 0 && <Thresholds thresholds={report.thresholds} />}
        {report.checks.length > 0 && <Checks checks={report.checks} counts={facts.checks} />}
        <Loads source={source} />
        <ByTag source={source} />
        <Distribution source={source} />
        <HeatMap report={report} />
        <FanOut source={source} />
        <Connections report={report} />
        <Balance report={report} />
        <Generator source={source} />
        <Handshake report={report} />
        {report.metrics.length > 0 && <Metrics metrics={report.metrics} />}
        <RunDetails report={report} />
      </main>
      <footer class="page-footer">
        Made by wsrig {report.tool.version}. This file holds all of its data and asks no server for anything.
      </footer>
    </>
  );
}
