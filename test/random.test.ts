import { expect, test } from "vitest";
import { seededRandom } from "../src/random.js";

function draw(seed: number): readonly unknown[] {
  const random = seededRandom(seed);
  return [
    random.next(),
    random.integer(1, 6),
    Buffer.from(random.bytes(4)).toString("hex"),
    random.pick(["a", "b"]),
  ];
}

test("the same seed draws the same, another seed something else", () => {
  expect(draw(42)).toEqual(draw(42));
  expect(draw(42)).not.toEqual(draw(43));
});

test("next is in [0, 1), integer reaches both its ends", () => {
  const random = seededRandom(1);
  const dice = new Set<number>();
  for (let i = 0; i < 1_000; i++) {
    const next = random.next();
    expect(next >= 0 && next < 1).toBe(true);
    dice.add(random.integer(1, 6));
  }
  expect([...dice].sort()).toEqual([1, 2, 3, 4, 5, 6]);
});

test("a fork depends on seed and label, not on what was drawn before", () => {
  const early = seededRandom(7).fork("client-1");
  const random = seededRandom(7);
  random.bytes(100);
  const late = random.fork("client-1");
  expect(late.next()).toBe(early.next());
  expect(random.fork("client-2").next()).not.toBe(random.fork("client-1").next());
});

test("picking from nothing is misuse", () => {
  expect(() => seededRandom(1).pick([])).toThrow(RangeError);
});
