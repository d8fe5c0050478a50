import { describe, expect, test } from "vitest";
import type { CloseOutcome, Connection } from "../../../src/connection/connection.js";
import type { ConnectionOpener, OpenedConnection } from "../../../src/engine/traffic/connection-opener.js";
import type { Lane, LaneHost } from "../../../src/engine/traffic/lane.js";
import { LaneClient, type LaneClientSetting } from "../../../src/engine/traffic/lane-client.js";
import { SessionBook } from "../../../src/engine/traffic/session-book.js";
import { MetricCollector } from "../../../src/metrics/collector.js";
import { FakeClock } from "../../fake-clock.js";
import { FakeConnection } from "../fake-connection.js";

/** A lane that does nothing by itself: the test ends it. */
class FakeLane implements Lane {
  readonly connection: Connection;
  readonly calls: string[] = [];
  readonly #host: LaneHost;
  #isAtWork = false;
  /** Whether something is under way, so that a stop takes its time. */
  isBusy = false;

  constructor(connection: Connection, host: LaneHost) {
    this.connection = connection;
    this.#host = host;
  }

  start(): void {
    this.calls.push("start");
    this.#isAtWork = true;
  }

  stop(): void {
    this.calls.push("stop");
    if (!this.isBusy) this.finish();
  }

  abandon(): void {
    this.calls.push("abandon");
    this.#isAtWork = false;
  }

  finish(): void {
    if (!this.#isAtWork) return;
    this.#isAtWork = false;
    this.#host.laneDone(this);
  }

  closed(outcome: CloseOutcome): void {
    this.finish();
    this.#host.laneClosed(this, outcome);
  }
}

const dropped: CloseOutcome = { code: 1006, reason: "", wasClean: false, initiatedBy: "none" };

/** Numbers of connections whose handshake fails. */
function startClient(changes: Partial<LaneClientSetting> = {}, index = 3) {
  const clock = new FakeClock(1_000);
  const collector = new MetricCollector({ clock });
  const sessions = new SessionBook(collector, {}, clock);
  const targets: FakeConnection[] = [];
  const lanes: FakeLane[] = [];
  const asked: number[] = [];
  const refused = new Set<number>();
  let answer: (() => Promise<void>) | undefined;
  const opener = {
    async open(number: number): Promise<OpenedConnection | undefined> {
      asked.push(number);
      await answer?.();
      if (refused.has(number)) return undefined;
      const target = new FakeConnection();
      targets.push(target);
      return { connection: target.connection, openedAtUs: clock.nowUs() };
    },
  } as unknown as ConnectionOpener;
  const client = new LaneClient(
    {
      connectionsPerClient: 1,
      keepOpen: false,
      isBounded: false,
      opener,
      sessions,
      clock,
      lanes: {
        make(connection, _number, host) {
          const lane = new FakeLane(connection, host);
          lanes.push(lane);
          return lane;
        },
      },
      ...changes,
    },
    index,
  );
  const holdOpening = (hold: Promise<void>): void => {
    answer = () => hold;
  };
  return { clock, collector, sessions, targets, lanes, asked, refused, client, holdOpening };
}

async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe("a client of the hot lane", () => {
  test("opens its connections beforehand, numbered over all clients, and starts nothing yet", async () => {
    const { client, asked, lanes, sessions } = startClient({ connectionsPerClient: 2 });
    await client.prepare();
    expect([asked, sessions.openConnections]).toEqual([[6, 7], 2]);
    expect(lanes.map(({ calls }) => calls)).toEqual([[], []]);
  });

  test("an iteration starts each lane, lasts until the last is done, and closes with 1000", async () => {
    const { client, lanes, targets, collector, asked } = startClient({ connectionsPerClient: 2 });
    await client.prepare();
    let end: string | undefined;
    void client.iterate().then((value) => {
      end = value;
    });
    await settle();
    expect(lanes.map(({ calls }) => calls)).toEqual([["start"], ["start"]]);
    lanes[0]?.finish();
    await settle();
    expect(end).toBeUndefined();
    lanes[1]?.finish();
    await settle();
    expect([end, targets.map(({ closedWith }) => closedWith), asked.length]).toEqual([
      "again",
      [1000, 1000],
      2,
    ]);
    expect(collector.histogram("ws_session_duration").count).toBe(2);
    expect(collector.total("ws_errors")).toBe(0);
  });

  test("the next iteration opens anew, or goes on with what was kept open", async () => {
    for (const keepOpen of [false, true]) {
      const { client, lanes, asked } = startClient({ keepOpen, isBounded: true });
      for (let round = 0; round < 3; round++) {
        const iterating = client.iterate();
        await settle();
        lanes.at(-1)?.finish();
        expect(await iterating).toBe("again");
      }
      expect([keepOpen, asked.length, lanes.length]).toEqual(keepOpen ? [true, 1, 1] : [false, 3, 3]);
    }
  });

  test("what its lane has closed is not kept open: the next iteration opens anew, once it has ended", async () => {
    const { client, lanes, targets, asked } = startClient({ keepOpen: true, isBounded: true });
    const first = client.iterate();
    await settle();
    const [target] = targets as [FakeConnection];
    target.state = "closing";
    lanes[0]?.finish();
    await settle();
    expect(asked.length).toBe(1);
    target.end({ code: 1000, reason: "", wasClean: true, initiatedBy: "local" });
    expect(await first).toBe("again");
    const second = client.iterate();
    await settle();
    lanes[1]?.finish();
    expect([await second, asked.length, lanes[1]?.calls]).toEqual(["again", 2, ["start"]]);
  });

  test("end closes what was kept open", async () => {
    const { client, lanes, targets, sessions } = startClient({ keepOpen: true });
    const iterating = client.iterate();
    await settle();
    lanes[0]?.finish();
    await iterating;
    expect(targets[0]?.state).toBe("open");
    await client.end();
    expect([targets[0]?.closedWith, sessions.openConnections]).toEqual([1000, 0]);
  });

  test("stop asks each lane once, and waits for what is under way", async () => {
    const { client, lanes } = startClient();
    const iterating = client.iterate();
    await settle();
    const [lane] = lanes as [FakeLane];
    lane.isBusy = true;
    client.stop();
    client.stop();
    expect(lane.calls).toEqual(["start", "stop"]);
    lane.finish();
    expect(await iterating).toBe("again");
  });

  test("a client that was stopped can be started again, as a ramp does", async () => {
    const { client, lanes } = startClient();
    const first = client.iterate();
    await settle();
    client.stop();
    await first;
    const second = client.iterate();
    await settle();
    expect(lanes.map(({ calls }) => calls)).toEqual([["start", "stop"], ["start"]]);
    client.stop();
    expect(await second).toBe("again");
  });

  test("stopped while its handshake is under way, it starts nothing", async () => {
    const { client, lanes, holdOpening, targets } = startClient();
    let open: () => void = () => {};
    holdOpening(
      new Promise((resolve) => {
        open = resolve;
      }),
    );
    const iterating = client.iterate();
    client.stop();
    open();
    expect(await iterating).toBe("again");
    expect([lanes[0]?.calls, targets[0]?.closedWith]).toEqual([[], 1000]);
  });

  test("terminate gives up every lane, closes, and resolves the iteration at once", async () => {
    const { client, lanes, targets, sessions } = startClient({ connectionsPerClient: 2 });
    const iterating = client.iterate();
    await settle();
    for (const lane of lanes) lane.isBusy = true;
    client.stop();
    client.terminate();
    expect(await iterating).toBe("spent");
    expect(lanes.map(({ calls }) => calls)).toEqual([
      ["start", "stop", "abandon"],
      ["start", "stop", "abandon"],
    ]);
    expect([targets.map(({ closedWith }) => closedWith), sessions.droppedBecause]).toEqual([
      [1000, 1000],
      {},
    ]);
    expect(await client.iterate()).toBe("spent");
  });

  test("terminated while its handshake is under way, it drops what then opens", async () => {
    const { client, holdOpening, targets, sessions } = startClient();
    let open: () => void = () => {};
    holdOpening(
      new Promise((resolve) => {
        open = resolve;
      }),
    );
    const iterating = client.iterate();
    client.terminate();
    open();
    expect([await iterating, targets[0]?.state, sessions.openConnections, sessions.droppedBecause]).toEqual([
      "spent",
      "closed",
      0,
      {},
    ]);
  });
});

describe("lost connections", () => {
  test("a client without an end of its own is spent when the target ends its connection", async () => {
    const { client, targets, collector, sessions } = startClient();
    const iterating = client.iterate();
    await settle();
    targets[0]?.end(dropped);
    expect(await iterating).toBe("spent");
    expect(sessions.droppedBecause).toEqual({ 'closed by the target with 1006 ""': 1 });
    expect(collector.total("ws_errors", { step: "message", code: "close-1006" })).toBe(1);
  });

  test("one of two lost: the other goes on until it is stopped, then the client is spent", async () => {
    const { client, targets, lanes } = startClient({ connectionsPerClient: 2 });
    const iterating = client.iterate();
    await settle();
    targets[0]?.end(dropped);
    client.stop();
    expect([await iterating, lanes[1]?.calls]).toEqual(["spent", ["start", "stop"]]);
  });

  test("one that was lost before the iteration is not opened again in it, but in the next where there is one", async () => {
    const spent = startClient();
    await spent.client.prepare();
    spent.targets[0]?.end(dropped);
    expect([await spent.client.iterate(), spent.asked]).toEqual(["spent", [3]]);

    const { client, targets, lanes, asked, clock } = startClient({ isBounded: true });
    await client.prepare();
    targets[0]?.end(dropped);
    const first = client.iterate();
    await clock.waitForSleepers(1);
    await clock.advanceMs(10);
    expect(await first).toBe("again");
    const second = client.iterate();
    await settle();
    lanes[1]?.finish();
    expect([await second, asked]).toEqual(["again", [3, 3]]);
  });

  test("a client whose sessions end by themselves goes on after a loss", async () => {
    const { client, targets } = startClient({ isBounded: true });
    const iterating = client.iterate();
    await settle();
    targets[0]?.end(dropped);
    expect(await iterating).toBe("again");
  });

  test("when nothing opens it pauses 10, 20, 40, ... ms, at most 1 s, and anew after a success", async () => {
    const { client, refused, clock, lanes } = startClient({ isBounded: true });
    refused.add(3);
    const pauses: number[] = [];
    for (let round = 0; round < 9; round++) {
      const iterating = client.iterate();
      await clock.waitForSleepers(1);
      pauses.push(...clock.sleepingMs);
      await clock.advanceMs(1_000);
      expect(await iterating).toBe("again");
    }
    expect(pauses).toEqual([10, 20, 40, 80, 160, 320, 640, 1_000, 1_000]);
    refused.clear();
    const good = client.iterate();
    await settle();
    lanes[0]?.finish();
    await good;
    refused.add(3);
    void client.iterate();
    await clock.waitForSleepers(1);
    expect(clock.sleepingMs).toEqual([10]);
  });

  test("a stop ends the pause", async () => {
    const { client, refused, clock } = startClient({ isBounded: true });
    refused.add(3);
    const iterating = client.iterate();
    await clock.waitForSleepers(1);
    client.stop();
    expect(await iterating).toBe("again");
  });

  test("a client without an end of its own is spent when nothing opens", async () => {
    const { client, refused } = startClient();
    refused.add(3);
    expect(await client.iterate()).toBe("spent");
  });
});
