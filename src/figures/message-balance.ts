// Where every message of a load went: sent = answered + late + lost + one-way + in flight at the end.

import type { RunReport } from "../metrics/run-report.js";
import { loadNames, type NameOfLoad } from "./load-names.js";
import { isLoad } from "./tags.js";

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

/** One balance per load that sent anything and counted its answers, in the order of the report's loads. */
export function messageBalances(
  report: RunReport,
  nameOf: NameOfLoad = loadNames(report),
): readonly MessageBalance[] {
  const { loads = [] } = report;
  const counters = report.metrics
    .filter((metric) => metric.kind === "counter")
    .filter(({ tags }) => isLoad(tags));
  const answers = counters.filter((counter) => counter.name === "ws_msgs_answered");
  const names = new Set(answers.map(nameOf));
  const inOrder = loads.map(({ name }) => name).filter((name) => names.has(name));
  return [...new Set([...inOrder, ...names])].flatMap((load) => {
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
