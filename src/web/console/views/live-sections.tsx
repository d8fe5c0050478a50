// The report's own sections over what is known of a run so far, in the order in which somebody watches.

import type { ComponentType, JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { formatCount } from "../../../units.js";
import type { ReportSource } from "../../data/report-source.js";
import { trendChoices } from "../../data/trend-choices.js";
import { OverTime } from "../../views/over-time.js";
import { type PageSection, sectionsOf } from "../../views/page-sections.js";
import type { SectionViewProps } from "../../views/section.js";
import { SectionLinks } from "../../views/section-links.js";
import { Select } from "../../views/select.js";
import { words } from "../../words/words.js";
import { isUnderWay, keptChecks, type LiveRun, liveReport } from "../state/live-run.js";

/** See the file's first line. Nothing before the run is known. */
export function LiveSections({ run }: { readonly run: LiveRun }): JSX.Element | null {
  const source = useMemo(() => sourceOf(run), [run]);
  const sections = useMemo(() => (source === undefined ? [] : liveSections(source)), [source]);
  if (source === undefined) return null;
  return (
    <>
      {sections.length > 2 && <SectionLinks sections={sections} />}
      {sections.map(({ id, View = LiveOverTime }) => (
        <WhenSeen key={id} View={View} source={source} />
      ))}
      {run.checks.length >= keptChecks && (
        <p class="note">{words.live.moreChecks(formatCount(keptChecks))}</p>
      )}
    </>
  );
}

const order = [
  "blocks",
  "time",
  "heat",
  "connections",
  "thresholds",
  "generator",
  "checks",
  "loads",
  "balance",
];

function sourceOf(run: LiveRun): ReportSource | undefined {
  const report = liveReport(run);
  return report && { report, curves: [], merged: undefined, isUnderWay: isUnderWay(run) };
}

function liveSections(source: ReportSource): readonly PageSection[] {
  return sectionsOf(source)
    .filter(({ id }) => order.includes(id))
    .sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

/** Latency and messages over time, of a metric that the reader can choose. */
function LiveOverTime({ source }: SectionViewProps): JSX.Element | null {
  const choices = useMemo(() => trendChoices(source), [source]);
  const [key, setKey] = useState("");
  const choice = choices.find((one) => one.key === key) ?? choices[0];
  if (choice === undefined) return null;
  const controls =
    choices.length < 2 ? undefined : (
      <Select
        label={words.live.chooseTime}
        options={choices.map((one) => ({ value: one.key, label: one.title }))}
        value={choice.key}
        onChange={setKey}
      />
    );
  return <OverTime report={source.report} choice={choice} controls={controls} />;
}

interface WhenSeenProps extends SectionViewProps {
  readonly View: ComponentType<SectionViewProps>;
}

/** Draws a section once, and then anew only while it is in sight or nearly so: a run of an hour has a great many points. */
function WhenSeen({ View, source }: WhenSeenProps): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const [isSeen, setIsSeen] = useState(true);
  const shown = useRef(source);
  if (isSeen) shown.current = source;
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const observer = new IntersectionObserver(
      (entries) => setIsSeen(entries.at(-1)?.isIntersecting ?? true),
      { rootMargin: "200px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const drawn = shown.current;
  const content = useMemo(() => <View source={drawn} />, [View, drawn]);
  return <div ref={place}>{content}</div>;
}
