// What the seconds of a sliding window brought to a metric, by kind.

import type { MetricCollector } from "../collector.js";
import { GaugeCell } from "../metric-cells.js";
import type { RegistryEntry } from "../metric-registry.js";
import { type Condition, worse } from "./condition.js";
import { countOf, outcomesOf, perSecond } from "./observer.js";
import { selects } from "./selector.js";
import type { Threshold } from "./threshold.js";
import { TrendSeconds } from "./trend-seconds.js";

/** The samples of the seconds in a window. */
export interface WindowSamples {
  /** Appends the second that has just closed: all that came since the last call of this or of {@link clear}. */
  append(): void;
  dropOldest(): void;
  /** Forgets every second, and what came since the last call. */
  clear(): void;
  /** The figure over all seconds; undefined when there is no sample to have one of. @param spanMs - Their length. */
  figure(condition: Condition, spanMs: number): number | undefined;
}

/** An empty window over the samples that a threshold selects. */
export function windowSamples(
  collector: MetricCollector,
  { selector, kind }: Pick<Threshold, "selector" | "kind">,
): WindowSamples {
  const entries = (): readonly RegistryEntry[] =>
    collector.cells(selector.name).filter(({ tags }) => selects(selector, tags));
  switch (kind) {
    case "trend":
      return new TrendSeconds(collector.tapSeconds(selector.name, (tags) => selects(selector, tags)));
    case "counter":
      return new CounterSeconds(entries);
    case "rate":
      return new RateSeconds(entries);
    case "gauge":
      return new GaugeSeconds(entries);
    default:
      return kind satisfies never;
  }
}

class CounterSeconds implements WindowSamples {
  readonly #entries: () => readonly RegistryEntry[];
  readonly #seconds: number[] = [];
  #before = 0;
  #sum = 0;

  constructor(entries: () => readonly RegistryEntry[]) {
    this.#entries = entries;
    this.#before = countOf(entries());
  }

  append(): void {
    const now = countOf(this.#entries());
    this.#seconds.push(now - this.#before);
    this.#sum += now - this.#before;
    this.#before = now;
  }

  dropOldest(): void {
    this.#sum -= this.#seconds.shift() ?? 0;
  }

  clear(): void {
    this.#seconds.length = 0;
    this.#sum = 0;
    this.#before = countOf(this.#entries());
  }

  figure({ aggregate }: Condition, spanMs: number): number | undefined {
    return aggregate.kind === "count" ? this.#sum : perSecond(this.#sum, spanMs);
  }
}

/** Keeps the totals at the end of every second: a window is the difference of two of them. */
class RateSeconds implements WindowSamples {
  readonly #entries: () => readonly RegistryEntry[];
  #totals: { readonly passes: number; readonly fails: number }[];

  constructor(entries: () => readonly RegistryEntry[]) {
    this.#entries = entries;
    this.#totals = [outcomesOf(entries())];
  }

  append(): void {
    this.#totals.push(outcomesOf(this.#entries()));
  }

  dropOldest(): void {
    this.#totals.shift();
  }

  clear(): void {
    this.#totals = [outcomesOf(this.#entries())];
  }

  figure(): number | undefined {
    const [from, to] = [this.#totals[0], this.#totals.at(-1)];
    if (from === undefined || to === undefined) return undefined;
    const passes = to.passes - from.passes;
    const fails = to.fails - from.fails;
    return passes + fails === 0 ? undefined : passes / (passes + fails);
  }
}

/** The level at the end of every second, of each tag set. */
class GaugeSeconds implements WindowSamples {
  readonly #entries: () => readonly RegistryEntry[];
  readonly #seconds: (readonly number[])[] = [];

  constructor(entries: () => readonly RegistryEntry[]) {
    this.#entries = entries;
  }

  append(): void {
    const levels = this.#entries().map(({ cell }) => (cell instanceof GaugeCell ? cell.last : undefined));
    this.#seconds.push(levels.filter((level) => level !== undefined));
  }

  dropOldest(): void {
    this.#seconds.shift();
  }

  clear(): void {
    this.#seconds.length = 0;
  }

  figure(condition: Condition): number | undefined {
    switch (condition.aggregate.kind) {
      case "min":
        return extreme(this.#seconds.flat(), Math.min);
      case "max":
        return extreme(this.#seconds.flat(), Math.max);
      default:
        return extreme(this.#seconds.at(-1) ?? [], (a, b) => worse(condition, a, b));
    }
  }
}

function extreme(levels: readonly number[], choose: (a: number, b: number) => number): number | undefined {
  const [first, ...others] = levels;
  return first === undefined ? undefined : others.reduce((a, b) => choose(a, b), first);
}
