// The results of every client that came, by the name that it gave itself.

import type { AgentRun } from "../agent-run.js";
import type { CaseResult } from "../case-result.js";
import type { CaseSelection } from "../case-selection.js";

/** Agents beyond this many are refused: their names come from the wire. */
const mostAgents = 100;

/** Keeps results, and knows which cases are under way. */
export class AgentBook {
  readonly #selection: CaseSelection;
  readonly #agents = new Map<string, Map<string, Promise<CaseResult | undefined>>>();
  readonly #ended = new Map<string, Map<string, CaseResult>>();

  constructor(selection: CaseSelection) {
    this.#selection = selection;
  }

  /** Whether another name is still taken. */
  takes(agent: string): boolean {
    return this.#agents.has(agent) || this.#agents.size < mostAgents;
  }

  /** A case of `agent` has begun; the later of two runs of one case counts. `undefined`: it was cut short. */
  began(agent: string, id: string, playing: Promise<CaseResult | undefined>): void {
    const cases = this.#agents.get(agent) ?? new Map<string, Promise<CaseResult>>();
    this.#agents.set(agent, cases.set(id, playing));
    const ended = (result: CaseResult | undefined): void => {
      if (result === undefined || cases.get(id) !== playing) return;
      const results = this.#ended.get(agent) ?? new Map<string, CaseResult>();
      this.#ended.set(agent, results.set(id, result));
    };
    // A bug of a case is told by who plays it; the case then has no result.
    playing.then(ended, () => {});
  }

  /** The result of a case that has begun, once it is over; `undefined` when `agent` never ran it. */
  resultOf(agent: string, id: string): Promise<CaseResult | undefined> | undefined {
    return this.#agents.get(agent)?.get(id);
  }

  /** Resolves when no case is under way. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#agents.values()].flatMap((cases) => [...cases.values()]));
  }

  /** What there is so far, by agent in the order of their first case. */
  runs(url: string): readonly AgentRun[] {
    return [...this.#agents.keys()].map((agent) => ({
      agent,
      role: "client" as const,
      url,
      selection: this.#selection,
      results: this.#selection.selected.flatMap(({ id }) => this.#ended.get(agent)?.get(id) ?? []),
    }));
  }
}
