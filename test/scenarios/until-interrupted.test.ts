import { describe, expect, test } from "vitest";
import { systemClock } from "../../src/clock.js";
import { scenario } from "../../src/scenarios/scenario.js";
import { runAgainst } from "./run-against.js";

/** A clock whose sleeps are over at once. */
const hurried = { ...systemClock, sleepUntilUs: () => Promise.resolve() };
const never = new Promise<void>(() => undefined);

describe("an interrupted run ends though the scenario's own code does not", () => {
  const rows = [
    { title: "setup", hangs: { setup: () => never, run: async () => undefined }, done: [] },
    { title: "run", hangs: { run: () => never }, done: [] },
    { title: "teardown", hangs: { run: async () => undefined, teardown: () => never }, done: [] },
    {
      title: "run after a check",
      hangs: {
        run: async (session: { check(title: string, ok: boolean): boolean }) => {
          session.check("was here", true);
          await never;
        },
      },
      done: ["s: was here"],
    },
  ];
  test.each(rows)("$title", async ({ hangs, done }) => {
    const stopping = new AbortController();
    const run = runAgainst("ws://127.0.0.1:1", [scenario({ name: "s", ...hangs })], {
      isWsrig: false,
      clock: hurried,
      signal: stopping.signal,
    });
    setImmediate(() => stopping.abort());
    const { checks, interrupted, titles } = await run;
    expect(interrupted).toBe(true);
    expect(titles("pass")).toEqual(done);
    expect(checks).toHaveLength(done.length);
  });

  test("what ends within the grace is heard: a teardown that logs out after the interrupt", async () => {
    const stopping = new AbortController();
    const said: string[] = [];
    await runAgainst(
      "ws://127.0.0.1:1",
      [
        scenario({
          name: "s",
          setup: () => "token",
          run: async ({ signal }) => {
            stopping.abort();
            said.push(`aborted: ${signal.aborted}`);
          },
          teardown: async (token) => {
            await new Promise((resolve) => setImmediate(resolve));
            said.push(`logged out ${token}`);
          },
        }),
      ],
      { isWsrig: false, signal: stopping.signal },
    );
    expect(said).toEqual(["aborted: true", "logged out token"]);
  });
});
