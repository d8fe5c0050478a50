import { expect, test } from "vitest";
import { askedDifferences } from "../../../src/cli/gate/asked-fields.js";

const lateness = "limits.latenessP99Ms is 5000 there and 10 here";
const warmUp = "load.warmUpMs is 20 there and 500 here";
const duration = "load.executor.durationMs is 100 there and 2000 here";
const schedule = 'load.traffic.schedule.kind is "open" there and "closed" here';
const delivery = "load.traffic.message.delivery.fragmentBytes is left out there and 8 here";
const all = [lateness, warmUp, duration, schedule, delivery];

test("a flag asks for its own field, and not for the defaults of the others", () => {
  expect(askedDifferences(all, ["max-cpu"])).toEqual([]);
  expect(askedDifferences(all, ["max-lateness"])).toEqual([lateness]);
  expect(askedDifferences(all, ["duration", "rate"])).toEqual([duration, schedule]);
});

test("a flag without a field of its own asks for all that no other flag has", () => {
  expect(askedDifferences(all, ["fragment-bytes"])).toEqual([delivery]);
});

test("a field within an alternative of another kind is not passed over", () => {
  const kind = 'load.traffic.kind is "sink" there and "echo" here';
  expect(askedDifferences([kind], ["rate"])).toEqual([kind]);
  expect(askedDifferences([kind], ["traffic"])).toEqual([kind]);
  expect(askedDifferences([kind], ["warm-up"])).toEqual([]);
});
