// Where every message of a load went: sent = answered + late + lost + one-way + in flight at the end.

import type { RunReport } from "../../metrics/run-report.js";
import { belongs, type FigureGroup, loadGroups } from "./figure-groups.js";
import { isLoad, laneKey, lanesOf } from "./lanes.js";
import { countersOf } from "./run-facts.js";

/** The balance of one load over all its phases; the same figures as in report/message-balance.ts. */
export interface BalanceRow {
  readonly label: string;
  readonly colour: number;
  readonly sent: number;
  readonly answered: number;
  readonly late: number;
  readonly lost: number;
  /** Sent without an answer to expect. */
  readonly oneWay: number;
  readonly inFlight: number;
  /** sent less all the others: 0 when every message is accounted for. */
  readonly unaccounted: number;
}

/** One row per load that sent anything and counted its answers. */
export function balanceRows(report: RunReport): readonly BalanceRow[] {
  const answered = countersOf(report, "ws_msgs_answered").filter(({ tags }) => isLoad(tags));
  const groups: readonly (FigureGroup & { readonly key?: string })[] = loadGroups(report);
  // Loads without a name are told apart by their tags.
  const all =
    groups.length > 0
      ? groups
      : lanesOf(answered.map(({ tags }) => tags)).map((lane) => ({ ...lane, by: undefined }));
  return all.flatMap((group) => {
    const own = (name: string): readonly number[] =>
      countersOf(report, name)
        .filter(
          ({ tags }) =>
            isLoad(tags) && (group.key === undefined ? belongs(tags, group) : laneKey(tags) === group.key),
        )
        .map(({ count }) => count);
    if (own("ws_msgs_answered").length === 0) return [];
    const sum = (name: string): number => own(name).reduce((total, count) => total + count, 0);
    const [sent, inTime] = [sum("ws_msgs_sent"), sum("ws_msgs_answered")];
    const [late, lost] = [sum("ws_msgs_late"), sum("ws_msgs_lost")];
    if (sent === 0) return [];
    const oneWay = sum("ws_msgs_one_way");
    const inFlight = report.loads?.find(({ name }) => name === group.label)?.inFlightAtEnd ?? 0;
    const unaccounted = sent - inTime - late - lost - oneWay - inFlight;
    return [
      {
        label: group.label,
        colour: group.colour,
        sent,
        answered: inTime,
        late,
        lost,
        oneWay,
        inFlight,
        unaccounted,
      },
    ];
  });
}
