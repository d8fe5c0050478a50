// Which metrics a run has: one cell per name and tag set, one kind per name.

import { WsrigError } from "../errors.js";
import { contains } from "./active-time.js";
import { findMetric, type MetricKind } from "./catalogue.js";
import type { CounterCell, GaugeCell, RateCell, TrendCell } from "./metric-cells.js";
import type { Tags } from "./run-report.js";

export type AnyCell = TrendCell | CounterCell | RateCell | GaugeCell;

/** A cell with its name and tags. */
export interface RegistryEntry {
  readonly name: string;
  readonly tags: Tags;
  /** The same for equal tags in any order. */
  readonly tagsKey: string;
  readonly cell: AnyCell;
}

/** Tag sets of one name; every trend costs about 200 KB, and a tag per iteration would grow without end. */
export const maxTagSetsPerMetric = 1_000;

/** The cells of a run, in the order of first use. */
export class MetricRegistry {
  readonly #byKey = new Map<string, RegistryEntry>();
  readonly #kinds = new Map<string, { readonly kind: MetricKind; tagSets: number }>();

  /**
   * The cell of that name and tags, made on first use.
   *
   * @param make - Gets the unit that the catalogue gives the counter, `1` for other names.
   * @throws WsrigError `scenario-metric-kind`, `scenario-metric-name`, `scenario-metric-tags`
   */
  cell<C extends AnyCell>(
    kind: MetricKind,
    name: string,
    tags: Tags,
    cellClass: abstract new (...parameters: never[]) => C,
    make: (unit: "1" | "byte") => C,
  ): C {
    const tagsKey = keyOf(tags);
    const key = `${name} ${tagsKey}`;
    const known = this.#byKey.get(key)?.cell;
    if (known instanceof cellClass) return known;
    this.#admit(kind, name);
    const cell = make(findMetric(name)?.unit === "byte" ? "byte" : "1");
    this.#byKey.set(key, { name, tags: { ...tags }, tagsKey, cell });
    return cell;
  }

  entries(): IterableIterator<RegistryEntry> {
    return this.#byKey.values();
  }

  kindOf(name: string): MetricKind | undefined {
    return this.#kinds.get(name)?.kind;
  }

  /** The entries of that name, in the order of first use. */
  named(name: string): RegistryEntry[] {
    const entries: RegistryEntry[] = [];
    for (const entry of this.#byKey.values()) if (entry.name === name) entries.push(entry);
    return entries;
  }

  /** The cells of that name whose tags include all of `tags`. */
  matching(name: string, tags: Tags): AnyCell[] {
    return this.named(name)
      .filter((entry) => contains(entry.tags, tags))
      .map(({ cell }) => cell);
  }

  #admit(kind: MetricKind, name: string): void {
    const known = this.#kinds.get(name);
    const kindOfName = findMetric(name)?.kind ?? known?.kind ?? kind;
    if (kindOfName !== kind) {
      throw new WsrigError(
        "scenario-metric-kind",
        `metric "${name}" is a ${kindOfName}; it is used as a ${kind}`,
        {
          hint: "Choose another name for your own metric.",
        },
      );
    }
    if (known !== undefined) {
      if (known.tagSets >= maxTagSetsPerMetric) throw tooManyTagSets(name);
      known.tagSets++;
      return;
    }
    if (!/^[A-Za-z_][A-Za-z0-9_]{0,127}$/.test(name)) throw invalidName(name);
    this.#kinds.set(name, { kind, tagSets: 1 });
  }
}

/** Names a metric and its tags, in any order, as one string. */
export function metricKey(name: string, tags: Tags): string {
  return `${name} ${keyOf(tags)}`;
}

function keyOf(tags: Tags): string {
  return JSON.stringify(Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function invalidName(name: string): WsrigError {
  return new WsrigError(
    "scenario-metric-name",
    `metric name is "${name.slice(0, 140)}"; must be 1 to 128 letters, digits and underscores, and not begin with a digit`,
  );
}

function tooManyTagSets(name: string): WsrigError {
  return new WsrigError(
    "scenario-metric-tags",
    `metric "${name}" has more than ${maxTagSetsPerMetric} different tag sets; memory would grow without end`,
    { hint: "Tag by what has few values, such as a kind of message, not by a number that counts up." },
  );
}
