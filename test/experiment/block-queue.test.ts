import { expect, test } from "vitest";
import { BlockQueue } from "../../src/experiment/block-queue.js";

/** Runs all blocks; `isEvidence` says of the block number `index` of a variant, from 0, whether it is. */
function runAll(
  queue: BlockQueue,
  isEvidence: (variant: number, index: number) => boolean,
): readonly string[] {
  const run: string[] = [];
  const counts = new Map<number, number>();
  for (let next = queue.take(); next !== undefined; next = queue.take()) {
    const { variant, isRepeat } = next;
    const index = counts.get(variant) ?? 0;
    counts.set(variant, index + 1);
    run.push(`${variant}${isRepeat ? "r" : ""} ${queue.left}`);
    queue.done(variant, { isEvidence: isEvidence(variant, index) });
  }
  return run;
}

const order = [0, 1, 1, 0, 1, 0, 0, 1, 0, 1];

test("blocks come in their order, and how many are left is known", () => {
  const queue = new BlockQueue({ order, variants: 2, blocks: 5 });
  expect(queue.left).toBe(10);
  expect(runAll(queue, () => true)).toEqual(order.map((variant, index) => `${variant} ${9 - index}`));
  expect(queue.left).toBe(0);
  expect([queue.evidenceOf(0), queue.evidenceOf(1)]).toEqual([5, 5]);
});

test("each block that is no evidence is run once more at the end, the variants in turn", () => {
  const queue = new BlockQueue({ order, variants: 2, blocks: 5 });
  const run = runAll(queue, (_, index) => index > 1);
  expect(run.slice(10)).toEqual(["0r 3", "1r 2", "0r 1", "1r 0"]);
});

test("at most half as many as planned are run again, and 5 that can be trusted are enough to go on", () => {
  const queue = new BlockQueue({ order: [...order, ...order], variants: 2, blocks: 10 });
  const run = runAll(queue, (variant, index) => variant === 0 || index % 3 === 0);
  expect(run.filter((one) => one.startsWith("0"))).toHaveLength(10);
  expect(run.filter((one) => one.startsWith("1"))).toHaveLength(15);
  expect(queue.evidenceOf(1)).toBe(5);
});

test("a variant that cannot come to 5 is given up, the other ones go on; without any other one there is an end", () => {
  const three = Array.from({ length: 5 }, () => [0, 1, 2]).flat();
  const queue = new BlockQueue({ order: three, variants: 3, blocks: 5 });
  const run = runAll(queue, (variant) => variant !== 2);
  const times = (variant: number): number => run.filter((one) => one.startsWith(String(variant))).length;
  // 5 planned and 2 more at most: the third that fails leaves 4.
  expect([times(0), times(1), times(2)]).toEqual([5, 5, 3]);

  const two = new BlockQueue({ order, variants: 2, blocks: 5 });
  const last = runAll(two, (variant) => variant !== 1);
  expect(last.filter((one) => one.startsWith("1"))).toHaveLength(3);
  expect(last.at(-1)).toMatch(/^1 /);
  expect(two.left).toBe(0);
});
