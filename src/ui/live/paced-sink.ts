// Tells a sink no more than a page can show: figures that replace each other a few times a second, and of many checks that pass the count.

import type { LiveEvent } from "../../link/live-event.js";
import type { ReportDocuments } from "../../link/report-documents.js";
import type { LiveSink } from "./live-sink.js";

const paceMs = 250;
/** Of checks that did not fail, between two beats. */
const toldChecks = 50;

type Replaced = Extract<LiveEvent, { kind: "figures" | "cases" | "checkCounts" }>;

/** See the file's first line. Whatever else happens is told at once, after what waits. */
export class PacedSink implements LiveSink {
  readonly #sink: LiveSink;
  readonly #waiting = new Map<Replaced["kind"], Replaced>();
  #timer: NodeJS.Timeout | undefined;
  #counts = { pass: 0, fail: 0, notApplicable: 0 };
  #checksTold = 0;

  constructor(sink: LiveSink) {
    this.#sink = sink;
  }

  get isWatched(): boolean {
    return this.#sink.isWatched;
  }

  tell(event: LiveEvent): void {
    if (event.kind === "figures" || event.kind === "cases" || event.kind === "checkCounts") this.#wait(event);
    else if (event.kind === "check") this.#check(event);
    else {
      this.#flush();
      this.#sink.tell(event);
    }
  }

  tellReport(documents: ReportDocuments): void {
    this.#flush();
    this.#sink.tellReport(documents);
  }

  end(deadlineMs: number): Promise<void> {
    this.#flush();
    return this.#sink.end(deadlineMs);
  }

  #check(event: Extract<LiveEvent, { kind: "check" }>): void {
    const { status } = event.check;
    this.#counts = { ...this.#counts, [status]: this.#counts[status] + 1 };
    const isTold = status === "fail" || this.#checksTold < toldChecks;
    if (isTold) this.#sink.tell(event);
    if (status !== "fail") this.#checksTold++;
    // Also where this one was told: a count that waits already must not be older than it.
    if (!isTold || this.#waiting.has("checkCounts")) this.#wait({ kind: "checkCounts", ...this.#counts });
    else this.#startBeat();
  }

  #wait(event: Replaced): void {
    this.#waiting.set(event.kind, event);
    this.#startBeat();
  }

  #startBeat(): void {
    this.#timer ??= setTimeout(() => this.#flush(), paceMs).unref();
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#checksTold = 0;
    for (const event of this.#waiting.values()) this.#sink.tell(event);
    this.#waiting.clear();
  }
}
