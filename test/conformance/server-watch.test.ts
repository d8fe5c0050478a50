// A server that goes away in the middle of a run: waited for, and then given up, in virtual time.

import { Socket } from "node:net";
import { describe, expect, test } from "vitest";
import type { DialFailure } from "../../src/client/dial-failure.js";
import type { ReachedTarget } from "../../src/client/target-socket.js";
import { ServerWatch, type ServerWatchOptions } from "../../src/conformance/server-watch.js";
import { FakeClock } from "../fake-clock.js";

const open: ReachedTarget = { kind: "open", socket: new Socket() };
const message = "nothing listens at the address (ECONNREFUSED)";
const refused = failing({ step: "tcp", code: "refused", message });

function failing(failure: DialFailure): ReachedTarget {
  return { kind: "failed", failure };
}

function watchOf(options: Partial<ServerWatchOptions> = {}): { watch: ServerWatch; clock: FakeClock } {
  const clock = new FakeClock();
  const given = { clock, waitMs: 1_000, wasReached: true, signal: undefined, ...options };
  return { watch: new ServerWatch(given), clock };
}

/** Attempts that give `outcomes` one after the other, the last for ever. */
function attempts(...outcomes: readonly ReachedTarget[]): { count: number; next(): Promise<ReachedTarget> } {
  return {
    count: 0,
    next() {
      const outcome = outcomes[Math.min(this.count++, outcomes.length - 1)] as ReachedTarget;
      return Promise.resolve(outcome);
    },
  };
}

describe("a server that is away", () => {
  test("is tried again every 100 ms, and found when it is back", async () => {
    const { watch, clock } = watchOf();
    const tried = attempts(refused, refused, open);
    const reaching = watch.reach("1.1.1", () => tried.next());
    await clock.waitForSleepers(1);
    await clock.advanceMs(200);
    expect(await reaching).toBe(open);
    expect(tried.count).toBe(3);
    expect(watch.gone).toBeUndefined();
  });

  test.each([
    ["five waits", 1_000, 5_000, 51],
    ["half a minute where waits are long", 3_600_000, 30_000, 301],
  ])("is given up after %s", async (_, waitMs, patienceMs, count) => {
    const { watch, clock } = watchOf({ waitMs });
    const tried = attempts(refused);
    const reaching = watch.reach("1.1.1", () => tried.next());
    await clock.waitForSleepers(1);
    await clock.advanceMs(patienceMs - 1);
    expect(watch.gone).toBeUndefined();
    await clock.advanceMs(1);
    expect(await reaching).toBe(refused);
    expect(watch.gone).toEqual({ why: message, underWay: [] });
    expect(tried.count).toBe(count);
  });

  test("is tried once only when it was given up before", async () => {
    const { watch, clock } = watchOf();
    const first = watch.reach("1.1.1", () => attempts(refused).next());
    await clock.waitForSleepers(1);
    await clock.advanceMs(5_000);
    await first;
    expect(await watch.reach("1.1.2", () => attempts(refused).next())).toBe(refused);
    expect(clock.sleepingMs).toEqual([]);
  });

  test("is waited for no longer when the run is interrupted", async () => {
    const aborting = new AbortController();
    const { watch, clock } = watchOf({ signal: aborting.signal });
    const tried = attempts(refused);
    const reaching = watch.reach("1.1.1", () => tried.next());
    await clock.waitForSleepers(1);
    aborting.abort();
    expect(await reaching).toBe(refused);
    expect({ count: tried.count, gone: watch.gone }).toEqual({ count: 2, gone: undefined });
  });
});

describe("not away is", () => {
  test.each<[string, Partial<ServerWatchOptions>, DialFailure]>([
    ["a server that never was there", { wasReached: false }, { step: "tcp", code: "refused", message }],
    ["our own lack of sockets", {}, { step: "tcp", code: "connect-failed", message: "no files" }],
    ["a bad certificate", {}, { step: "tls", code: "certificate", message: "expired" }],
    ["TCP that is reset in the TLS handshake", {}, { step: "tls", code: "reset", message: "reset" }],
  ])("%s", async (_, options, failure) => {
    const { watch, clock } = watchOf(options);
    const outcome = failing(failure);
    expect(await watch.reach("1.1.1", () => attempts(outcome).next())).toBe(outcome);
    expect({ gone: watch.gone, sleepingMs: clock.sleepingMs }).toEqual({ gone: undefined, sleepingMs: [] });
  });
});

describe("under way when it went away", () => {
  const [well, badly] = [
    { verdict: "pass", wasClean: true },
    { verdict: "fail", wasClean: false },
  ] as const;

  async function goneAfter(
    act: (watch: ServerWatch) => Promise<void>,
  ): Promise<readonly string[] | undefined> {
    // Reached by a case only: that counts as much.
    const { watch, clock } = watchOf({ wasReached: false });
    await act(watch);
    const reaching = watch.reach("later", () => attempts(refused).next());
    await clock.waitForSleepers(1);
    await clock.advanceMs(5_000);
    await reaching;
    return watch.gone?.underWay;
  }
  const opened = (watch: ServerWatch, id: string): Promise<ReachedTarget> =>
    watch.reach(id, () => Promise.resolve(open));

  test("are those that were when a connection was opened last, but for those that ended well since", async () => {
    const underWay = await goneAfter(async (watch) => {
      await opened(watch, "1");
      watch.ended({ id: "1", ...badly });
      for (const id of ["2", "3", "4"]) await opened(watch, id);
      watch.ended({ id: "3", ...well });
      watch.ended({ id: "2", ...badly });
      watch.ended({ id: "4", ...badly });
    });
    expect(underWay).toEqual(["2", "4"]);
  });

  test("is the last one, even if it ended well", async () => {
    const underWay = await goneAfter(async (watch) => {
      await opened(watch, "1");
      watch.ended({ id: "1", ...well });
      await opened(watch, "2");
      watch.ended({ id: "2", ...well });
    });
    expect(underWay).toEqual(["2"]);
  });
});
