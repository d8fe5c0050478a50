// The share of zlib in the time of a run: calls side by side count once in it.

import { expect, test } from "vitest";
import { ZlibShare } from "../../../src/conformance/deflate/zlib-share.js";
import { FakeClock } from "../../fake-clock.js";

test("time with a call under way counts once, the durations of calls add up", async () => {
  const clock = new FakeClock();
  const share = new ZlibShare(clock);
  const call = (ms: number, bytesOut: number) => async (): Promise<Uint8Array> => {
    await clock.sleepUntilUs(clock.nowUs() + ms * 1_000);
    return new Uint8Array(bytesOut);
  };
  const first = share.measure("deflated", 100, call(30, 10));
  await clock.advanceMs(10);
  const second = share.measure("inflated", 7, call(30, 70));
  expect(share.underWay).toBe(2);
  await clock.advanceMs(30);
  await Promise.all([first, second]);
  await clock.advanceMs(60);
  expect(share.underWay).toBe(0);
  expect(share.record()).toEqual({
    deflated: { calls: 1, bytesIn: 100, bytesOut: 10 },
    inflated: { calls: 1, bytesIn: 7, bytesOut: 70 },
    busyUs: 40_000,
    callsUs: 60_000,
    reused: 0,
  });
  expect(share.shareOf(clock.nowUs())).toBe(0.4);
  expect(share.shareOf(0)).toBe(0);
});

test("a call that fails is counted with what went in, and ends", async () => {
  const share = new ZlibShare(new FakeClock());
  await expect(share.measure("inflated", 5, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(() =>
    share.measureNow("inflated", 6, () => {
      throw new Error("never");
    }),
  ).toThrow("never");
  expect(share.underWay).toBe(0);
  expect(share.record().inflated).toEqual({ calls: 2, bytesIn: 11, bytesOut: 0 });
});
