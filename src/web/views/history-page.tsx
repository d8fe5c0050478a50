// The history of many runs, from what changed last down to every run.

import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { type HistoryOutcome, historyOutcome, matchesSearch, seriesViews } from "../data/history-view.js";
import { unbroken } from "../data/metric-words.js";
import type { FoundHistory } from "../data/report-source.js";
import { says } from "../words/report-words.js";
import { HistoryChanges } from "./history-changes.js";
import { HistoryAlone, HistorySkipped } from "./history-others.js";
import { HistorySeriesSection } from "./history-series.js";
import { Icon, type IconName } from "./icon.js";
import { PageHeader } from "./page-header.js";
import { SectionLinks } from "./section-links.js";
import { VisibleTitle } from "./visible-text.js";

/** Each has a plot; the rest comes at the press of a button. */
const seriesAtFirst = 6;

const outcomes: Readonly<Record<HistoryOutcome, { readonly icon: IconName; readonly look: string }>> = {
  worse: { icon: "fail", look: "verdict-fail" },
  better: { icon: "pass", look: "" },
  steady: { icon: "pass", look: "" },
  unknown: { icon: "notApplicable", look: "verdict-note" },
};

/** See the file's first line. */
export function HistoryPage({ found }: { readonly found: FoundHistory }): JSX.Element {
  const { history } = found;
  const outcome = historyOutcome(history);
  const { icon, look } = outcomes[outcome];
  const label = says.history.outcomes[outcome];
  const { compared, alone } = useMemo(() => seriesViews(history), [history]);
  const [search, setSearch] = useState("");
  const [whole, setWhole] = useState(false);
  const matching = useMemo(() => compared.filter((view) => matchesSearch(view, search)), [compared, search]);
  const shown = whole ? matching : matching.slice(0, seriesAtFirst);
  const hasChanges = history.trends.some(({ changes }) => changes.length > 0);
  useEffect(() => {
    document.title = `${says.history.windowTitle(label, history.folder)} – wsrig`;
  }, [history, label]);
  const sections = [
    ...(hasChanges ? [{ id: "changes", title: says.history.changes }] : []),
    ...shown.map(({ id, series }) => ({ id, title: series.name })),
    ...(alone.length > 0 ? [{ id: "alone", title: says.history.alone }] : []),
    ...(history.skipped.length > 0 ? [{ id: "skipped", title: says.history.leftOut }] : []),
  ];
  return (
    <>
      <PageHeader name={says.history.title(history.folder)} startedAt={history.madeAt} />
      <main id="content">
        <section class={`verdict ${look}`} aria-label={says.history.whatChanged}>
          <Icon name={icon} />
          <div class="verdict-body">
            <p class="verdict-label">{label}</p>
            <h1>
              <VisibleTitle text={unbroken(wholeDates(history.headline))} />
            </h1>
            <p class="verdict-text">
              <VisibleTitle text={unbroken(history.sentences.join(" "))} />
            </p>
          </div>
        </section>
        <SectionLinks sections={sections} />
        {hasChanges && <HistoryChanges found={found} />}
        {compared.length > 1 && (
          <div class="toolbar history-search">
            <label class="search">
              <span class="visually-hidden">{says.history.search}</span>
              <input
                type="search"
                placeholder={says.history.searchHint}
                value={search}
                onInput={(event) => setSearch(event.currentTarget.value)}
              />
            </label>
            <span class="muted" role="status">
              {says.history.matching(matching.length, compared.length)}
            </span>
          </div>
        )}
        {shown.map((view) => (
          <HistorySeriesSection key={view.id} found={found} view={view} />
        ))}
        {matching.length > shown.length && (
          <div class="toolbar">
            <button type="button" class="button" onClick={() => setWhole(true)}>
              {says.history.showAll(matching.length)}
            </button>
          </div>
        )}
        {alone.length > 0 && <HistoryAlone found={found} views={alone} />}
        {history.skipped.length > 0 && <HistorySkipped history={history} />}
      </main>
      <footer class="page-footer">{says.history.footer(history.tool.version)}</footer>
    </>
  );
}

/** `2026-11-20` with hyphens at which no line ends. */
function wholeDates(text: string): string {
  return text.replace(/\b(\d{4})-(\d\d)-(\d\d)\b/g, "$1\u2011$2\u2011$3");
}
