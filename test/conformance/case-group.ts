// The cases of one group, as their tests ask for them.

import type { ConformanceCase } from "../../src/conformance/case.js";
import type { CaseResult } from "../../src/conformance/case-result.js";
import type { Role } from "../../src/protocol/opcodes.js";
import type { MakePeer } from "./memory-peer.js";
import { playInMemory } from "./play-in-memory.js";
import { sloppyPeer } from "./sloppy-peer.js";

/** Cases by their ids. */
export class CaseGroup {
  readonly #cases: readonly ConformanceCase[];

  constructor(cases: readonly ConformanceCase[]) {
    this.#cases = cases;
  }

  /** The case with this id; there is one. */
  get(id: string): ConformanceCase {
    const found = this.#cases.find((testCase) => testCase.id === id);
    if (found === undefined) throw new Error(`no case ${id}`);
    return found;
  }

  /** The ids of a role that begin with one of `prefixes`, as rows of a table. */
  rows(role: Role, ...prefixes: readonly string[]): [string][] {
    return this.#cases
      .filter(({ id, peers }) => peers.includes(role) && prefixes.some((prefix) => id.startsWith(prefix)))
      .map(({ id }) => [id]);
  }

  /** The ids of the cases that only `role` plays. */
  only(role: Role): string[] {
    return this.#cases.filter(({ peers }) => peers.join() === role).map(({ id }) => id);
  }

  /** The first connection meets `peer`; later ones, which ask whether all is well, a peer that is. */
  play(id: string, role: Role, peer: MakePeer): Promise<CaseResult> {
    let connections = 0;
    const onlyFirst: MakePeer = (wire) => (connections++ === 0 ? peer : sloppyPeer(role))(wire);
    return playInMemory(this.get(id), role, onlyFirst);
  }

  /** Which of the ids with `prefix` a peer fails. */
  async failedBy(role: Role, peer: MakePeer, prefix: string): Promise<string[]> {
    const failed: string[] = [];
    for (const [id] of this.rows(role, prefix)) {
      if ((await this.play(id, role, peer)).verdict === "fail") failed.push(id);
    }
    return failed;
  }
}

/** `M.1.1` to `M.1.8`, for `M.1` and 8. */
export function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}.${index + 1}`);
}
