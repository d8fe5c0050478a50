// The files of single cases, written as the results come, and their index.

import type { AgentRun } from "../../conformance/agent-run.js";
import type { CaseResult } from "../../conformance/case-result.js";
import type { CaseSelection } from "../../conformance/case-selection.js";
import { CaseFileNames } from "../../conformance/report/case-file-names.js";
import {
  type PlacedResult,
  referenceCase,
  referenceIndex,
} from "../../conformance/report/reference-shape.js";
import { JsonFiles } from "../../store/json-files.js";

/** A peer of the run. */
export type RecordedPeer = Pick<PlacedResult, "agent" | "role" | "url">;

/** Writes into the folder of a run. Results must be free of secrets: see `redactResult`. */
export class CaseRecord {
  readonly #files: JsonFiles;
  readonly #names = new CaseFileNames();
  readonly #places: ReadonlyMap<string, Pick<PlacedResult, "testCase" | "caseNumber">>;

  constructor(folder: string, { selected }: CaseSelection) {
    this.#files = new JsonFiles(folder);
    this.#places = new Map(
      selected.map((testCase, index) => [testCase.id, { testCase, caseNumber: index + 1 }]),
    );
  }

  /** Begins to write the file of a case that has ended. */
  add(peer: RecordedPeer, result: CaseResult): void {
    const place = this.#places.get(result.id);
    if (place === undefined) return;
    this.#files.write(
      this.#names.nameOf(peer.agent, result.id),
      referenceCase({ ...peer, ...place, result }),
    );
  }

  /** Writes index.json of what there is at the first signal, as a second one ends the process at once. */
  writeIndexAtAbort(signal: AbortSignal, runsSoFar: () => readonly AgentRun[]): void {
    signal.addEventListener(
      "abort",
      () => this.#files.writeAtOnce("index.json", this.#indexOf(runsSoFar())),
      { once: true },
    );
  }

  /** Writes index.json of what there is so far. Resolves when all files are there. @throws WsrigError `usage-reports-folder` */
  async writeIndex(runs: readonly AgentRun[]): Promise<void> {
    this.#files.write("index.json", this.#indexOf(runs));
    await this.#files.settled();
  }

  #indexOf(runs: readonly AgentRun[]): ReturnType<typeof referenceIndex> {
    return referenceIndex(runs, (agent, caseId) => this.#names.nameOf(agent, caseId));
  }
}
