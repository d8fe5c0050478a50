// Gathers what is wrong in the thresholds of a run, each with its place.

import { WsrigError } from "../../errors.js";
import { invalidThresholdCode } from "./invalid-threshold.js";

/** One problem. */
export interface ThresholdProblem {
  /** Where the user wrote it: `thresholds.ws_errors[0]`, `--threshold`. */
  readonly path: string;
  /** The same as keys and indexes from the top of the file, for whoever knows its lines. */
  readonly keys: readonly PropertyKey[];
  /** A whole sentence without a full stop, beginning with the path. */
  readonly message: string;
  /** What to write instead, as one imperative sentence. */
  readonly hint?: string | undefined;
}

/** Somewhere in what the user wrote. */
export interface ProblemPlace {
  readonly path: string;
  /** Says what is wrong here, as the clause behind the path. */
  add(problem: string, hint?: string): void;
  /** What `read` gives; undefined when it throws a mistake of the user, which then is a problem of this place. */
  attempt<T>(read: () => T): T | undefined;
  /** A key of an object that is here. */
  at(key: string): ProblemPlace;
}

/** A list of problems that grows while thresholds are read. */
export class Problems {
  readonly list: ThresholdProblem[] = [];

  at(keys: readonly PropertyKey[]): ProblemPlace {
    const { list } = this;
    const path = showKeys(keys);
    return {
      path,
      add: (problem, hint) => {
        const clause = /^(is|has) /.test(problem) ? ` ${problem}` : `: ${problem}`;
        list.push({ path, keys, message: `${path}${clause}`, hint });
      },
      attempt: (read) => {
        try {
          return read();
        } catch (error) {
          if (!(error instanceof WsrigError) || error.code !== invalidThresholdCode) throw error;
          list.push({ path, keys, message: error.message, hint: error.hint });
          return undefined;
        }
      },
      at: (key) => this.at([...keys, key]),
    };
  }
}

/** `thresholds.ws_errors[0]`: keys and indexes as the user would look for them; empty for the top of the file. */
export function showKeys(keys: readonly PropertyKey[]): string {
  let shown = "";
  for (const key of keys) {
    if (typeof key === "number") shown += `[${key}]`;
    else shown += shown === "" ? String(key) : `.${String(key)}`;
  }
  return shown;
}
