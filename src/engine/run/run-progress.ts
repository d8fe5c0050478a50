// Where a run stands, from what its workers have told last.

import type { WorkerBook } from "./worker-book.js";

/** Where a run stands. */
export interface RunProgress {
  readonly stage: "opening" | "running" | "draining";
  readonly connections: number;
  readonly failedConnections: number;
  readonly clients: number;
  /** The phases that loads are in, each once, such as `steady`; by load where they differ. */
  readonly phases: readonly { readonly load: string; readonly phase: string }[];
}

/** All workers together. */
export function progressOf(books: readonly WorkerBook[]): RunProgress {
  const states = books.map((book) => book.state);
  // All begin together; one that was lost before does not.
  const isOpening = books.some(({ stage }) => stage === "opening" || stage === "prepared");
  const phases = uniquePhases(states.flatMap(({ loads }) => loads));
  const isDraining = phases.length > 0 && phases.every(({ phase }) => phase === "draining");
  return {
    stage: isOpening ? "opening" : isDraining ? "draining" : "running",
    connections: books.reduce(
      (sum, { opening, state }) => sum + (isOpening ? opening.opened : state.connections),
      0,
    ),
    failedConnections: books.reduce((sum, { opening }) => sum + opening.failed, 0),
    clients: states.reduce((sum, { clients }) => sum + clients, 0),
    phases,
  };
}

function uniquePhases(
  loads: readonly { readonly name: string; readonly phase: string }[],
): RunProgress["phases"] {
  const byLoad = new Map<string, string>();
  for (const { name, phase } of loads) {
    // The phase of the worker that is least far: a load drains when all of it does.
    if (byLoad.get(name) === undefined || byLoad.get(name) === "draining") byLoad.set(name, phase);
  }
  return [...byLoad].map(([load, phase]) => ({ load, phase }));
}
