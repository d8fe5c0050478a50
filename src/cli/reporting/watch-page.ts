// The page that one run is watched on (--ui): served, told of, and opened in the browser.

import { setTimeout as sleep } from "node:timers/promises";
import { readToolVersion } from "../../metrics/environment.js";
import { loadConsolePage } from "../../store/report-page.js";
import { LiveHub } from "../../ui/live/live-hub.js";
import { openUserInterface, type UserInterface } from "../../ui/user-interface.js";
import type { CommandCall } from "../command.js";
import { renderError, renderErrorJson } from "../error-output.js";
import { openPage } from "../open-page.js";
import type { Reporting } from "./reporting.js";

/** A page that is served. */
export interface WatchPage {
  readonly hub: LiveHub;
  /** Whether a fault of wsrig itself came up while a tab was answered. */
  readonly hadBug: boolean;
  close(): Promise<void>;
}

/** What {@link openWatchPage} needs. */
export interface WatchPageOptions {
  readonly call: CommandCall;
  readonly reporting: Reporting;
  readonly ui: NonNullable<Reporting["ui"]>;
  /** Ends the wait for the browser. */
  readonly signal: AbortSignal;
}

const firstTabMs = 5_000;
const lookMs = 25;

/**
 * Serves the page, prints its address on stderr, and opens the browser where there is one.
 *
 * @throws WsrigError `usage-cannot-listen`
 */
export async function openWatchPage(options: WatchPageOptions): Promise<WatchPage> {
  const { call, reporting, ui, signal } = options;
  const { terminal } = call;
  let hadBug = false;
  let hub: LiveHub | undefined;
  const served = await openUserInterface({
    page: loadConsolePage(),
    port: ui.port,
    names: { host: "--ui-port", port: "--ui-port" },
    hello: {
      version: readToolVersion(),
      mode: "watch",
      behaviours: [],
      commands: [],
      folder: reporting.outFolder,
    },
    parts(tabs) {
      hub = new LiveHub({ tabs, flushed: (deadlineMs) => served.flushed(deadlineMs) });
      return [hub];
    },
    onBug(error) {
      hadBug = true;
      terminal.err(reporting.json ? renderErrorJson(error) : renderError(error, terminal.errColours));
    },
  });
  if (hub === undefined) throw new TypeError("a user interface makes its parts when it is opened");
  tellAddress(call, served, reporting.json);
  if (await openPage(served.ticketUrl(), { terminal, wanted: ui.opens })) await firstTab(hub, signal);
  return {
    hub,
    get hadBug() {
      return hadBug;
    },
    close: () => served.close(),
  };
}

/** Also under --quiet: who asked for the page needs its address. */
function tellAddress({ terminal }: CommandCall, { url, warning }: UserInterface, json: boolean): void {
  if (json) terminal.err(JSON.stringify({ event: "watching", url, ...(warning && { warning }) }));
  else terminal.err(`Watch the run at ${url}`);
}

/** Until the browser that was opened is there, so that it sees the run from its start; not for ever, as it may never come. */
async function firstTab(hub: LiveHub, signal: AbortSignal): Promise<void> {
  const endAt = Date.now() + firstTabMs;
  while (!hub.isWatched && !signal.aborted && Date.now() < endAt) await sleep(lookMs);
}
