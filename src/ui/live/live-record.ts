// What is kept of a run under way for a tab that comes late: the last of each kind of event, and lists within bounds.

import type { LiveEvent } from "../../link/live-event.js";
import { KeptChecks } from "./kept-checks.js";
import { KeptSeries } from "./kept-series.js";

/** The last ones. */
export const keptNotes = 1_000;
/** More than any experiment has that a person waits for. */
export const keptBlocks = 10_000;

/** Kinds of which the last event says all. */
type LastOnly = "began" | "activity" | "figures" | "thresholds" | "cases" | "ended" | "failed";
type EventOf<Kind extends LiveEvent["kind"]> = Extract<LiveEvent, { kind: Kind }>;

/** See the file's first line. */
export class LiveRecord {
  readonly #last = new Map<LastOnly, LiveEvent>();
  readonly #series = new KeptSeries();
  readonly #checks = new KeptChecks();
  readonly #blocks: EventOf<"block">[] = [];
  #notes: EventOf<"note">[] = [];
  #lastSecond: Omit<EventOf<"second">, "points"> | undefined;

  add(event: LiveEvent): void {
    switch (event.kind) {
      case "second": {
        const { points, ...second } = event;
        this.#series.add(points);
        this.#lastSecond = second;
        return;
      }
      case "check":
        this.#checks.add(event.check);
        return;
      case "checkCounts":
        this.#checks.setCounts(event);
        return;
      case "block":
        if (this.#blocks.length < keptBlocks) this.#blocks.push(event);
        return;
      case "note":
        this.#notes.push(event);
        if (this.#notes.length >= 2 * keptNotes) this.#notes = this.#notes.slice(-keptNotes);
        return;
      case "began":
      case "activity":
      case "figures":
      case "thresholds":
      case "cases":
      case "ended":
      case "failed":
        this.#last.set(event.kind, event);
        return;
      default:
        event satisfies never;
    }
  }

  /** Fewer events that make the same of a page as all that were added: the one that begins first, the one that ends last. */
  events(): readonly LiveEvent[] {
    const last = (...kinds: readonly LastOnly[]): readonly LiveEvent[] =>
      kinds.flatMap((kind) => this.#last.get(kind) ?? []);
    return [
      ...last("began", "activity", "figures"),
      ...(this.#lastSecond === undefined ? [] : [{ ...this.#lastSecond, points: this.#series.points() }]),
      ...last("thresholds", "cases"),
      ...this.#checks.events(),
      ...this.#blocks,
      ...this.#notes.slice(-keptNotes),
      ...last("ended", "failed"),
    ];
  }
}
