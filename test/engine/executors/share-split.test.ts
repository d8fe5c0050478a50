import fc from "fast-check";
import { expect, test } from "vitest";
import { clientCountOf, clientsOf, workOf } from "../../../src/engine/executors/share-split.js";
import { wholeShare } from "../../../src/engine/plan/run-plan.js";
import { firstOf } from "./first-of.js";

test.each([
  {
    clients: 7,
    of: 3,
    split: [
      [0, 3, 6],
      [1, 4],
      [2, 5],
    ],
  },
  { clients: 2, of: 3, split: [[0], [1], []] },
  { clients: 0, of: 2, split: [[], []] },
  { clients: 3, of: 1, split: [[0, 1, 2]] },
])("$clients clients of $of workers are dealt out in turn", ({ clients, of, split }) => {
  const shares = split.map((_, worker) => ({ worker, of }));
  expect(shares.map((share) => clientsOf(share, clients))).toEqual(split);
  expect(shares.map((share) => clientCountOf(share, clients))).toEqual(split.map((own) => own.length));
});

test.each([
  { worker: 0, of: 2, clients: 4, work: [0, 2, 4, 6, 8, 10], why: "every other one" },
  { worker: 1, of: 2, clients: 4, work: [1, 3, 5, 7, 9, 11], why: "and the others" },
  { worker: 0, of: 2, clients: 3, work: [0, 2, 3, 5, 6, 8], why: "two thirds for two of three clients" },
  { worker: 1, of: 2, clients: 3, work: [1, 4, 7, 10, 13, 16], why: "one third for one of three clients" },
  { worker: 0, of: 7, clients: 1, work: [0, 1, 2, 3, 4, 5], why: "all, as nobody else has a client" },
  { worker: 6, of: 7, clients: 6, work: [], why: "nothing without a client" },
])("worker $worker of $of with $clients clients in all does $work: $why", ({ worker, of, clients, work }) => {
  expect(firstOf(workOf({ worker, of }, clients), 6)).toEqual(work);
});

test("all workers together do each number once, each in order, and none without clients", () => {
  const numbers = fc.record({ of: fc.integer({ min: 1, max: 9 }), clients: fc.integer({ min: 1, max: 20 }) });
  fc.assert(
    fc.property(numbers, ({ of, clients }) => {
      const own = Array.from({ length: of }, (_, worker) =>
        firstOf(workOf({ worker, of }, clients), 200).filter((number) => number < 100),
      );
      expect(own.flat().toSorted((a, b) => a - b)).toEqual(firstOf(workOf(wholeShare, clients), 100));
      for (const [worker, numbersOfIt] of own.entries()) {
        expect(numbersOfIt).toEqual(numbersOfIt.toSorted((a, b) => a - b));
        expect(numbersOfIt.length === 0).toBe(clientCountOf({ worker, of }, clients) === 0);
      }
    }),
  );
});
