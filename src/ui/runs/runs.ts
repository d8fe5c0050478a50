// Runs that are started from the page: one at a time, each a process of its own that tells the hub what happens.

import { WsrigError } from "../../errors.js";
import type { LiveEvent } from "../../link/live-event.js";
import { argumentsOf, type FormCommand, type RunRequest } from "../../link/run-form.js";
import type { LiveHub } from "../live/live-hub.js";
import type { Tabs, UiPart } from "../ui-part.js";
import { formOf } from "./check-request.js";
import type { ChildMessage } from "./child-message.js";
import { type RunEnd, type RunProcess, startRunProcess } from "./run-process.js";

/** Options of {@link makeRuns}. */
export interface RunsOptions {
  readonly tabs: Tabs;
  /** The program that knows the commands, with its first arguments: node and the command line's file. */
  readonly program: readonly string[];
  /** What may be started. */
  readonly commands: readonly FormCommand[];
  /** Is told what happens. */
  readonly hub: LiveHub;
  /** Of reports: for runs that ask for no other one. */
  readonly folder: string;
}

/** How long a run may drain when the user interface ends. */
const closeMs = 3_000;

/** See the file's first line. Handles `startRun` and `stopRun`. */
export function makeRuns(options: RunsOptions): UiPart {
  const runs = new Runs(options);
  return {
    handlers: {
      startRun: ({ run }) => runs.start(run),
      stopRun: () => runs.stop(),
    },
    snapshot() {
      runs.tabsChanged();
      return [];
    },
    close: () => runs.close(),
  };
}

class Runs {
  readonly #options: RunsOptions;
  /** Claimed from the start on, so that two tabs cannot start two. */
  #isBusy = false;
  #process: RunProcess | undefined;
  #starting: Promise<unknown> | undefined;
  #isClosed = false;
  #isStopping = false;
  #hasEnded = false;
  #isWatched = true;

  constructor(options: RunsOptions) {
    this.#options = options;
  }

  async start(request: RunRequest): Promise<void> {
    const { program, commands, hub } = this.#options;
    const form = formOf(request, commands);
    // One that has told its end is about to be gone.
    if (this.#hasEnded) await this.#process?.gone;
    if (this.#isClosed) throw new WsrigError("usage-ending", "wsrig is ending");
    if (this.#isBusy) {
      throw new WsrigError("usage-run-under-way", "a run is under way already", {
        hint: "Stop it, or wait until it has ended.",
      });
    }
    this.#isBusy = true;
    this.#isStopping = false;
    this.#hasEnded = false;
    this.#isWatched = true;
    hub.reset();
    const starting = startRunProcess({
      words: [...program, ...argumentsOf(request, form), ...this.#folderWords(request)],
      told: (message) => this.#told(message),
      ended: (end) => this.#ended(end),
    });
    this.#starting = starting;
    try {
      this.#process = await starting;
    } catch (cause) {
      this.#isBusy = false;
      const message = `the run cannot be started: ${cause instanceof Error ? cause.message : String(cause)}`;
      hub.tell({ kind: "failed", problem: { code: "usage-run-not-started", message }, exitCode: 2 });
      throw new WsrigError("usage-run-not-started", message, { cause });
    }
    this.tabsChanged();
  }

  stop(): void {
    const run = this.#process;
    if (run === undefined) {
      throw new WsrigError("usage-no-run", "no run is under way", { hint: "Start one first." });
    }
    if (this.#isStopping) run.kill();
    else run.interrupt();
    this.#isStopping = true;
  }

  /** A tab came or went: a run that nobody watches works out less. */
  tabsChanged(): void {
    // A tab that is just coming is not counted yet: it is, when the next event comes.
    const isWatched = this.#options.tabs.count > 0;
    if (this.#process === undefined || isWatched === this.#isWatched) return;
    this.#isWatched = isWatched;
    this.#process.watch(isWatched);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#starting?.catch(() => {}); // Told by `start`.
    const run = this.#process;
    if (run === undefined) return;
    run.interrupt();
    const timer = setTimeout(() => run.kill(), closeMs);
    await run.gone;
    clearTimeout(timer);
  }

  #folderWords({ flags }: RunRequest): readonly string[] {
    const { folder } = this.#options;
    return flags.out ? [] : [`--out=${folder}`];
  }

  #told(message: ChildMessage): void {
    const { hub } = this.#options;
    if ("report" in message) hub.tellReport(message.report);
    else {
      this.#hasEnded ||= message.live.kind === "ended" || message.live.kind === "failed";
      hub.tell(message.live);
    }
    this.tabsChanged();
  }

  #ended(end: RunEnd): void {
    this.#process = undefined;
    this.#isBusy = false;
    if (!this.#hasEnded) this.#options.hub.tell(silentEnd(end, { isStopped: this.#isStopping }));
  }
}

/** Of a run that ended without a word about it: stopped before it began, killed, or by a fault of ours. */
function silentEnd(
  { code, signal, lastWords }: RunEnd,
  { isStopped }: { readonly isStopped: boolean },
): Extract<LiveEvent, { kind: "failed" }> {
  // As a shell has it: 128 and the number of the signal, of which only SIGKILL is ours.
  const exitCode = code ?? (signal === "SIGKILL" ? 137 : 130);
  if (isStopped) {
    const message = "the run was stopped, without a report";
    return { kind: "failed", problem: { code: "run-stopped", message }, exitCode };
  }
  const how = signal === null ? `with exit code ${code}` : `by ${signal}`;
  const words = lastWords.trim();
  const said = words === "" ? "" : `\n${words}`;
  const message = `the run ended ${how}, without a report${said}`;
  return { kind: "failed", problem: { code: "run-ended-without-report", message }, exitCode };
}
