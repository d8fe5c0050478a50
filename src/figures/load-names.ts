// Which load a metric was measured in.

import type { RunReport, Tags } from "../metrics/run-report.js";
import { withoutPhase } from "./tags.js";

/** Names the load of a metric that was measured in one (it has a phase); by its other tags where loads have no names. */
export type NameOfLoad = (metric: { readonly tags: Tags }) => string;

/** See {@link NameOfLoad}. */
export function loadNames(report: RunReport): NameOfLoad {
  const { loads = [] } = report;
  const tag = loadTag(report) ?? "load";
  const onlyLoad = loads.length === 1 ? loads[0]?.name : undefined;
  return ({ tags }) => tags[tag] ?? onlyLoad ?? describe(tags);
}

/** The tag that names the load of a metric: `load`, or the one whose values are the names of all loads. */
export function loadTag({ loads = [], metrics }: RunReport): string | undefined {
  const values = new Map<string, Set<string>>();
  for (const [name, value] of metrics.flatMap(({ tags }) => Object.entries(tags)))
    values.set(name, (values.get(name) ?? new Set()).add(value));
  if (values.has("load")) return "load";
  if (loads.length === 0) return undefined;
  const telling = [...values].find(
    ([name, known]) => name !== "phase" && loads.every((load) => known.has(load.name)),
  );
  return telling?.[0];
}

function describe(tags: Tags): string {
  const parts = Object.entries(withoutPhase(tags));
  return parts.length === 0 ? "all" : parts.map(([name, value]) => `${name}=${value}`).join(" ");
}
