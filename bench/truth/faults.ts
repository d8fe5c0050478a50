// (c) What wsrig counts as lost, duplicated and reordered against what the server knows it did.

import { type Goal, judge } from "../harness/goals.js";
import type { ServerCounts } from "./answer-ledger.js";
import type { GeneratorFigures } from "./generator-order.js";
import { openLoad } from "./loads.js";
import { generate, startTruthServer } from "./processes.js";

const steadyMs = 10_000;

/** The part of the results. */
export interface FaultsPart {
  readonly goals: readonly Goal[];
  readonly server: ServerCounts;
  readonly wsrig: Pick<
    GeneratorFigures,
    "sent" | "received" | "answered" | "late" | "lost" | "duplicated" | "reordered" | "wrong" | "dropped"
  >;
  readonly invalid: readonly string[];
}

/** Runs the load; every message counts, so it has no warm-up. */
export async function measureFaults(say: (line: string) => void): Promise<FaultsPart> {
  const server = await startTruthServer("servers/truth-faults.ts");
  try {
    say(`(c) losses, duplicates and reorders, ${steadyMs / 1_000} s`);
    const load = openLoad({ url: server.url, warmUpMs: 0, steadyMs, hasIds: true, gracefulStopMs: 2_000 });
    const figures = await generate(load.order);
    const { sent, received, answered, late, lost, duplicated, reordered, wrong, dropped, invalid } = figures;
    const wsrig = { sent, received, answered, late, lost, duplicated, reordered, wrong, dropped };
    const counted = (await server.get("/")) as ServerCounts;
    return { goals: judgeFaults(counted, wsrig), server: counted, wsrig, invalid };
  } finally {
    server.stop();
  }
}

/** Every count must be that of the server, the balance must close, and nothing may be wrong or left unsent. */
export function judgeFaults(server: ServerCounts, wsrig: FaultsPart["wsrig"]): readonly Goal[] {
  const equal = (goal: string, measured: number, value: number): Goal =>
    judge({ goal, measured, bound: { kind: "equal", value }, unit: "messages" });
  return [
    equal("sent, as the server received", wsrig.sent, server.received),
    equal("lost, as the server left unanswered", wsrig.lost, server.lost),
    equal("duplicated, as the server answered again", wsrig.duplicated, server.duplicated),
    equal("reordered, as the server answered out of order", wsrig.reordered, server.reordered),
    equal("received, as the server wrote", wsrig.received, server.written),
    equal(
      "balance: answered, late and lost, as were sent",
      wsrig.answered + wsrig.late + wsrig.lost,
      wsrig.sent,
    ),
    equal("answers that are not what was sent", wsrig.wrong, 0),
    equal("due and not sent", wsrig.dropped, 0),
  ];
}
