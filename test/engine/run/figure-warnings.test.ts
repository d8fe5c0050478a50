import { expect, test } from "vitest";
import type { LoadOptions } from "../../../src/engine/plan/load-options.js";
import { planRun } from "../../../src/engine/plan/plan-run.js";
import { type MessageCounts, noCounts } from "../../../src/engine/record/message-counts.js";
import { figureWarnings } from "../../../src/engine/run/figure-warnings.js";
import type { LoadFacts } from "../../../src/engine/run/load-facts.js";
import { factsOf, machine } from "../some-load.js";

type Work = Pick<LoadOptions, "traffic" | "script">;

const open = { kind: "open", ratePerSecond: 5, per: "connection", arrivals: "constant" } as const;
const byId = {
  match: { kind: "offset", offset: 0 },
} as const;

function warningsOf(work: Work, counts: Partial<MessageCounts>, facts: Partial<LoadFacts> = {}) {
  const executor = { kind: "constant-clients", clients: 2, durationMs: 1_000 } as const;
  const [load] = planRun({ seed: 1, loads: [{ url: "ws://127.0.0.1:9", executor, ...work }] }, machine).loads;
  if (load === undefined) throw new Error("there is one");
  const steady = { ...noCounts, sent: 1_000, answered: 1_000, ...counts };
  return figureWarnings(load, factsOf({ counts: { steady }, ...facts }));
}

const codes = (...of: Parameters<typeof warningsOf>): readonly string[] =>
  warningsOf(...of).map(({ code }) => code);

test("says that the target was behind when more than a tenth had no answer at the end of the load's time", () => {
  expect(codes({ traffic: { kind: "echo", schedule: open } }, {}, { unansweredAtEnd: 100 })).toEqual([]);
  expect(warningsOf({ traffic: { kind: "echo", schedule: open } }, {}, { unansweredAtEnd: 101 })).toEqual([
    {
      code: "target-behind",
      message:
        "load: 101 messages had no answer when the load's time was over (1,000 were sent in the measured time): the target may not keep up, and the rate received includes answers that came afterwards.",
      hint: "Look whether latency grows over time; find the rate that holds with wsrig search --vary rate.",
    },
  ]);
});

test("a closed loop always has unanswered messages at the end, and says nothing of them", () => {
  expect(codes({ traffic: { kind: "echo" } }, {}, { unansweredAtEnd: 500 })).toEqual([]);
});

test.each<[string, Partial<MessageCounts>, Partial<LoadFacts>, readonly string[]]>([
  ["nothing where every question has its answer", {}, {}, []],
  ["a lost answer", { answered: 999, lost: 1 }, {}, ["answers-by-order"]],
  ["a message without a question", { duplicated: 1 }, {}, ["answers-by-order"]],
  [
    "nothing of what a lost connection took along",
    { answered: 999, lost: 1 },
    { droppedBecause: { reset: 1 } },
    [],
  ],
])("where answers are taken in order, it warns of %s", (_, counts, facts, expected) => {
  expect(codes({ traffic: { kind: "echo" } }, counts, facts)).toEqual(expected);
  expect(codes({ traffic: { kind: "echo", ...byId } }, counts, facts)).toEqual([]);
});

test.each<[string, Partial<LoadFacts>, message: string]>([
  [
    "one",
    { droppedIterations: 1, iterations: 1 },
    "1 arrival of load load found no free client and was dropped; 1 was done. The load was lighter than planned.",
  ],
  [
    "many",
    { droppedIterations: 12_345, iterations: 2_000 },
    "12,345 arrivals of load load found no free client and were dropped; 2,000 were done. The load was lighter than planned.",
  ],
])("tells of arrivals that were dropped, of a script's too: %s", (_, facts, message) => {
  const dropped = { code: "arrivals-dropped", message, hint: "Raise maxClients, or lower the rate." };
  expect(warningsOf({ traffic: { kind: "storm" } }, {}, facts)).toEqual([dropped]);
  expect(warningsOf({ script: { file: "chat.ts", scenario: "chat" } }, {}, facts)).toEqual([dropped]);
});
