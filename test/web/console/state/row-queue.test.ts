import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RowQueue } from "../../../../src/web/console/state/row-queue.js";

describe("the queue of rows", () => {
  it("keeps the places of rows when older ones go", () => {
    const queue = new RowQueue<string>();
    for (const row of ["a", "b", "c"]) queue.push(row);
    expect(queue.shift()).toBe("a");
    expect([queue.first, queue.end, queue.length]).toEqual([1, 3, 2]);
    expect([queue.at(0), queue.at(1), queue.at(2), queue.at(3)]).toEqual([undefined, "b", "c", undefined]);
    queue.clear();
    expect([queue.first, queue.end, queue.length, queue.shift()]).toEqual([3, 3, 0, undefined]);
    queue.push("d");
    expect(queue.at(3)).toBe("d");
  });

  it("finds the first row at or behind a number", () => {
    const queue = new RowQueue<number>();
    for (const row of [0, 10, 20, 30]) queue.push(row);
    queue.shift();
    const found = [-1, 10, 11, 30, 31].map((number) => queue.placeFrom(number, (row) => row));
    expect(found).toEqual([1, 1, 2, 3, 4]);
  });

  it("is what a plain list would be, whatever is pushed, put in and taken", () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant("push" as const), count: fc.integer({ min: 1, max: 1_500 }) }),
      fc.record({ kind: fc.constant("shift" as const), count: fc.integer({ min: 1, max: 1_500 }) }),
      fc.record({ kind: fc.constant("insert" as const), count: fc.integer({ min: 0, max: 100 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const queue = new RowQueue<number>();
        const plain: number[] = [];
        let next = 0;
        let gone = 0;
        for (const { kind, count } of steps) {
          if (kind === "insert") {
            const at = Math.min(count, plain.length);
            queue.insert(queue.first + at, next);
            plain.splice(at, 0, next++);
            continue;
          }
          for (let time = 0; time < count; time += 1) {
            if (kind === "push") {
              queue.push(next);
              plain.push(next++);
            } else {
              expect(queue.shift()).toBe(plain.shift());
            }
          }
          gone = next - plain.length;
        }
        expect([...queue]).toEqual(plain);
        expect(queue.end - queue.first).toBe(plain.length);
        expect(queue.first).toBe(gone);
      }),
      { numRuns: 60 },
    );
  });
});
