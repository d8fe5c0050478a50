// The figures that can be compared, as people and CSV read them: the page cannot reach the catalogue of src/compare.

import type { ComparedFigure, ComparedRow } from "../../metrics/comparison-report.js";

/** One figure. */
export interface FigureWords {
  readonly figure: ComparedFigure;
  readonly title: string;
  readonly unit: ComparedRow["unit"];
  /** Names the unit: `p50_us`. */
  readonly csvTitle: string;
}

/** All figures, in the order in which they are shown. */
export const figureWords: readonly FigureWords[] = [
  { figure: "p50", title: "p50 latency", unit: "us", csvTitle: "p50_us" },
  { figure: "p90", title: "p90 latency", unit: "us", csvTitle: "p90_us" },
  { figure: "p99", title: "p99 latency", unit: "us", csvTitle: "p99_us" },
  { figure: "p999", title: "p99.9 latency", unit: "us", csvTitle: "p999_us" },
  { figure: "throughput", title: "throughput", unit: "1/s", csvTitle: "throughput_per_s" },
  { figure: "errorRate", title: "error rate", unit: "ratio", csvTitle: "error_ratio" },
  { figure: "handshake", title: "handshake", unit: "us", csvTitle: "handshake_us" },
  { figure: "cpuPerMessage", title: "CPU per message", unit: "us", csvTitle: "cpu_per_message_us" },
  { figure: "bytesPerMessage", title: "bytes per message", unit: "byte", csvTitle: "bytes_per_message" },
];
