// Lanes: the things a run lets a reader tell apart (whole or fragments, one driver or another), one colour each.

import { tagsKey, withoutPhase } from "../../figures/tags.js";
import type { RunReport, Tags } from "../../metrics/run-report.js";
import { says } from "../words/report-words.js";

/** A set of tags with the words and the colour that stand for it in every plot, tile and table of the page. */
export interface Lane {
  readonly key: string;
  /** Only what tells it from the other lanes: `fragments`, or `delivery fragments, driver ws`. */
  readonly label: string;
  /** 0-based; the palette repeats after {@link paletteSize}. */
  readonly colour: number;
  /** The load it belongs to, where it is tagged with one. */
  readonly load?: string;
  /** The variant of an experiment: its load has that name. */
  readonly variant?: string;
}

/** How many colours the palette holds. */
export const paletteSize = 8;

/** What two sets of tags share when they belong to one lane: all but the load phase. */
export function laneKey(tags: Tags): string {
  const known = knownKeys.get(tags);
  if (known !== undefined) return known;
  const key = tagsKey(withoutPhase(tags));
  knownKeys.set(tags, key);
  return key;
}

// Each figure of each lane looks at all metrics: with a thousand tag sets these are millions of looks.
const knownKeys = new WeakMap<Tags, string>();

/** The lanes of these sets of tags, in order of first appearance. */
export function lanesOf(tagSets: readonly Tags[]): readonly Lane[] {
  return lanesBy(tagSets, laneKey, ["phase"]);
}

/** As {@link lanesOf}, but each phase is a lane of its own. */
export function phaseLanesOf(tagSets: readonly Tags[]): readonly Lane[] {
  return lanesBy(tagSets, tagsKey, []);
}

function lanesBy(
  tagSets: readonly Tags[],
  keyOf: (tags: Tags) => string,
  untold: readonly string[],
): readonly Lane[] {
  const byKey = new Map<string, Tags>();
  for (const tags of tagSets) {
    const key = keyOf(tags);
    if (!byKey.has(key)) byKey.set(key, tags);
  }
  const distinct = [...byKey.values()];
  const names = [...new Set(distinct.flatMap((tags) => Object.keys(tags)))].filter(
    (name) => !untold.includes(name),
  );
  const valuesOf = (name: string): number => new Set(distinct.map((tags) => tags[name])).size;
  // The name of a load says it all, where it does.
  const telling =
    valuesOf("load") === distinct.length && distinct.length > 1
      ? ["load"]
      : names.filter((name) => valuesOf(name) > 1);
  return [...byKey].map(([key, tags], colour) => {
    const { load, variant } = tags;
    return {
      key,
      label: laneLabel(tags, telling),
      colour,
      ...(load === undefined ? {} : { load }),
      ...(variant === undefined ? {} : { variant }),
    };
  });
}

/**
 * Lanes in the order and the colours of the report's loads, so that a load looks the same everywhere; unchanged where
 * they are not one lane a load.
 */
export function inLoadOrder(
  lanes: readonly Lane[],
  { loads = [] }: Pick<RunReport, "loads">,
): readonly Lane[] {
  const places = lanes.map(({ load, variant }) => loads.findIndex(({ name }) => name === (load ?? variant)));
  if (places.includes(-1) || new Set(places).size < lanes.length) return lanes;
  return lanes
    .map((lane, index) => ({ ...lane, colour: places[index] ?? lane.colour }))
    .sort((a, b) => a.colour - b.colour);
}

/** All tags as `name=value, name=value`; empty for none. */
export function describeTags(tags: Tags): string {
  return Object.entries(tags)
    .map(([name, value]) => `${name}=${value}`)
    .join(", ");
}

function laneLabel(tags: Tags, telling: readonly string[]): string {
  const present = telling.filter((name) => tags[name] !== undefined);
  if (present.length === 0) return telling.length === 0 ? says.all : says.other;
  if (telling.length === 1) return present.map((name) => tags[name]).join(", ");
  return present.map((name) => `${name} ${tags[name]}`).join(", ");
}
