// Results of earlier runs by peer and role, so that a part can be run again and the table still has everything.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import type { CaseResult } from "../../../src/conformance/case-result.js";
import { groupOf } from "../../../src/metrics/case-groups.js";
import type { Role } from "../../../src/protocol/opcodes.js";
import { peerPath } from "../peer-process.js";
import type { TwiceOutcome } from "./run-twice.js";
import type { PeerDeath } from "./timed-results.js";

/** Everything that is known about one peer in one role. */
export interface StoredPeer {
  /** What `--peers` calls it. */
  readonly name: string;
  readonly library: string;
  readonly version: string;
  readonly role: Role;
  /** When the last run began, ISO 8601. */
  readonly ranAt: string;
  /** Messages of each case of the groups 12 and 13. */
  readonly messages: number;
  readonly results: readonly CaseResult[];
  readonly deaths: readonly PeerDeath[];
  readonly gaveUp?: string | undefined;
  /** Ids of cases that failed once only. */
  readonly unsteady: readonly string[];
}

/** Of the wire log of a case that did not fail. */
const shortEntries = 12;

/** What is stored; `undefined` when nothing is. */
export async function loadPeer(name: string, role: Role): Promise<StoredPeer | undefined> {
  try {
    return JSON.parse(await readFile(fileOf(name, role), "utf8")) as StoredPeer;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Stores a run; results of cases that were not in it stay as they are where the version is the same. */
export async function storePeer(
  run: Omit<StoredPeer, keyof TwiceOutcome>,
  outcome: TwiceOutcome,
): Promise<StoredPeer> {
  const found = await loadPeer(run.name, run.role);
  const stored = mergedPeer(found?.version === run.version ? found : undefined, { ...run, ...outcome });
  await mkdir(peerPath(".cache", "results"), { recursive: true });
  await writeFile(fileOf(run.name, run.role), JSON.stringify(stored));
  return stored;
}

/** A run beside what was known before of the same version. */
export function mergedPeer(before: StoredPeer | undefined, run: StoredPeer): StoredPeer {
  const results = run.results.map(shortened);
  if (before === undefined) return { ...run, results };
  const ids = new Set(run.results.map(({ id }) => id));
  const sends = run.results.some(({ id }) => isDeflateRounds(id));
  const hasOthers = sends && before.messages !== run.messages;
  const stays = ({ id }: { readonly id: string }): boolean =>
    !ids.has(id) && !(hasOthers && isDeflateRounds(id));
  return {
    ...run,
    messages: sends ? run.messages : before.messages,
    results: [...before.results.filter(stays), ...results],
    deaths: [
      ...before.deaths.filter(({ caseId }) => caseId !== undefined && stays({ id: caseId })),
      ...run.deaths,
    ],
    unsteady: [...before.unsteady.filter((id) => stays({ id })), ...run.unsteady],
  };
}

/** Whether a case sends as many messages as the run was told. */
function isDeflateRounds(caseId: string): boolean {
  return ["12", "13"].includes(groupOf(caseId));
}

/** All peers together are held in memory for the report. */
function shortened(result: CaseResult): CaseResult {
  if (result.verdict === "fail") return result;
  const { first, omitted, last } = result.wire;
  const kept = first.slice(0, shortEntries);
  return {
    ...result,
    wire: { first: kept, omitted: omitted + first.length - kept.length + last.length, last: [] },
  };
}

function fileOf(name: string, role: Role): string {
  return peerPath(".cache", "results", `${name}-${role}.json`);
}
