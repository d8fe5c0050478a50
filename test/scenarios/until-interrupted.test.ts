import { EventEmitter, once } from "node:events";
import { describe, expect, test } from "vitest";
import { type ScenarioDefinition, scenario } from "../../src/scenarios/scenario.js";
import { FakeClock } from "../fake-clock.js";
import { runAgainst } from "./run-against.js";

/** Code that never ends, and tells when it was begun. */
class Hang {
  readonly begun: Promise<void>;
  #begin = (): void => undefined;

  constructor() {
    this.begun = new Promise((resolve) => {
      this.#begin = resolve;
    });
  }

  readonly forEver = (): Promise<void> => {
    this.#begin();
    return new Promise(() => undefined);
  };

  /** Resolves when whoever began it waits for it. */
  async isAwaited(): Promise<void> {
    await this.begun;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

type Hanging = (hang: () => Promise<void>) => Pick<ScenarioDefinition, "setup" | "run" | "teardown">;

describe("an interrupted run ends though the scenario's own code does not", () => {
  const rows: readonly { title: string; hanging: Hanging; done: string[] }[] = [
    { title: "setup", hanging: (hang) => ({ setup: hang, run: async () => undefined }), done: [] },
    { title: "run", hanging: (hang) => ({ run: hang }), done: [] },
    { title: "teardown", hanging: (hang) => ({ run: async () => undefined, teardown: hang }), done: [] },
    {
      title: "run after a check",
      hanging: (hang) => ({
        run: async (session) => {
          session.check("was here", true);
          await hang();
        },
      }),
      done: ["s: was here"],
    },
  ];
  test.each(rows)("$title", async ({ hanging, done }) => {
    const stopping = new AbortController();
    const clock = new FakeClock();
    const hang = new Hang();
    const run = runAgainst("ws://127.0.0.1:1", [scenario({ name: "s", ...hanging(hang.forEver) })], {
      isWsrig: false,
      clock,
      signal: stopping.signal,
    });
    await hang.isAwaited();
    stopping.abort();
    await new Promise((resolve) => setImmediate(resolve));
    // The deadline of the session gives way to the grace.
    expect(clock.sleepingMs).toEqual([2_000]);
    await clock.advanceMs(2_000);
    const { checks, interrupted, titles } = await run;
    expect(interrupted).toBe(true);
    expect(titles("pass")).toEqual(done);
    expect(checks).toHaveLength(done.length);
  });

  test.each([
    ["the signal's reason", (signal: AbortSignal) => signal.throwIfAborted(), []],
    ["Node's own error", (signal: AbortSignal) => once(new EventEmitter(), "never", { signal }), []],
    ["another error", () => Promise.reject(new Error("no such user")), ["s: setup"]],
  ] as const)("a setup that rejects after the interrupt with %s", async (_what, reject, failed) => {
    const stopping = new AbortController();
    const setup = async ({ signal }: { readonly signal: AbortSignal }): Promise<void> => {
      stopping.abort();
      await reject(signal);
    };
    const { titles } = await runAgainst(
      "ws://127.0.0.1:1",
      [scenario({ name: "s", setup, run: async () => undefined })],
      { isWsrig: false, signal: stopping.signal },
    );
    expect(titles("fail")).toEqual(failed);
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

describe("a scenario whose code never ends fails at its deadline, and the run goes on", () => {
  const rows: readonly { name: string; title: string; hanging: Hanging }[] = [
    { name: "setup", title: "setup", hanging: (hang) => ({ setup: hang, run: async () => undefined }) },
    { name: "run", title: "runs to its end", hanging: (hang) => ({ run: hang }) },
    {
      name: "teardown",
      title: "teardown",
      hanging: (hang) => ({ run: async () => undefined, teardown: hang }),
    },
  ];
  test.each(rows)("$name", async ({ name, title, hanging }) => {
    const clock = new FakeClock();
    const hang = new Hang();
    const run = runAgainst(
      "ws://127.0.0.1:1",
      [
        scenario({ name: "hangs", sessionTimeoutMs: 120_000, ...hanging(hang.forEver) }),
        scenario({ name: "next", run: async (session) => void session.check("ran", true) }),
      ],
      { isWsrig: false, clock },
    );
    await hang.isAwaited();
    expect(clock.sleepingMs).toEqual([120_000]);
    await clock.advanceMs(120_000);
    const { titles, check } = await run;
    expect(titles("pass")).toEqual(["next: ran"]);
    expect(titles("fail")).toEqual([`hangs: ${title}`]);
    expect(check(title)).toMatchObject({
      expected: `the end of ${name} within 2m 0s`,
      received: "nothing",
      reason: `${name} was still under way after 2m 0s and was abandoned; sessionTimeoutMs (in a file: sessionTimeout) gives it longer`,
    });
  });

  test("without a deadline of its own it has 10 minutes", async () => {
    const clock = new FakeClock();
    const hang = new Hang();
    const run = runAgainst("ws://127.0.0.1:1", [scenario({ name: "s", run: hang.forEver })], {
      isWsrig: false,
      clock,
    });
    await hang.isAwaited();
    expect(clock.sleepingMs).toEqual([600_000]);
    await clock.advanceMs(600_000);
    expect((await run).titles("fail")).toEqual(["s: runs to its end"]);
  });
});
