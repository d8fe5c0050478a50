// What changed between two results, case by case.

import { z } from "zod";
import { WsrigError } from "../../errors.js";
import { compareCaseIds } from "../../metrics/case-groups.js";
import { documentKind, documentWords } from "../../metrics/document-kind.js";
import { parseRunReport } from "../../metrics/read-report.js";
import { changeBetween, outcomeOf } from "./outcome.js";

/** Outcomes by peer and case. Those of an index.json know only the two verdicts of the reference suite. */
export type Outcomes = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** A case with another outcome than before. */
export interface CaseDifference {
  readonly agent: string;
  readonly id: string;
  readonly change: "better" | "worse" | "other" | "new" | "gone";
  /** Absent where it is new. */
  readonly before?: string | undefined;
  /** Absent where it is gone. */
  readonly after?: string | undefined;
}

/** What changed, and how much did not. */
export interface ResultComparison {
  /** By peer, then in the order of the catalogue. */
  readonly differences: readonly CaseDifference[];
  /** Cases with the same outcome in both. */
  readonly same: number;
}

const behaviors = ["OK", "NON-STRICT", "INFORMATIONAL", "UNIMPLEMENTED", "FAILED"] as const;
const closes = ["OK", "FAILED", "WRONG CODE", "UNCLEAN", "FAILED BY CLIENT", "INFORMATIONAL"] as const;
const indexSchema = z.record(
  z.string(),
  z.record(z.string(), z.object({ behavior: z.enum(behaviors), behaviorClose: z.enum(closes) })),
);

const whatToGive = "Give a report.json or an index.json of a conformance run, or the folder of the run.";

/**
 * Reads a report.json, or an index.json of wsrig or of the reference suite.
 *
 * @param json - What JSON.parse gave.
 * @param path - The file, as the user wrote it.
 * @throws WsrigError `usage-invalid-report`
 */
export function readOutcomes(json: unknown, path: string): Outcomes {
  if (documentKind(json) !== "report") return readIndex(json, path);
  const { agents } = parseRunReport(json, path);
  if (agents === undefined) {
    const message = `${path} is no report of a conformance run`;
    throw new WsrigError("usage-invalid-report", message, { path, hint: whatToGive });
  }
  return new Map(
    agents.map(({ agent, cases }) => [agent, new Map(cases.map((one) => [one.id, outcomeOf(one)]))]),
  );
}

/** Peers are the same by name; where either side has one only, these two are. */
export function compareOutcomes(before: Outcomes, after: Outcomes): ResultComparison {
  const differences: CaseDifference[] = [];
  let same = 0;
  for (const [agent, old, now] of pairs(before, after)) {
    const ids = [...new Set([...old.keys(), ...now.keys()])].sort(compareCaseIds);
    for (const id of ids) {
      const difference = differenceOf(old.get(id), now.get(id));
      if (difference === undefined) same++;
      else differences.push({ agent, id, ...difference });
    }
  }
  return { differences, same };
}

function differenceOf(
  before: string | undefined,
  after: string | undefined,
): Omit<CaseDifference, "agent" | "id"> | undefined {
  if (before === undefined) return { change: "new", after };
  if (after === undefined) return { change: "gone", before };
  const change = changeBetween(before, after);
  return change === undefined ? undefined : { change, before, after };
}

type Pair = readonly [string, ReadonlyMap<string, string>, ReadonlyMap<string, string>];

function pairs(before: Outcomes, after: Outcomes): readonly Pair[] {
  const [oneBefore, oneAfter] = [[...before], [...after]];
  const [old, now] = [oneBefore[0], oneAfter[0]];
  if (oneBefore.length === 1 && oneAfter.length === 1 && old !== undefined && now !== undefined) {
    return [[now[0], old[1], now[1]]];
  }
  const none: ReadonlyMap<string, string> = new Map();
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.map((name) => [name, before.get(name) ?? none, after.get(name) ?? none]);
}

const verdicts = {
  OK: "pass",
  "NON-STRICT": "nonStrict",
  INFORMATIONAL: "informational",
  UNIMPLEMENTED: "unimplemented",
  FAILED: "fail",
} as const;

function readIndex(json: unknown, path: string): Outcomes {
  const result = indexSchema.safeParse(json);
  if (!result.success) {
    const [issue] = result.error.issues;
    const kind = documentKind(json);
    const why =
      kind === "index"
        ? `: ${issue?.path.join(".") || "the document"}: ${issue?.message}`
        : `; it seems to be ${documentWords[kind]}`;
    const message = `${path} is neither a report.json nor an index.json${why}`;
    throw new WsrigError("usage-invalid-report", message, { path, hint: whatToGive, cause: result.error });
  }
  return new Map(
    Object.entries(result.data).map(([agent, cases]) => {
      const outcomes = Object.entries(cases).map(([id, one]): [string, string] => {
        const endedWell = one.behaviorClose === "OK" || one.behaviorClose === "INFORMATIONAL";
        return [id, outcomeOf({ ...one, verdict: endedWell ? verdicts[one.behavior] : "fail" })];
      });
      return [agent, new Map(outcomes)];
    }),
  );
}
