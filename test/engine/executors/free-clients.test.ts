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
  const anyMove = fc.oneof(fc.constant("take" as const), fc.nat(40));
  fc.assert(
    fc.property(fc.array(anyMove, { maxLength: 200 }), (moves) => {
      const free = new FreeClients({ worker: 0, of: 1 }, 40);
      const list = Array.from({ length: 40 }, (_, i) => i);
      // All are taken first and most given back: the order of what was used before is what can go wrong.
      const taken = list.splice(0).filter((client) => free.take() === client);
      expect(taken).toHaveLength(40);
      for (const move of [...moves, ...moves]) {
        if (move === "take") {
          const lowest = list.sort((a, b) => a - b).shift();
          expect(free.take()).toBe(lowest);
          if (lowest !== undefined) taken.push(lowest);
        } else {
          for (const client of taken.splice(move, 1)) {
            free.giveBack(client);
            list.push(client);
          }
        }
      }
    }),
  );
});
