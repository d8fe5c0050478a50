// Who watches a run: tabs of a page that is served for it (--ui), or the page that has started it.

import { setTimeout as sleep } from "node:timers/promises";
import type { LiveSink } from "../../ui/live/live-sink.js";
import type { CommandCall } from "../command.js";
import { openPage } from "../open-page.js";
import type { Reporting } from "./reporting.js";

/** The watchers of one run. */
export interface RunWatch {
  readonly sink: LiveSink;
  /** Whether the documents of the report are of use to anybody. */
  readonly wantsReport: boolean;
  /** All that was told has left, or two seconds have passed; then the page is gone. */
  close(): Promise<void>;
}

const firstTabMs = 5_000;
const lookMs = 25;
const flushMs = 2_000;

/**
 * Opens the page, prints its address on stderr and opens the browser, as asked for. `undefined` when nobody is to watch.
 *
 * @param signal - Ends the wait for the browser.
 * @throws WsrigError `usage-cannot-listen`
 */
export async function openRunWatch(
  call: CommandCall,
  { ui, json, outFolder, redact }: Reporting,
  signal: AbortSignal,
): Promise<RunWatch | undefined> {
  const { parentSink } = await import("../../ui/runs/parent-sink.js");
  const parent = parentSink();
  if (parent === undefined && ui === undefined) return undefined;
  const { PacedSink } = await import("../../ui/live/paced-sink.js");
  const { redactedSink } = await import("../../ui/live/redacted-sink.js");
  const safe = (sink: LiveSink): LiveSink => new PacedSink(redactedSink(sink, redact));
  if (parent !== undefined || ui === undefined) {
    if (parent === undefined) return undefined;
    const sink = safe(parent);
    return { sink, wantsReport: true, close: () => sink.end(flushMs) };
  }
  const page = await servePage(ui.port, outFolder);
  tellAddress(call, page, json);
  const { hub } = page;
  if (await openPage(page.url, { terminal: call.terminal, wanted: ui.opens })) await firstTab(hub, signal);
  const sink = safe(hub);
  return {
    sink,
    get wantsReport() {
      return hub.isWatched;
    },
    async close() {
      await sink.end(flushMs);
      await page.close();
    },
  };
}

interface ServedPage {
  readonly url: string;
  readonly warning: string | undefined;
  readonly hub: LiveSink;
  close(): Promise<void>;
}

async function servePage(port: number, folder: string): Promise<ServedPage> {
  const { openUserInterface } = await import("../../ui/user-interface.js");
  const { LiveHub } = await import("../../ui/live/live-hub.js");
  const { loadConsolePage } = await import("../../store/report-page.js");
  const { readToolVersion } = await import("../../metrics/environment.js");
  let hub: LiveSink | undefined;
  const ui = await openUserInterface({
    page: loadConsolePage(),
    port,
    names: { host: "--ui-port", port: "--ui-port" },
    hello: { version: readToolVersion(), mode: "watch", behaviours: [], commands: [], folder },
    parts: (tabs) => {
      const made = new LiveHub({ tabs, flushed: (deadlineMs) => ui.flushed(deadlineMs) });
      hub = made;
      return [made];
    },
  });
  if (hub === undefined) throw new TypeError("a user interface makes its parts when it is opened");
  return { url: ui.url, warning: ui.warning, hub, close: () => ui.close() };
}

/** Also under --quiet: who asked for the page needs its address. */
function tellAddress({ terminal }: CommandCall, { url, warning }: ServedPage, json: boolean): void {
  if (json) terminal.err(JSON.stringify({ event: "watching", url, ...(warning && { warning }) }));
  else {
    terminal.err(`Watch the run at ${url}`);
    if (warning !== undefined) terminal.err(`warning: ${warning}`);
  }
}

/** Until the browser that was opened is there, so that it sees the run from its start; not for ever, as it may never come. */
async function firstTab(hub: LiveSink, signal: AbortSignal): Promise<void> {
  const endAt = Date.now() + firstTabMs;
  while (!hub.isWatched && !signal.aborted && Date.now() < endAt) await sleep(lookMs);
}
