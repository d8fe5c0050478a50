// The verdict of a comparison in words, for people who know nothing of the project.

import type { ComparedRow, ReportComparison } from "../metrics/comparison-report.js";
import {
  comparative,
  effectWords,
  intervalSuffix,
  intervalWords,
  sizeWords,
  valueWords,
} from "./change-words.js";
import { figureCatalogue } from "./compared-figure.js";
import { shareThreshold } from "./effect-size.js";
import { needWords } from "./figure-reasons.js";

/** A comparison that lacks only its sentence. */
export type JudgedComparison = Omit<ReportComparison, "sentence">;

/**
 * What is worse or better and by how much, what is the same, what is unclear and what would make it clear, of the figures that
 * gate. Of the others those that are worse, where the verdict does not say so.
 */
export function comparisonSentence(comparison: JudgedComparison): string {
  const gates = comparison.rows.filter((row) => row.gates);
  const beside =
    comparison.verdict === "worse"
      ? []
      : comparison.rows.filter((row) => !row.gates && row.verdict === "worse");
  const verdict = verdictSentence(comparison, { gates, isMixed: beside.length > 0 });
  return beside.length === 0
    ? verdict
    : `${verdict} Worse, though not part of the verdict: ${listed(beside.map((row) => rowWords(row)))}.`;
}

function verdictSentence(
  comparison: JudgedComparison,
  { gates, isMixed }: { readonly gates: readonly ComparedRow[]; readonly isMixed: boolean },
): string {
  const { baseline, candidate, noise, verdict } = comparison;
  if (gates.length === 0) {
    return `${candidate} cannot be compared with ${baseline}: neither side has a figure that decides.`;
  }
  switch (verdict) {
    case "worse":
    case "better":
      return [changedSentence(comparison, gates), ...restSentences(comparison, gates)].join(" ");
    case "same":
      return `${candidate} is ${likeness(gates)} ${baseline}${isMixed ? " in what decides" : ""}: ${sameWords(gates, noise)}, ${blocksWords(comparison)}.`;
    case "unclear":
      return unclearSentence(comparison, gates);
    default:
      return verdict satisfies never;
  }
}

/** `B's p99 latency is 18% slower than A's (12% to 25%), 7 blocks a side.`, or a list where there are several. */
function changedSentence(comparison: JudgedComparison, gates: readonly ComparedRow[]): string {
  const { baseline, candidate, verdict } = comparison;
  const decided = gates.filter((row) => row.verdict === verdict);
  const [first] = decided;
  const blocks = blocksWords(comparison);
  if (first !== undefined && decided.length === 1) {
    const than = `${rowSize(first)} than ${possessive(baseline)}`;
    return `${possessive(candidate)} ${first.title} is ${spaced(than, rowInterval(first))}, ${blocks}.`;
  }
  return `${candidate} is ${verdict} than ${baseline}: ${listed(decided.map((row) => rowWords(row)))}, ${blocks}.`;
}

/** The gates that did not decide, each kind of verdict in a sentence. */
function restSentences({ verdict, noise }: JudgedComparison, gates: readonly ComparedRow[]): string[] {
  const of = (wanted: ComparedRow["verdict"]): readonly ComparedRow[] =>
    wanted === verdict ? [] : gates.filter((row) => row.verdict === wanted);
  const [better, same, unclear] = [of("better"), of("same"), of("unclear")];
  return [
    ...(better.length === 0 ? [] : [`But its ${listed(better.map((row) => rowWords(row, " is")))}.`]),
    ...(same.length === 0 ? [] : [`Their ${sameWords(same, noise)}.`]),
    ...(unclear.length === 0 ? [] : [`Unclear: ${listed(unclear.map(({ title }) => title))}.`]),
  ];
}

function unclearSentence(comparison: JudgedComparison, gates: readonly ComparedRow[]): string {
  const { baseline, candidate, noise } = comparison;
  const unclear = gates.filter((row) => row.verdict === "unclear");
  const same = gates.filter((row) => row.verdict === "same");
  const ranges = unclear.flatMap((row) =>
    row.change === undefined ? [] : [`${row.title} is ${intervalWords(row.figure, row.change)}`],
  );
  const range = ranges.length === 0 ? "" : `: ${listed(ranges)}`;
  return [
    `Whether ${candidate} differs from ${baseline} is unclear${range}, ${blocksWords(comparison)}.`,
    ...(same.length === 0 ? [] : [`Their ${sameWords(same, noise)}.`]),
    ...adviceOf(unclear, comparison),
  ].join(" ");
}

/** The largest need of all, and else the first reason. */
function adviceOf(unclear: readonly ComparedRow[], { blocks }: JudgedComparison): readonly string[] {
  const needy = unclear.flatMap((row) => (row.needs === undefined ? [] : [{ row, needs: row.needs }]));
  const [most] = needy.sort((a, b) => b.needs.blocks - a.needs.blocks);
  if (most !== undefined && needy.length === unclear.length) {
    const fewest = Math.min(blocks.baseline, blocks.candidate);
    const words = needWords(figureCatalogue[most.row.figure], most.needs, { fewest });
    return [`${words.charAt(0).toUpperCase()}${words.slice(1)}.`];
  }
  const reason = unclear.find((row) => row.needs === undefined)?.reason;
  return reason === undefined ? [] : [reason];
}

/** `p50 latency, p99 latency and throughput differ by less than 3%`. */
function sameWords(rows: readonly ComparedRow[], noise: number): string {
  const within = (kind: "ratio" | "difference", threshold: number): string[] => {
    const titles = rows
      .filter(({ figure }) => figureCatalogue[figure].kind === kind)
      .map(({ title }) => title);
    const verb = titles.length === 1 ? "differs" : "differ";
    return titles.length === 0
      ? []
      : [`${listed(shortened(titles))} ${verb} by less than ${effectWords(kind, threshold)}`];
  };
  return [...within("ratio", noise), ...within("difference", shareThreshold)].join(", ");
}

/** `p50 latency`, `p99 latency` as `p50` and `p99` latency: the word once, after the last. */
function shortened(titles: readonly string[]): readonly string[] {
  const latencies = titles.filter((title) => title.endsWith(" latency"));
  return titles.map((title) =>
    latencies.length > 1 && latencies.includes(title) && title !== latencies.at(-1)
      ? title.slice(0, -" latency".length)
      : title,
  );
}

/** Speed is what latencies, handshakes and throughput are about. */
function likeness(gates: readonly ComparedRow[]): string {
  return gates.some(({ figure, unit }) => (unit === "us" && figure !== "cpuPerMessage") || unit === "1/s")
    ? "as fast as"
    : "like";
}

/** `p99 latency 18% slower (12% to 25%)`. */
function rowWords(row: ComparedRow, verb = ""): string {
  return `${row.title}${verb} ${spaced(rowSize(row), rowInterval(row))}`;
}

function rowSize({ figure, change, baseline = 0, candidate = 0 }: ComparedRow): string {
  return change === undefined ? comparative(figure, candidate > baseline) : sizeWords(figure, change);
}

/** The interval; where a ratio has no end, the values themselves. */
function rowInterval({ figure, unit, change, baseline = 0, candidate = 0 }: ComparedRow): string {
  if (change !== undefined) return intervalSuffix(figure, change);
  return `(${valueWords(unit, candidate)} against ${valueWords(unit, baseline)})`;
}

/** `7 blocks a side`, `7 blocks against 9`: the candidate's first, as everything is said of it. */
function blocksWords({ blocks }: JudgedComparison): string {
  const { baseline, candidate } = blocks;
  const word = candidate === 1 ? "block" : "blocks";
  return baseline === candidate ? `${candidate} ${word} a side` : `${candidate} ${word} against ${baseline}`;
}

function possessive(name: string): string {
  return name.endsWith("s") ? `${name}'` : `${name}'s`;
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

function spaced(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" ");
}
