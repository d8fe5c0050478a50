// What a report shows below the header of its page: on a page of its own, and inside the console.

import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { RunReport } from "../../metrics/run-report.js";
import { comparisonTiles } from "../data/comparison-tiles.js";
import { answerOf } from "../data/comparison-words.js";
import type { ReportSource } from "../data/report-source.js";
import { type RunFacts, runFacts } from "../data/run-facts.js";
import { runTiles } from "../data/run-tiles.js";
import { verdictHeadline, verdictSentences } from "../data/verdict-words.js";
import { says } from "../words/report-words.js";
import { AgentTiles } from "./agent-tiles.js";
import { AnswerBanner } from "./answer.js";
import { ComparisonTiles } from "./comparison-tiles.js";
import { OpenedCase } from "./opened-case.js";
import { sectionsOf } from "./page-sections.js";
import { ReportFrame } from "./report-frame.js";
import { SectionLinks } from "./section-links.js";
import { Tiles } from "./tiles.js";
import { useCaseAddress } from "./use-case-address.js";
import { NoticeList, VerdictBanner, verdictLabel } from "./verdict.js";

/** What {@link ReportContent} shows. */
export interface ReportContentProps {
  readonly source: ReportSource;
  /** Whether it stands inside the `main` of another page. */
  readonly isNested?: boolean;
}

/** See the file's first line. Of a conformance run an address may mean one of its cases, which then stands in place of the run. */
export function ReportContent({ source, isNested = false }: ReportContentProps): JSX.Element {
  const address = useCaseAddress();
  const titleBefore = useRef(document.title);
  useEffect(
    () => () => {
      document.title = titleBefore.current;
    },
    [],
  );
  const isCase = address !== undefined && source.report.agents !== undefined;
  return (
    <>
      {isCase && <OpenedCase source={source} address={address} isNested={isNested} />}
      <RunPart source={source} isHidden={isCase} isNested={isNested} />
    </>
  );
}

interface RunPartProps extends ReportContentProps {
  /** Hidden, not gone: what was chosen, opened and typed is there again on the way back. */
  readonly isHidden: boolean;
}

function RunPart({ source, isHidden, isNested = false }: RunPartProps): JSX.Element {
  const { report } = source;
  const facts = useMemo(() => runFacts(source), [source]);
  const sections = useMemo(() => sectionsOf(source), [source]);
  const answer = useMemo(() => answerOf(report), [report]);
  const label = answer === undefined ? verdictLabel(report.verdict) : capital(answer.label);
  useEffect(() => {
    if (!isHidden) document.title = `${label}: ${report.name} – wsrig`;
  }, [report, label, isHidden]);
  return (
    <ReportFrame id={isHidden ? "run" : "content"} isHidden={isHidden} isNested={isNested}>
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
        <section class="warnings" aria-label={says.page.warnings}>
          <h2>{says.page.warningCount(report.warnings.length)}</h2>
          <NoticeList notices={report.warnings} />
        </section>
      )}
      {sections.map(({ id, View }) => View && <View key={id} source={source} />)}
    </ReportFrame>
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
