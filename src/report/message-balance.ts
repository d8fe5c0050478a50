// Where every message of a load went: sent = answered + late + lost + in flight at the end.

import type { CounterMetric, RunReport, Tags } from "../metrics/run-report.js";

/** The balance of one load over all its phases, warm-up included: a message is counted in the phase in which it was sent. */
export interface MessageBalance {
  /** Name of the load; what tells it from others where it has none. */
  readonly load: string;
  readonly sent: number;
  readonly answered: number;
  readonly late: number;
  readonly lost: number;
  /** As the load counted them itself, not as the rest of the sum. */
  readonly inFlight: number;
  /** sent less all the others: 0 when every message is accounted for. */
  readonly unaccounted: number;
}

/** One balance per load that counted its answers, in the order of the report; loads that expect none have no balance. */
export function messageBalances({ metrics, loads = [] }: RunReport): MessageBalance[] {
  const counters = metrics
    .filter((metric) => metric.kind === "counter")
    .filter(({ tags }) => tags.phase !== undefined);
  const onlyLoad = loads.length === 1 ? loads[0]?.name : undefined;
  const nameOf = ({ tags }: CounterMetric): string => tags.load ?? onlyLoad ?? describe(tags);
  const answers = counters.filter((counter) => counter.name === "ws_msgs_answered");
  return [...new Set(answers.map(nameOf))].map((load) => {
    const sum = (name: string): number =>
      counters
        .filter((counter) => counter.name === name && nameOf(counter) === load)
        .reduce((total, { count }) => total + count, 0);
    const [sent, answered] = [sum("ws_msgs_sent"), sum("ws_msgs_answered")];
    const [late, lost] = [sum("ws_msgs_late"), sum("ws_msgs_lost")];
    const inFlight = loads.find(({ name }) => name === load)?.inFlightAtEnd ?? 0;
    const unaccounted = sent - answered - late - lost - inFlight;
    return { load, sent, answered, late, lost, inFlight, unaccounted };
  });
}

function describe(tags: Tags): string {
  const parts = Object.entries(tags).filter(([name]) => name !== "phase");
  return parts.length === 0 ? "all" : parts.map(([name, value]) => `${name}=${value}`).join(" ");
}
