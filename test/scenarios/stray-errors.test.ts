import { expect, test } from "vitest";
import { shareStrayErrors, type TakeStrayError } from "../../src/scenarios/stray-errors.js";

test("several takers share one watch: the one begun last is asked first, and the last one to go ends it", () => {
  const log: string[] = [];
  let takeNow: TakeStrayError | undefined;
  const watch = shareStrayErrors((take) => {
    log.push("watched");
    takeNow = take;
    return () => {
      log.push("unwatched");
      takeNow = undefined;
    };
  });
  const taker =
    (name: string, mine: string): TakeStrayError =>
    (error) => {
      log.push(`${name} asked`);
      return error === mine;
    };

  const endFirst = watch(taker("first", "one"));
  const endSecond = watch(taker("second", "two"));
  expect([takeNow?.("two"), takeNow?.("one"), takeNow?.("none")]).toEqual([true, true, false]);
  endSecond();
  expect(takeNow?.("two")).toBe(false);
  endFirst();
  expect(takeNow).toBeUndefined();
  expect(log.filter((line) => !line.includes("asked"))).toEqual(["watched", "unwatched"]);
  expect(log.filter((line) => line.includes("asked"))).toEqual([
    "second asked",
    "second asked",
    "first asked",
    "second asked",
    "first asked",
    "first asked",
  ]);

  watch(taker("third", "three"))();
  expect(log.slice(-2)).toEqual(["watched", "unwatched"]);
});
