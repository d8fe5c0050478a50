// The words of progress, pure: what a line says in a given state.

import type { ReportCheck } from "../../metrics/run-report.js";
import { printable, shorten } from "../../report/printable.js";
import { formatCount, formatMs, formatUs } from "../../units.js";
import type { Colours } from "../terminal.js";
import type { ProgressFigures } from "./progress.js";

/** An activity and how far it is. */
export interface ActivityState {
  readonly activity: string;
  readonly elapsedMs: number;
  readonly totalMs?: number | undefined;
  readonly figures: ProgressFigures;
}

/** `load: steady 2 s of 5 s`. */
export function activityText({ activity, elapsedMs, totalMs }: Omit<ActivityState, "figures">): string {
  const elapsed = `${Math.floor(elapsedMs / 1_000)} s`;
  return totalMs === undefined ? `${activity} ${elapsed}` : `${activity} ${elapsed} of ${formatMs(totalMs)}`;
}

/** The figures that are known: `steady | 100 open | 41,235 msgs/s | p50 2.1 ms`; empty when none is. */
export function figuresText(figures: ProgressFigures): string {
  const { phase, open, clients, messagesPerSecond, p50Us, p99Us, correctedP99Us } = figures;
  const { errors, dropped, latenessP99Us, generatorCpu, done, failed, leftMs } = figures;
  const shown = (value: number | undefined, text: (value: number) => string): string =>
    value === undefined ? "" : text(value);
  const texts = [
    phase ?? "",
    shown(open, (n) => `${formatCount(n)} open`),
    shown(clients, (n) => `${formatCount(n)} clients`),
    shown(messagesPerSecond, (n) => `${formatCount(n)} msgs/s`),
    shown(p50Us, (us) => `p50 ${formatUs(us)}`),
    shown(p99Us, (us) => `p99 ${formatUs(us)}`),
    shown(correctedP99Us, (us) => `corrected p99 ${formatUs(us)}`),
    shown(errors, (n) => `${formatCount(n)} errors`),
    shown(dropped, (n) => `${formatCount(n)} dropped`),
    shown(latenessP99Us, (us) => `late p99 ${formatUs(us)}`),
    shown(generatorCpu, (share) => `cpu ${Math.round(share * 100)}%`),
    shown(done, (n) => `${formatCount(n)} done`),
    shown(failed, (n) => `${formatCount(n)} failed`),
    shown(leftMs, (ms) => `about ${formatMs(Math.ceil(ms / 1_000) * 1_000)} left`),
  ];
  return texts.filter((text) => text !== "").join(" | ");
}

/** {@link activityText} and {@link figuresText} in one line. */
export function activityLine({ figures, ...activity }: ActivityState): string {
  return [activityText(activity), figuresText(figures)].filter((text) => text !== "").join(" | ");
}

/** `[#####-----]`, `width` characters inside the brackets. */
export function progressBar(elapsedMs: number, totalMs: number, width: number): string {
  const share = Math.min(1, Math.max(0, elapsedMs / totalMs));
  const filled = Math.round(share * width);
  return `[${"#".repeat(filled)}${"-".repeat(width - filled)}]`;
}

/** `✓ text: echoes ASCII`; a failed check says what was expected and received. */
export function checkLine(check: ReportCheck, colours: Colours): string {
  const title = printable(`${check.scenario}: ${check.title}`);
  if (check.status === "pass") return `${colours.green("✓")} ${title}`;
  if (check.status === "notApplicable")
    return `${colours.dim("-")} ${title} ${colours.dim("(not applicable)")}`;
  const facts = [
    check.reason,
    check.expected === undefined ? undefined : `expected ${check.expected}`,
    check.received === undefined ? undefined : `received ${check.received}`,
  ];
  const detail = facts.filter((fact) => fact !== undefined).join("; ");
  return `${colours.red("✗")} ${title}${detail === "" ? "" : ` ${colours.dim(`(${printable(shorten(detail, 200))})`)}`}`;
}
