// The figures that can be compared, as people and CSV read them: the page cannot reach the catalogue of src/compare.

import type { ComparedFigure, ComparedRow } from "../../metrics/comparison-report.js";
import { says } from "../words/report-words.js";

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
  { figure: "p50", title: says.comparison.figures.p50, unit: "us", csvTitle: "p50_us" },
  { figure: "p90", title: says.comparison.figures.p90, unit: "us", csvTitle: "p90_us" },
  { figure: "p99", title: says.comparison.figures.p99, unit: "us", csvTitle: "p99_us" },
  { figure: "p999", title: says.comparison.figures.p999, unit: "us", csvTitle: "p999_us" },
  {
    figure: "throughput",
    title: says.comparison.figures.throughput,
    unit: "1/s",
    csvTitle: "throughput_per_s",
  },
  { figure: "errorRate", title: says.comparison.figures.errorRate, unit: "ratio", csvTitle: "error_ratio" },
  { figure: "handshake", title: says.comparison.figures.handshake, unit: "us", csvTitle: "handshake_us" },
  {
    figure: "cpuPerMessage",
    title: says.comparison.figures.cpuPerMessage,
    unit: "us",
    csvTitle: "cpu_per_message_us",
  },
  {
    figure: "bytesPerMessage",
    title: says.comparison.figures.bytesPerMessage,
    unit: "byte",
    csvTitle: "bytes_per_message",
  },
];
