// What a running command tells on stderr while it works.

import type { ReportCheck } from "../../metrics/run-report.js";
import type { LiveSink } from "../../ui/live/live-sink.js";
import type { Terminal } from "../terminal.js";
import { LiveProgress } from "./live-progress.js";
import { PlainProgress } from "./plain-progress.js";

/** Figures of the running second. What is not known is left out. */
export interface ProgressFigures {
  /** Of a load: `warm-up`, `steady`, or the name of a ramp's phase. */
  readonly phase?: string | undefined;
  readonly open?: number | undefined;
  /** Virtual clients at work, where they are not one a connection. */
  readonly clients?: number | undefined;
  readonly messagesPerSecond?: number | undefined;
  readonly p50Us?: number | undefined;
  readonly p99Us?: number | undefined;
  /** p99 of the corrected latency, where messages have due times. */
  readonly correctedP99Us?: number | undefined;
  readonly errors?: number | undefined;
  /** Messages and arrivals that were due and never started. */
  readonly dropped?: number | undefined;
  /** Health of the generator: p99 of its own lateness, and its busiest worker's share of a core. */
  readonly latenessP99Us?: number | undefined;
  readonly generatorCpu?: number | undefined;
  /** Conformance cases that have ended, those of them that failed, and how long the others may take. */
  readonly done?: number | undefined;
  readonly failed?: number | undefined;
  readonly leftMs?: number | undefined;
}

/** A listener of a run. Every method may be called at any time before `end`. */
export interface Progress {
  /** A new activity begins, such as `load: steady`. @param totalMs - How long it will take, where known. */
  begin(activity: string, totalMs?: number): void;
  /** Replaces the figures shown. */
  show(figures: ProgressFigures): void;
  /** A check ended. */
  check(check: ReportCheck): void;
  /** Something that must stay readable: a warning, a signal. */
  note(text: string): void;
  /** Who may watch in a browser, for what a terminal does not show. What is told by the methods need not be told there again. */
  readonly live?: LiveSink | undefined;
  /** Ends the show, and leaves nothing on the screen that will not stay true. */
  end(): void;
}

/** How to show progress: not at all, redrawn in place for people, or as occasional lines for logs. */
export function openProgress(terminal: Terminal, options: { readonly quiet: boolean }): Progress {
  if (options.quiet) return silent;
  return terminal.animated ? new LiveProgress(terminal) : new PlainProgress(terminal);
}

const silent: Progress = { begin() {}, show() {}, check() {}, note() {}, end() {} };
