import { expect, test } from "vitest";
import { normalOf } from "../../bench/stats/normal.js";
import { compareSides } from "../../src/compare/compare-sides.js";
import { blockOrder } from "../../src/experiment/block-order.js";
import { seededRandom } from "../../src/random.js";
import { sideOf } from "./sides.js";

const comparisons = 300;

/** How many of equal sides are called different, on a machine whose speed wanders by 3% a block, 0.7 of which is left at the next. */
function alarms(orderOf: (seed: number) => readonly number[]): number {
  let alarms = 0;
  for (let seed = 0; seed < comparisons; seed++) {
    const random = seededRandom(seed).fork("machine");
    const normal = normalOf(() => random.next());
    const sides: [number[], number[]] = [[], []];
    let level = 0;
    for (const side of orderOf(seed)) {
      level = 0.7 * level + 0.03 * normal();
      sides[side === 0 ? 0 : 1].push(1_000 * Math.exp(level));
    }
    const [a, b] = sides;
    const { verdict } = compareSides(sideOf("A", { p50: a }), sideOf("B", { p50: b }), { gates: ["p50"] });
    if (verdict === "worse" || verdict === "better") alarms++;
  }
  return alarms;
}

test("one side after the other cries wolf on a machine that wanders, in turn it does not", () => {
  const oneAfterTheOther = new Array<number>(10).fill(0).concat(new Array<number>(10).fill(1));
  const inARow = alarms(() => oneAfterTheOther);
  const inTurn = alarms((seed) => blockOrder(2, 10, seededRandom(seed).fork("order")));
  expect([inARow, inTurn]).toEqual([60, 0]);
});
