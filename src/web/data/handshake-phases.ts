// How long the steps of opening a connection took, by lane.

import type { RunReport, TrendMetric } from "../../metrics/run-report.js";
import { says } from "../words/report-words.js";
import { type Lane, laneKey, lanesOf } from "./lanes.js";
import { isTrend } from "./measured-trends.js";

/** One step of one lane. */
export interface HandshakeStep {
  readonly step: HandshakeStepName;
  readonly lane: Lane;
  readonly trend: TrendMetric;
}

/** The steps in their order. */
export type HandshakeStepName = "dns" | "tcp" | "proxy" | "tls" | "upgrade";

/** The steps in the order in which they happen, with their words. */
export const handshakeSteps: readonly { readonly step: HandshakeStepName; readonly words: string }[] = [
  { step: "dns", words: says.handshake.steps.dns },
  { step: "tcp", words: says.handshake.steps.tcp },
  { step: "proxy", words: says.handshake.steps.proxy },
  { step: "tls", words: says.handshake.steps.tls },
  { step: "upgrade", words: says.handshake.steps.upgrade },
];

/** Steps with samples, lane by lane, those with the most connections first. */
export function handshakeRows({ metrics }: RunReport): readonly HandshakeStep[] {
  const trends = metrics
    .filter(isTrend)
    .filter(
      (trend) => trend.count > 0 && handshakeSteps.some(({ step }) => trend.name === `ws_handshake_${step}`),
    );
  const bySamples = [...trends].sort((a, b) => b.count - a.count);
  return lanesOf(bySamples.map((trend) => trend.tags)).flatMap((lane) =>
    handshakeSteps.flatMap(({ step }) => {
      const trend = trends.find(
        (one) => one.name === `ws_handshake_${step}` && laneKey(one.tags) === lane.key,
      );
      return trend === undefined ? [] : [{ step, lane, trend }];
    }),
  );
}
