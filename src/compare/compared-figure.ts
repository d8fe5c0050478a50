// What can be compared between two sides, and what each figure means.

import { type ComparedFigure, type ComparedRow, comparedFigures } from "../metrics/comparison-report.js";

/** One figure of the catalogue. */
export interface FigureEntry extends Pick<ComparedRow, "figure" | "title" | "unit" | "better"> {
  /** ratio: candidate / baseline; difference: of shares that are 0 on a good day, where no ratio exists. */
  readonly kind: "ratio" | "difference";
  /** What it is, as one sentence. */
  readonly meaning: string;
}

/** All figures by name, in the order of {@link comparedFigures}. */
export const figureCatalogue: Readonly<Record<ComparedFigure, FigureEntry>> = {
  p50: latency("p50", "p50 latency", "half of the answers came within it"),
  p90: latency("p90", "p90 latency", "90% of the answers came within it"),
  p99: latency("p99", "p99 latency", "99% of the answers came within it"),
  p999: latency("p999", "p99.9 latency", "99.9% of the answers came within it"),
  throughput: {
    figure: "throughput",
    title: "throughput",
    unit: "1/s",
    better: "higher",
    kind: "ratio",
    meaning: "Messages answered per second of the measured time.",
  },
  errorRate: {
    figure: "errorRate",
    title: "error rate",
    unit: "ratio",
    better: "lower",
    kind: "difference",
    meaning:
      "Messages lost, late or dropped, and failures of connections, by messages that were due or sent.",
  },
  handshake: {
    figure: "handshake",
    title: "handshake",
    unit: "us",
    better: "lower",
    kind: "ratio",
    meaning: "Median time from the start of dialling to the open connection.",
  },
  cpuPerMessage: {
    figure: "cpuPerMessage",
    title: "CPU per message",
    unit: "us",
    better: "lower",
    kind: "ratio",
    meaning: "CPU time of the target's process by messages answered or taken; known where its process is.",
  },
  bytesPerMessage: {
    figure: "bytesPerMessage",
    title: "bytes per message",
    unit: "byte",
    better: "lower",
    kind: "ratio",
    meaning: "Bytes on the wire in both directions, framing included, by messages sent.",
  },
};

/** Figures that decide the verdict unless the user names others. */
export const defaultGates: readonly ComparedFigure[] = ["p50", "p99", "throughput"];
/** Changes within it mean nothing, unless the user says otherwise: 3%. */
export const defaultNoise = 0.03;
/** Of the tests, unless the user says otherwise: 1%. */
export const defaultLevel = 0.01;

/** @throws nothing; `undefined` for a name that is no figure */
export function findFigure(name: string): ComparedFigure | undefined {
  return comparedFigures.find((figure) => figure === name);
}

function latency(figure: ComparedFigure, title: string, share: string): FigureEntry {
  const meaning = `Latency of a message, corrected where messages have due times: ${share}.`;
  return { figure, title, unit: "us", better: "lower", kind: "ratio", meaning };
}
