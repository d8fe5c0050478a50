// What a run holds in its hands: handles to record with, and the figures of a live view.

/** Records latencies of one metric and tag set. */
export interface TrendHandle {
  /** One latency, integer µs; allocation-free. @throws WsrigError `metric-invalid-sample` */
  record(us: number): void;
}
/** Counts for one metric and tag set. */
export interface CounterHandle {
  /** @param n - Finite, >= 0. @throws WsrigError `metric-invalid-sample` */
  add(n: number): void;
}
/** Counts passes and fails for one metric and tag set. */
export interface RateHandle {
  add(passed: boolean): void;
}
/** Sets the level of one metric and tag set. */
export interface GaugeHandle {
  /** @param value - Finite. @throws WsrigError `metric-invalid-sample` */
  set(value: number): void;
}

/** A trend as a live view shows it, all of the run so far. Without latencies only the count, 0. */
export interface TrendSnapshot {
  readonly count: number;
  readonly minUs?: number | undefined;
  readonly meanUs?: number | undefined;
  readonly p50Us?: number | undefined;
  readonly p90Us?: number | undefined;
  readonly p99Us?: number | undefined;
  readonly p999Us?: number | undefined;
  readonly maxUs?: number | undefined;
}
