import { expect, test } from "vitest";
import { makePayload } from "../../../../src/engine/traffic/payload/random-payload.js";
import { seededRandom } from "../../../../src/random.js";

test.each([0, 1, 125, 65_536])("a text payload of %i bytes is ASCII of that length", (bytes) => {
  const payload = makePayload("text", bytes, seededRandom(1));
  expect(payload).toHaveLength(bytes);
  expect(Buffer.from(payload).toString("latin1")).toMatch(/^[\w-]*$/);
});

test("the same seed makes the same payload, another seed another one", () => {
  const make = (seed: number) => Buffer.from(makePayload("binary", 64, seededRandom(seed))).toString("hex");
  expect(make(1)).toBe(make(1));
  expect(make(1)).not.toBe(make(2));
});
