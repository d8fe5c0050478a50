import { expect, test } from "vitest";
import { judgeScale, type ScaleFigures } from "../../../bench/harness/scale-goals.js";

/** Every figure just as good as it has to be. */
const justMet: ScaleFigures = {
  connections: 50_000,
  opened: 50_000,
  openSeconds: 29.9,
  bytesPerConnectionOpened: 8_000,
  bytesPerConnectionPinged: 8_000,
  pingIntervalMs: 10_000,
  pingIntervals: 3,
  pings: 150_000,
  pongs: 150_000,
  pingsSeenByServers: 150_000,
  unanswered: 0,
  ended: 0,
  heldUpMaxMs: 1_000,
};

test("a run that just reaches every goal meets them all", () => {
  expect(judgeScale(justMet).map(({ goal, measured, verdict }) => [goal, measured, verdict])).toEqual([
    ["all 50000 open", 50_000, "met"],
    ["seconds to open all, less than 30", 29.9, "met"],
    ["generator memory per connection, at most 8,000 bytes", 8_000, "met"],
    ["pings sent, at least 150000", 150_000, "met"],
    ["pings without a pong, none", 0, "met"],
    ["pings seen by the servers, as many as were sent", 150_000, "met"],
    ["connections that ended, none", 0, "met"],
    ["ms that an event loop was held up, at most 1000", 1_000, "met"],
  ]);
});

const unpinged = { pings: 149_999, pongs: 149_999, pingsSeenByServers: 149_999 };

test.each<[string, Partial<ScaleFigures>, string]>([
  ["a connection that does not open", { opened: 49_999 }, "all 50000 open"],
  ["30 s to open all", { openSeconds: 30 }, "seconds to open all, less than 30"],
  [
    "a byte too many once opened",
    { bytesPerConnectionOpened: 8_001 },
    "generator memory per connection, at most 8,000 bytes",
  ],
  [
    "a byte too many after the pings",
    { bytesPerConnectionPinged: 8_001 },
    "generator memory per connection, at most 8,000 bytes",
  ],
  ["a ping that is not sent", unpinged, "pings sent, at least 150000"],
  ["a ping without a pong", { unanswered: 1 }, "pings without a pong, none"],
  ["a pong that is not counted", { pongs: 149_999 }, "pings without a pong, none"],
  [
    "a ping that no server saw",
    { pingsSeenByServers: 149_999 },
    "pings seen by the servers, as many as were sent",
  ],
  [
    "a ping that nobody says they sent",
    { pingsSeenByServers: 150_001 },
    "pings seen by the servers, as many as were sent",
  ],
  ["a connection that ends", { ended: 1 }, "connections that ended, none"],
  [
    "an event loop held up for longer than a tenth of the interval",
    { heldUpMaxMs: 1_000.1 },
    "ms that an event loop was held up, at most 1000",
  ],
])("%s misses its goal and no other", (_what, figures, goal) => {
  const missed = judgeScale({ ...justMet, ...figures }).filter(({ verdict }) => verdict === "missed");
  expect(missed.map((judged) => judged.goal)).toEqual([goal]);
});
