// What the report page shows of each case, in bounded size: failed cases whole, others with the beginning of their wire log.

import { caseGroups, groupOf } from "../../metrics/case-groups.js";
import type {
  AgentDetails,
  CaseDetail,
  CaseText,
  ConformanceDetails,
} from "../../metrics/conformance-details.js";
import type { Role } from "../../protocol/opcodes.js";
import type { AgentRun } from "../agent-run.js";
import type { ConformanceCase } from "../case.js";
import { type CaseResult, reportedEvent } from "../case-result.js";
import { handshakeText } from "./handshake-text.js";
import { beginningOf, shortEntries, shortWire } from "./short-wire.js";

/** Characters of JSON for all failed cases together; past it they are shortened too. */
const wholeBudget = 12_000_000;

/**
 * Texts of all cases of `runs`, and what happened in each.
 *
 * @param cases - The catalogue, for the texts of excluded cases.
 */
export function conformanceDetails(
  runs: readonly AgentRun[],
  cases: readonly ConformanceCase[],
): ConformanceDetails {
  const ids = new Set(
    runs.flatMap(({ selection }) => [...selection.selected, ...selection.excluded].map(({ id }) => id)),
  );
  const told = cases.filter(({ id }) => ids.has(id));
  const groups = new Set(told.map(({ id }) => groupOf(id)));
  const budget = { left: wholeBudget };
  return {
    groups: caseGroups.filter(({ id }) => groups.has(id)),
    cases: told.map(caseText),
    agents: runs.map((run) => agentDetails(run, budget)),
  };
}

/** What a case is, as plain data. */
export function caseText(testCase: ConformanceCase): CaseText {
  const { id, description, expectation, section, fix, isHostile, outcomes } = testCase;
  return {
    id,
    group: groupOf(id),
    description,
    expectation,
    section,
    fix,
    ...(isHostile === true && { isHostile }),
    ...(outcomes !== undefined && {
      outcomes: {
        ok: outcomes.ok.map(reportedEvent),
        nonStrict: (outcomes.nonStrict ?? []).map((list) => list.map(reportedEvent)),
      },
    }),
  };
}

/** Everything that happened in one case. @param peerRole - Who the peer is. */
export function caseDetail(result: CaseResult, peerRole: Role): CaseDetail {
  const { id, startedAt, behaviorReason, closeReason, isOpened, closedByDriver, droppedByDriver } = result;
  const { wasClean, closeTimedOut, serverDropTimedOut, localClose, remoteClose } = result;
  const { received, complaints, wire } = result;
  return {
    ...handshakeText(result, peerRole),
    ...{ id, startedAt, behaviorReason, closeReason, isOpened, closedByDriver, droppedByDriver },
    ...{ wasClean, closeTimedOut, serverDropTimedOut, localClose, remoteClose, received, complaints, wire },
  };
}

function agentDetails({ agent, role, results }: AgentRun, budget: { left: number }): AgentDetails {
  const cases = results.map((result) => {
    const detail = caseDetail(result, role);
    if (result.verdict === "pass" || result.verdict === "informational") return shortened(detail);
    const size = JSON.stringify(detail).length;
    if (size > budget.left) return shortened(detail);
    budget.left -= size;
    return detail;
  });
  return { agent, cases };
}

function shortened(detail: CaseDetail): CaseDetail {
  return {
    ...detail,
    received: detail.received
      .slice(0, shortEntries)
      .map((event) =>
        event.kind === "waited" ? event : { ...event, payloadHex: beginningOf(event.payloadHex) },
      ),
    wire: shortWire(detail.wire),
  };
}
