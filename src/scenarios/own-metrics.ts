// The metrics that a scenario records itself, beside those that wsrig records of its connections.

import { WsrigError } from "../errors.js";
import { findMetric } from "../metrics/catalogue.js";
import type { Tags } from "../metrics/run-report.js";
import type { SessionMeter } from "./session-meter.js";

/** Adds to a counter. @throws WsrigError `scenario-metric-reserved`, `metric-invalid-sample` and those of the collector */
export function countOwn(meter: SessionMeter, name: string, n: number, tags: Tags): void {
  refuseReserved(name);
  const counter = meter.collector.counter(name, { ...meter.tags, ...tags });
  recordNamed(() => counter.add(n), `counter "${name}" was given ${String(n)}`);
}

/** Records a duration in µs. @throws WsrigError `scenario-metric-reserved`, `metric-invalid-sample` and those of the collector */
export function recordOwn(meter: SessionMeter, name: string, us: number, tags: Tags): void {
  refuseReserved(name);
  const trend = meter.collector.trend(name, { ...meter.tags, ...tags });
  recordNamed(
    () => trend.record(us),
    `trend "${name}" was given ${String(us)}`,
    "Record whole microseconds: Math.round(ms * 1_000).",
  );
}

/** A scenario's own numbers among the measured ones would make the report tell what did not happen. */
function refuseReserved(name: string): void {
  if (findMetric(name) === undefined) return;
  throw new WsrigError("scenario-metric-reserved", `metric "${name}" is recorded by wsrig itself`, {
    hint: "Choose another name for your own metric.",
  });
}

/** The cell knows the limit, but not whose mistake it is. */
function recordNamed(record: () => void, what: string, hint?: string): void {
  try {
    record();
  } catch (cause) {
    if (!(cause instanceof WsrigError)) throw cause;
    throw new WsrigError(cause.code, what, { cause, hint });
  }
}
