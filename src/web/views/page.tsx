// The whole page: the report inside it, or the way to open one.

import { Component, type ComponentChildren, type JSX } from "preact";
import { useState } from "preact/hooks";
import type { ReadReport } from "../data/report-source.js";
import { says } from "../words/report-words.js";
import { HistoryPage } from "./history-page.js";
import { OpenReport } from "./open-report.js";
import { ReportPage } from "./report-page.js";

/** `embedded` is what the page found in itself. */
export function Page({ embedded }: { readonly embedded: ReadReport }): JSX.Element {
  const [read, setRead] = useState(embedded);
  if (read.kind === "none" || read.kind === "unreadable") {
    const problem = read.kind === "unreadable" ? read.message : undefined;
    return <OpenReport problem={problem} onOpen={setRead} />;
  }
  return (
    <Guard>
      {read.kind === "history" ? <HistoryPage found={read} /> : <ReportPage source={read.source} />}
    </Guard>
  );
}

/** Says what went wrong where a report cannot be drawn, instead of an empty page. */
class Guard extends Component<{ children: ComponentChildren }, { problem?: string }> {
  override state: { problem?: string } = {};

  static override getDerivedStateFromError(error: unknown): { problem: string } {
    return { problem: String(error) };
  }

  override render(): ComponentChildren {
    if (this.state.problem === undefined) return this.props.children;
    return (
      <main id="content" class="open-report">
        <h1>{says.open.notDrawn}</h1>
        <p class="problem" role="alert">
          {this.state.problem}
        </p>
        <p>{says.open.notDrawnHint}</p>
      </main>
    );
  }
}
