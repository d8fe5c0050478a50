// One run, from the verdict down to the last number.

import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { RunReport } from "../../metrics/run-report.js";
import { comparisonTiles } from "../data/comparison-tiles.js";
import { answerOf } from "../data/comparison-words.js";
import type { ReportSource } from "../data/report-source.js";
import { type RunFacts, runFacts } from "../data/run-facts.js";
import { runTiles } from "../data/run-tiles.js";
import { verdictHeadline, verdictSentences } from "../data/verdict-words.js";
import { AgentTiles } from "./agent-tiles.js";
import { AnswerBanner } from "./answer.js";
import { ComparisonTiles } from "./comparison-tiles.js";
import { OpenedCase } from "./opened-case.js";
import { PageHeader } from "./page-header.js";
import { sectionsOf } from "./page-sections.js";
import { SectionLinks } from "./section-links.js";
import { Tiles } from "./tiles.js";
import { useCaseAddress } from "./use-case-address.js";
import { NoticeList, VerdictBanner, verdictLabel } from "./verdict.js";

/** See the file's first line. Of a conformance run an address may mean one of its cases, which then stands in place of the run. */
export function ReportPage({ source }: { readonly source: ReportSource }): JSX.Element {
  const { report } = source;
  const address = useCaseAddress();
  const isCase = address !== undefined && report.agents !== undefined;
  return (
    <>
      <PageHeader name={report.name} url={report.target.url} startedAt={report.startedAt} />
      {isCase && <OpenedCase source={source} address={address} />}
      <RunView source={source} isHidden={isCase} />
      <footer class="page-footer">
        Made by wsrig {report.tool.version}. This file holds all of its data and asks no server for anything.
      </footer>
    </>
  );
}

interface RunViewProps {
  readonly source: ReportSource;
  /** Hidden, not gone: what was chosen, opened and typed is there again on the way back. */
  readonly isHidden: boolean;
}

function RunView({ source, isHidden }: RunViewProps): JSX.Element {
  const { report } = source;
  const facts = useMemo(() => runFacts(source), [source]);
  const sections = useMemo(() => sectionsOf(source), [source]);
  const answer = useMemo(() => answerOf(report), [report]);
  const label = answer === undefined ? verdictLabel(report.verdict) : capital(answer.label);
  useEffect(() => {
    if (!isHidden) document.title = `${label}: ${report.name} – wsrig`;
  }, [report, label, isHidden]);
  return (
    <main id={isHidden ? "run" : "content"} hidden={isHidden}>
      {answer === undefined ? (
        <VerdictBanner
          verdict={report.verdict}
          headline={verdictHeadline(report, facts)}
          sentences={verdictSentences(report, facts)}
          reasons={report.reasons}
        />
      ) : (
        <AnswerBanner report={report} answer={answer} />
      )}
      <KeyNumbers report={report} facts={facts} />
      <SectionLinks sections={sections} />
      {report.warnings.length > 0 && (
        <section class="warnings" aria-label="Warnings">
          <h2>{report.warnings.length === 1 ? "One warning" : `${report.warnings.length} warnings`}</h2>
          <NoticeList notices={report.warnings} />
        </section>
      )}
      {sections.map(({ id, View }) => View && <View key={id} source={source} />)}
    </main>
  );
}

function KeyNumbers({
  report,
  facts,
}: {
  readonly report: RunReport;
  readonly facts: RunFacts;
}): JSX.Element {
  if (report.agents !== undefined) return <AgentTiles agents={report.agents} />;
  if ((report.comparisons ?? []).length > 0) return <ComparisonTiles tiles={comparisonTiles(report)} />;
  return <Tiles tiles={runTiles(report, facts)} />;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
