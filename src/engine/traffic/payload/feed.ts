// The rows of a feed: a file of values for templates, read and checked before the run.

import { readFileSync, statSync } from "node:fs";
import type { PlanProblem } from "../../plan/plan-problem.js";
import type { FeedPlan } from "../../plan/traffic-plan.js";
import { parseCsvFeed } from "./feed-csv.js";
import { parseJsonlFeed } from "./feed-jsonl.js";

/** The rows of a file, each value as the text that a template takes. */
export interface Feed {
  /** Names of the values, in the order of every row. */
  readonly columns: readonly string[];
  /** At least one, all as long as `columns`. */
  readonly rows: readonly (readonly string[])[];
  /** Where each row stands in the file, from 1; a row of several lines by its last. */
  readonly lines: readonly number[];
}

/** A line of a feed that cannot be used. */
export interface FeedProblem {
  readonly line: number;
  /** What is wrong, without the place. */
  readonly message: string;
}

/** A feed as far as it could be read, and everything that is wrong with it. */
export interface ParsedFeed extends Feed {
  readonly problems: readonly FeedProblem[];
}

// Rows are kept in memory, in every worker.
const maxFeedBytes = 256 * 1_024 * 1_024;
// A file of the wrong kind is wrong in every line.
const shownProblems = 10;

/** A feed that can be used, or why it cannot. */
export interface FeedReading {
  /** Where there are no problems. */
  readonly feed: Feed | undefined;
  readonly problems: readonly PlanProblem[];
}

/**
 * Reads the whole file; problems name `file:line`, ten lines at most, and how many more there are.
 *
 * @param path - Of the feed in the plan, for the problems.
 */
export function readFeed(plan: FeedPlan, path: string): FeedReading {
  const at = { path: `${path}.file` };
  let text: string;
  try {
    const { size } = statSync(plan.file);
    if (size > maxFeedBytes) {
      const message = `file ${plan.file} has ${size} bytes; must have at most ${maxFeedBytes}`;
      return unusable({ ...at, message, hint: "Cut the feed: its rows are used again and again." });
    }
    text = readFileSync(plan.file, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return unusable({ ...at, message: `file ${plan.file} cannot be read: ${reason}` });
  }
  const { problems, ...feed } = plan.format === "csv" ? parseCsvFeed(text) : parseJsonlFeed(text);
  if (problems.length === 0) return { feed, problems: [] };
  const told = problems
    .slice(0, shownProblems)
    .map(({ line, message }) => ({ ...at, message: `file ${plan.file}:${line} ${message}` }));
  const more = problems.length - told.length;
  if (more === 0) return unusable(...told);
  return unusable(...told, { ...at, message: `file ${plan.file} has ${more} more such lines` });
}

function unusable(...problems: readonly PlanProblem[]): FeedReading {
  return { feed: undefined, problems };
}
