// Where every message of a load went: sent = answered + late + lost + one-way + in flight at the end.

import type { RunReport, Tags } from "../metrics/run-report.js";

/** The balance of one load over all its phases, warm-up included: a message is counted in the phase in which it was sent. */
export interface MessageBalance {
  /** Name of the load; what tells it from others where it has none. */
  readonly load: string;
  readonly sent: number;
  readonly answered: number;
  readonly late: number;
  readonly lost: number;
  /** Sent without an answer to expect. */
  readonly oneWay: number;
  /** As the load counted them itself, not as the rest of the sum. */
  readonly inFlight: number;
  /** sent less all the others: 0 when every message is accounted for. */
  readonly unaccounted: number;
}

/** One balance per load that sent anything and counted its answers, in the order of the report. */
export function messageBalances(report: RunReport): MessageBalance[] {
  const { loads = [] } = report;
  const counters = report.metrics
    .filter((metric) => metric.kind === "counter")
    .filter(({ tags }) => tags.phase !== undefined);
  const nameOf = loadNames(report);
  const answers = counters.filter((counter) => counter.name === "ws_msgs_answered");
  return [...new Set(answers.map(nameOf))].flatMap((load) => {
    const sum = (name: string): number =>
      counters
        .filter((counter) => counter.name === name && nameOf(counter) === load)
        .reduce((total, { count }) => total + count, 0);
    const [sent, answered] = [sum("ws_msgs_sent"), sum("ws_msgs_answered")];
    if (sent === 0) return [];
    const [late, lost, oneWay] = [sum("ws_msgs_late"), sum("ws_msgs_lost"), sum("ws_msgs_one_way")];
    const inFlight = loads.find(({ name }) => name === load)?.inFlightAtEnd ?? 0;
    const unaccounted = sent - answered - late - lost - oneWay - inFlight;
    return [{ load, sent, answered, late, lost, oneWay, inFlight, unaccounted }];
  });
}

/** Tells the load of a metric that was measured in one (it has a phase); by its other tags where loads have no names. */
export function loadNames(report: RunReport): (metric: { readonly tags: Tags }) => string {
  const { loads = [] } = report;
  const tag = loadTag(report);
  const onlyLoad = loads.length === 1 ? loads[0]?.name : undefined;
  return ({ tags }) => tags[tag] ?? onlyLoad ?? describe(tags);
}

/** The tag that names the load of a metric: `load`, or the one whose values are the names of all loads. */
function loadTag({ loads = [], metrics }: RunReport): string {
  const valuesOf = (key: string): readonly (string | undefined)[] => metrics.map(({ tags }) => tags[key]);
  if (loads.length === 0 || valuesOf("load").some((value) => value !== undefined)) return "load";
  const keys = [...new Set(metrics.flatMap(({ tags }) => Object.keys(tags)))].filter(
    (key) => key !== "phase",
  );
  return keys.find((key) => loads.every(({ name }) => valuesOf(key).includes(name))) ?? "load";
}

function describe(tags: Tags): string {
  const parts = Object.entries(tags).filter(([name]) => name !== "phase");
  return parts.length === 0 ? "all" : parts.map(([name, value]) => `${name}=${value}`).join(" ");
}
