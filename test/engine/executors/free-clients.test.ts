import fc from "fast-check";
import { expect, test } from "vitest";
import { FreeClients } from "../../../src/engine/executors/free-clients.js";

test("a worker's clients are taken from the lowest number up, until none is left", () => {
  const free = new FreeClients({ worker: 1, of: 3 }, 8);
  expect([free.take(), free.take(), free.take(), free.take()]).toEqual([1, 4, 7, undefined]);
});

test("a client given back is taken before any that was never used", () => {
  const free = new FreeClients({ worker: 0, of: 1 }, 5);
  for (let i = 0; i < 3; i++) free.take();
  free.giveBack(2);
  free.giveBack(0);
  expect([free.take(), free.take(), free.take()]).toEqual([0, 2, 3]);
});

test("always the lowest free number is taken, as from a sorted list", () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat(40))), (moves) => {
      const free = new FreeClients({ worker: 0, of: 1 }, 20);
      const list = Array.from({ length: 20 }, (_, i) => i);
      const taken: number[] = [];
      for (const move of moves) {
        if (move === null || taken.length === 0) {
          const expected = list.sort((a, b) => a - b).shift();
          expect(free.take()).toBe(expected);
          if (expected !== undefined) taken.push(expected);
        } else {
          for (const client of taken.splice(move % taken.length, 1)) {
            free.giveBack(client);
            list.push(client);
          }
        }
      }
    }),
  );
});
