// A baseline: the outcome that each case is known to have on each peer, as a small file fit for version control.

import { z } from "zod";
import { WsrigError } from "../../errors.js";
import { compareCaseIds } from "../../metrics/case-groups.js";
import type { ReportAgent } from "../../metrics/conformance-report.js";
import { isOutcome, outcomeOf } from "./outcome.js";

const schema = z.object({
  kind: z.literal("conformance-baseline"),
  schemaVersion: z.literal(1),
  agents: z.record(
    z.string(),
    z.record(
      z.string(),
      z.string().refine(isOutcome, "must be an outcome such as pass or fail (FAILED / OK)"),
    ),
  ),
});

/** Outcomes by peer and case, each as `outcomeOf` gives it. */
export type Baseline = Pick<z.infer<typeof schema>, "agents">;

/**
 * Reads the text of a baseline file.
 *
 * @param path - The file, as the user wrote it.
 * @throws WsrigError `usage-invalid-baseline`
 */
export function parseBaseline(text: string, path: string): Baseline {
  const invalid = (why: string, cause: unknown): WsrigError =>
    new WsrigError("usage-invalid-baseline", `${path} is no baseline: ${why}`, {
      path,
      hint: "Write it with --update-baseline.",
      cause,
    });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw invalid(`it is not JSON: ${(error as Error).message}`, error);
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw invalid(`${issue?.path.join(".") || "the document"}: ${issue?.message}`, result.error);
}

/**
 * The text of a baseline with the outcomes of `agents`: a line a case, sorted, so that a change is a line in a diff. What `before` has of
 * other peers, and of cases that were not run this time, stays.
 */
export function renderBaseline(agents: readonly ReportAgent[], before: Baseline = { agents: {} }): string {
  const merged = new Map(Object.entries(before.agents));
  for (const { agent, cases } of agents) {
    const name = nameIn(before, agent, agents.length);
    const outcomes = Object.fromEntries(cases.map((one) => [one.id, outcomeOf(one)]));
    merged.set(name, { ...merged.get(name), ...outcomes });
  }
  const sorted = [...merged]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, cases]) => [name, sortedCases(cases)] as const);
  const baseline = {
    kind: "conformance-baseline",
    schemaVersion: 1,
    agents: Object.fromEntries(sorted),
  };
  return `${JSON.stringify(baseline, undefined, 2)}\n`;
}

/**
 * The outcomes that a baseline has of a peer. Where there is one peer on either side it is the same one, whatever it is called: the name
 * of a server may hold its version or port.
 */
export function baselineOf(
  baseline: Baseline,
  agent: string,
  agentCount: number,
): Readonly<Record<string, string>> {
  const name = nameIn(baseline, agent, agentCount);
  return Object.hasOwn(baseline.agents, name) ? (baseline.agents[name] ?? {}) : {};
}

function nameIn({ agents }: Baseline, agent: string, agentCount: number): string {
  const names = Object.keys(agents);
  const [only] = names;
  if (Object.hasOwn(agents, agent) || only === undefined) return agent;
  return agentCount === 1 && names.length === 1 ? only : agent;
}

function sortedCases(cases: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(cases).sort(([a], [b]) => compareCaseIds(a, b)));
}
