// What the flags of `wsrig history` say.

import { WsrigError } from "../../errors.js";
import { type HistoryFigure, historyFigures } from "../../metrics/history.js";
import { nearestWord } from "../../nearest-word.js";
import { parseDurationMs } from "../../units.js";
import type { FlagValues } from "../flags/flag-values.js";

/** What the user asked for; problems are noted in `flags`. */
export interface HistoryQuery {
  /** Absent for all. */
  readonly figures: readonly HistoryFigure[] | undefined;
  readonly buildTag: string | undefined;
  /** In lower case. */
  readonly name: string | undefined;
  /** Runs that started before are left out. */
  readonly since: Date | undefined;
  readonly isWorseRed: boolean;
}

/** @param now - What an age in `--since` counts from. */
export function readHistoryQuery(flags: FlagValues, now: Date): HistoryQuery {
  const figures = flags.list("metric").flatMap((name) => figureOf(name, flags));
  return {
    figures: figures.length === 0 ? undefined : figures,
    buildTag: flags.text("by"),
    name: flags.text("name")?.toLowerCase(),
    since: sinceOf(flags, now),
    isWorseRed: flags.text("fail-on") === "worse",
  };
}

function figureOf(name: string, flags: FlagValues): readonly HistoryFigure[] {
  const figure = historyFigures.find((one) => one === name);
  if (figure !== undefined) return [figure];
  const nearest = nearestWord(name, historyFigures);
  flags.problem(
    "metric",
    `--metric is "${name}"; must be one of ${historyFigures.join(", ")}`,
    nearest === undefined ? undefined : `Did you mean ${nearest}?`,
  );
  return [];
}

const dayMs = 86_400_000;

function sinceOf(flags: FlagValues, now: Date): Date | undefined {
  const text = flags.text("since")?.trim();
  if (text === undefined) return undefined;
  if (/^\d{4}-\d\d-\d\d/.test(text)) {
    const time = new Date(text);
    if (!Number.isNaN(time.getTime())) return time;
  }
  const [, days, unit] = /^(\d+(?:\.\d+)?)(d|w)$/.exec(text) ?? [];
  if (days !== undefined) return new Date(now.getTime() - Number(days) * dayMs * (unit === "w" ? 7 : 1));
  try {
    return new Date(now.getTime() - parseDurationMs(text, "--since"));
  } catch (error) {
    if (!(error instanceof WsrigError)) throw error;
    flags.problem(
      "since",
      `--since is "${text}"; must be a day such as 2026-01-31, or an age such as 30d or 12h`,
    );
    return undefined;
  }
}
