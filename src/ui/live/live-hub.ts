// Tells all tabs what happens in the run under way, and keeps what a tab must know that comes later.

import type { LiveEvent } from "../../link/live-event.js";
import type { ProcessMessage } from "../../link/process-message.js";
import type { ReportDocuments } from "../../link/report-documents.js";
import type { RequestHandlers, Tabs, UiPart } from "../ui-part.js";
import { LiveRecord } from "./live-record.js";
import type { LiveSink } from "./live-sink.js";

/** Options of {@link LiveHub}. */
export interface LiveHubOptions {
  readonly tabs: Tabs;
  /** As of `UserInterface`: for who ends with the run. Default: at once. */
  readonly flushed?: ((deadlineMs: number) => Promise<void>) | undefined;
}

/** One run at a time: `began` begins the next. After its end it stays until then. */
export class LiveHub implements UiPart, LiveSink {
  readonly handlers: RequestHandlers = {};
  readonly #tabs: Tabs;
  readonly #flushed: (deadlineMs: number) => Promise<void>;
  /** Absent before the first run. */
  #record: LiveRecord | undefined;
  #report: ReportDocuments | undefined;

  constructor({ tabs, flushed = () => Promise.resolve() }: LiveHubOptions) {
    this.#tabs = tabs;
    this.#flushed = flushed;
  }

  get isWatched(): boolean {
    return this.#tabs.count > 0;
  }

  /** A run is about to begin: what there was of the one before goes. */
  reset(): void {
    this.#record = new LiveRecord();
    this.#report = undefined;
    this.#tellAnew([]);
  }

  tell(event: LiveEvent): void {
    if (event.kind === "began" || this.#record === undefined) {
      this.#record = new LiveRecord();
      this.#report = undefined;
      this.#record.add(event);
      this.#tellAnew([event]);
      return;
    }
    this.#record.add(event);
    this.#tabs.tell({ kind: "live", isAll: false, events: [event] });
  }

  tellReport(documents: ReportDocuments): void {
    this.#report = documents;
    this.#tabs.tell({ kind: "report", documents });
  }

  end(deadlineMs: number): Promise<void> {
    return this.#flushed(deadlineMs);
  }

  snapshot(): readonly ProcessMessage[] {
    if (this.#record === undefined) return [];
    const live: ProcessMessage = { kind: "live", isAll: true, events: [...this.#record.events()] };
    return this.#report === undefined ? [live] : [live, { kind: "report", documents: this.#report }];
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #tellAnew(events: LiveEvent[]): void {
    this.#tabs.tell({ kind: "live", isAll: true, events });
  }
}
