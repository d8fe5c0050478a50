// Cases that ended alike as one, so that a list of many can be read.

import type { ReportAgent, ReportCase, ReportedVerdict } from "../metrics/conformance-report.js";
import type { RunReport } from "../metrics/run-report.js";
import { type CaseFacts, caseFacts } from "./case-facts.js";
import { type AgentCase, redCases } from "./case-tables.js";

/** Red cases that ended alike, for one line: those of the same peer with the same sentence. */
export interface AlikeCases extends CaseFacts {
  readonly agent: string | undefined;
  readonly ids: readonly string[];
}

/** Cases of one verdict with the same sentence. */
export interface LenientCases {
  readonly verdict: ReportedVerdict;
  readonly ids: readonly string[];
  readonly sentence: string;
}

/** The verdicts that are neither good nor bad. */
export const lenientVerdicts = ["nonStrict", "informational", "unimplemented"] as const;

/**
 * {@link redCases} with those that ended alike as one, where the first of them stood. The rule is left out of the facts
 * where they are about several.
 */
export function alikeRedCases(report: RunReport): readonly AlikeCases[] {
  const keyOf = ({ agent, reportCase }: AgentCase): string => {
    const { reason, behavior, behaviorClose, verdict, change, expected } = reportCase;
    const told = change === "better" && verdict === "pass" ? "" : reason;
    return JSON.stringify([agent, told, behavior, behaviorClose, verdict, change, expected]);
  };
  return grouped(redCases(report), keyOf).map(([first, ...others]) => {
    const { agent, reportCase } = first;
    const isOneRule = others.every((other) => other.reportCase.section === reportCase.section);
    const { section, ...ruleless } = reportCase;
    const ids = [first, ...others].map((one) => one.reportCase.id);
    return { agent, ids, ...caseFacts(isOneRule ? { ...ruleless, section } : ruleless) };
  });
}

/** Cases of a peer that did not just pass and are not red, by verdict; of each verdict the most frequent sentence first. */
export function lenientCases({ cases }: ReportAgent): readonly LenientCases[] {
  return lenientVerdicts.flatMap((wanted) => {
    const ours = cases.filter(({ verdict, isRed }) => verdict === wanted && isRed !== true);
    return grouped<ReportCase>(ours, ({ reason }) => reason)
      .sort((a, b) => b.length - a.length)
      .map((group) => ({
        verdict: wanted,
        ids: group.map(({ id }) => id),
        sentence: group[0].reason,
      }));
  });
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
