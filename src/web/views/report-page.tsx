// One run, from the verdict down to the last number.

import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { ReportSource } from "../data/report-source.js";
import { runFacts } from "../data/run-facts.js";
import { runTiles } from "../data/run-tiles.js";
import { verdictHeadline, verdictSentences } from "../data/verdict-words.js";
import { PageHeader } from "./page-header.js";
import { sectionsOf } from "./page-sections.js";
import { SectionLinks } from "./section-links.js";
import { Tiles } from "./tiles.js";
import { NoticeList, VerdictBanner, verdictLabel } from "./verdict.js";

/** See the file's first line. */
export function ReportPage({ source }: { readonly source: ReportSource }): JSX.Element {
  const { report } = source;
  const facts = useMemo(() => runFacts(source), [source]);
  const sections = useMemo(() => sectionsOf(source), [source]);
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
          reasons={report.reasons}
        />
        <Tiles tiles={runTiles(report, facts)} />
        <SectionLinks sections={sections} />
        {report.warnings.length > 0 && (
          <section class="warnings" aria-label="Warnings">
            <h2>{report.warnings.length === 1 ? "One warning" : `${report.warnings.length} warnings`}</h2>
            <NoticeList notices={report.warnings} />
          </section>
        )}
        {sections.map(({ id, View }) => View && <View key={id} source={source} />)}
      </main>
      <footer class="page-footer">
        Made by wsrig {report.tool.version}. This file holds all of its data and asks no server for anything.
      </footer>
    </>
  );
}
