// Who watches a run: tabs of a page that is served for it (--ui), or the page that has started it.

import type { LiveSink } from "../../ui/live/live-sink.js";
import type { WatchPageOptions } from "./watch-page.js";

/** The watchers of one run. */
export interface RunWatch {
  readonly sink: LiveSink;
  /** Whether the documents of the report are of use to anybody. */
  readonly wantsReport: boolean;
  /** Whether a fault of wsrig itself came up while a tab was answered. */
  readonly hadBug: boolean;
  /** All that was told has left, or two seconds have passed; then the page is gone. */
  close(): Promise<void>;
}

const flushMs = 2_000;

/**
 * `undefined` when nobody is to watch.
 *
 * @throws WsrigError `usage-cannot-listen`
 */
export async function openRunWatch(options: Omit<WatchPageOptions, "ui">): Promise<RunWatch | undefined> {
  const { ui, redact } = options.reporting;
  const { parentSink } = await import("../../ui/runs/parent-sink.js");
  const parent = parentSink();
  if (parent === undefined && ui === undefined) return undefined;
  const { PacedSink } = await import("../../ui/live/paced-sink.js");
  const { redactedSink } = await import("../../ui/live/redacted-sink.js");
  const safe = (sink: LiveSink): LiveSink => new PacedSink(redactedSink(sink, redact));
  if (parent !== undefined) {
    const sink = safe(parent);
    return { sink, wantsReport: true, hadBug: false, close: () => sink.end(flushMs) };
  }
  if (ui === undefined) return undefined;
  const { openWatchPage } = await import("./watch-page.js");
  const page = await openWatchPage({ ...options, ui });
  const sink = safe(page.hub);
  return {
    sink,
    get wantsReport() {
      return page.hub.isWatched;
    },
    get hadBug() {
      return page.hadBug;
    },
    async close() {
      await sink.end(flushMs);
      await page.close();
    },
  };
}
