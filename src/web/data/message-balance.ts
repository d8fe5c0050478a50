// The balance of each load, with its colour on the page.

import { loadNames } from "../../figures/load-names.js";
import { type MessageBalance, messageBalances } from "../../figures/message-balance.js";
import { isLoad } from "../../figures/tags.js";
import { loadGroups } from "./figure-groups.js";
import { laneKey, lanesOf } from "./lanes.js";
import type { ReportSource } from "./report-source.js";
import { countersOf } from "./run-facts.js";

/** See {@link MessageBalance}. */
export interface BalanceRow extends MessageBalance {
  readonly colour: number;
  /** The run goes on: what is not accounted for yet is in flight. */
  readonly isUnderWay?: boolean;
}

/** One row per load that sent anything and counted its answers. */
export function balanceRows({
  report,
  isUnderWay = false,
}: Pick<ReportSource, "report" | "isUnderWay">): readonly BalanceRow[] {
  const answered = countersOf(report, "ws_msgs_answered").filter(({ tags }) => isLoad(tags));
  const groups = loadGroups(report);
  // Loads without a name are told apart as everywhere on the page.
  const lanes = lanesOf(answered.map(({ tags }) => tags));
  const labels = new Map(lanes.map(({ key, label }) => [key, label]));
  const names = groups.length > 0 ? groups : lanes;
  const nameOf = loadNames(report);
  const balances = messageBalances(
    report,
    groups.length > 0 ? nameOf : (metric) => labels.get(laneKey(metric.tags)) ?? nameOf(metric),
  );
  return balances.map((balance) => ({
    ...(isUnderWay ? stillOpen(balance) : balance),
    ...(isUnderWay && { isUnderWay }),
    colour: names.find(({ label }) => label === balance.load)?.colour ?? 0,
  }));
}

/** Counters of a run under way are read one after the other, so that an answer may even be there before its message. */
function stillOpen(balance: MessageBalance): MessageBalance {
  return { ...balance, inFlight: Math.max(0, balance.inFlight + balance.unaccounted), unaccounted: 0 };
}
