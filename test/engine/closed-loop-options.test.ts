import { describe, expect, test } from "vitest";
import { type ClosedLoopOptions, planClosedLoop } from "../../src/engine/closed-loop-options.js";

const least: ClosedLoopOptions = {
  url: "ws://127.0.0.1:9001",
  connections: 1,
  durationMs: 1,
  payload: { kind: "text", bytes: 0 },
};

describe("the options of a closed loop", () => {
  test("have these defaults", () => {
    expect(planClosedLoop(least)).toEqual({
      ...least,
      warmUpMs: 1_000,
      inFlight: 1,
      dial: {},
      connectConcurrency: 64,
      messageTimeoutMs: 10_000,
      drainTimeoutMs: 5_000,
      tags: {},
    });
  });

  test("keep what is given, a warm-up of 0 too", () => {
    const given = { ...least, warmUpMs: 0, inFlight: 3, fragmentBytes: 8, tags: { delivery: "fragments" } };
    expect(planClosedLoop(given)).toMatchObject(given);
  });

  test.each<[Partial<ClosedLoopOptions>, string]>([
    [{ connections: 0 }, "connections is 0; must be a whole number of at least 1"],
    [{ inFlight: 1.5 }, "inFlight is 1.5; must be a whole number of at least 1"],
    [{ fragmentBytes: -1 }, "fragmentBytes is -1; must be a whole number of at least 1"],
    [{ connectConcurrency: 0 }, "connectConcurrency is 0; must be a whole number of at least 1"],
    [{ payload: { kind: "text", bytes: -1 } }, "payload.bytes is -1; must be a whole number of at least 0"],
    [{ payload: { kind: "text", bytes: 1.5 } }, "payload.bytes is 1.5; must be a whole number of at least 0"],
    [{ durationMs: 0 }, "durationMs is 0; must be a finite number of milliseconds, greater than 0"],
    [{ warmUpMs: -1 }, "warmUpMs is -1; must be a finite number of milliseconds, 0 or more"],
    [
      { drainTimeoutMs: Number.NaN },
      "drainTimeoutMs is NaN; must be a finite number of milliseconds, 0 or more",
    ],
  ])("%o is refused", (wrong, message) => {
    const code = "usage-invalid-load";
    expect(() => planClosedLoop({ ...least, ...wrong })).toThrow(expect.objectContaining({ code, message }));
  });

  test("are refused with all problems at once", () => {
    const wrong = { ...least, connections: 0, durationMs: -5 };
    expect(() => planClosedLoop(wrong)).toThrow(
      "connections is 0; must be a whole number of at least 1\ndurationMs is -5; must be a finite number of milliseconds, greater than 0",
    );
  });
});
