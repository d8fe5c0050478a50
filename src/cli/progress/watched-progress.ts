// Progress that is shown in the terminal and told to whoever watches in a browser.

import type { LiveFigures } from "../../link/live-event.js";
import type { ReportCheck } from "../../metrics/run-report.js";
import type { LiveSink } from "../../ui/live/live-sink.js";
import type { Progress, ProgressFigures } from "./progress.js";

/** See the file's first line. */
export class WatchedProgress implements Progress {
  readonly live: LiveSink;
  readonly #shown: Progress;
  #activity: string | undefined;

  constructor(shown: Progress, live: LiveSink) {
    this.#shown = shown;
    this.live = live;
  }

  begin(activity: string, totalMs?: number): void {
    this.#shown.begin(activity, totalMs);
    if (activity === this.#activity) return;
    this.#activity = activity;
    const startedAtMs = Date.now();
    this.live.tell({
      kind: "activity",
      activity,
      startedAtMs,
      ...(totalMs !== undefined && { totalMs }),
    });
  }

  show(figures: ProgressFigures): void {
    this.#shown.show(figures);
    this.live.tell({ kind: "figures", figures: known(figures) });
  }

  check(check: ReportCheck): void {
    this.#shown.check(check);
    this.live.tell({ kind: "check", check });
  }

  note(text: string): void {
    this.#shown.note(text);
    this.live.tell({ kind: "note", text });
  }

  end(): void {
    this.#shown.end();
  }
}

function known(figures: ProgressFigures): LiveFigures {
  return Object.fromEntries(Object.entries(figures).filter(([, figure]) => figure !== undefined));
}
