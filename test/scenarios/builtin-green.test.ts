import { describe, expect, test } from "vitest";
import { builtinScenarios } from "../../src/scenarios/builtin-scenarios.js";
import { startReferenceServer } from "../../src/server/reference-server.js";
import { echo, startWsPeer } from "./peers.js";
import { runAgainst } from "./run-against.js";

const needsWsrig = [
  "handshake: refuses a path that does not exist with a 4xx",
  "close-codes: closes by itself with 1000",
  "close-codes: closes by itself with 1001",
  "close-codes: closes by itself with 1011",
  "close-codes: closes by itself with 4001",
  "broadcast: every receiver gets every message",
  "broadcast: no receiver gets a message twice",
  "broadcast: every receiver gets the messages in order",
];

/** Scripts and dashboards know checks by these. */
const stableIds = [
  "handshake/accepts-a-good-handshake",
  "handshake/answers-a-subprotocol-offer-with-one-of-it-or-with-none",
  "handshake/refuses-an-unknown-version-with-a-4xx-and-sec-websocket-version",
  "handshake/refuses-a-request-without-sec-websocket-key-with-a-4xx",
  "handshake/refuses-a-path-that-does-not-exist-with-a-4xx",
  "text/echoes-an-empty-text",
  "text/echoes-ascii-text",
  "text/echoes-multi-byte-utf-8-text",
  "text/echoes-64-kib-of-text",
  "binary/echoes-0-bytes",
  "binary/echoes-1-byte",
  "binary/echoes-125-bytes",
  "binary/echoes-126-bytes",
  "binary/echoes-127-bytes",
  "binary/echoes-65-535-bytes",
  "binary/echoes-65-536-bytes",
  "binary/echoes-1-048-576-bytes",
  "fragmented/echoes-a-message-in-2-fragments",
  "fragmented/echoes-a-message-in-10-fragments",
  "fragmented/echoes-a-message-in-100-fragments",
  "fragmented/echoes-a-message-in-1-000-fragments",
  "fragmented/echoes-text-whose-code-points-are-cut-by-fragments",
  "fragmented/echoes-a-message-with-empty-fragments",
  "fragmented/answers-a-ping-between-two-fragments",
  "fragmented/echoes-fragments-cut-in-tcp-every-byte",
  "fragmented/echoes-fragments-cut-in-tcp-every-7-bytes",
  "ping-pong/answers-a-ping-without-payload",
  "ping-pong/answers-a-ping-of-125-bytes",
  "ping-pong/answers-10-pings-in-a-row",
  "ping-pong/ignores-an-unsolicited-pong",
  "ping-pong/answers-32-pings-at-once",
  "close-codes/answers-close-1000",
  "close-codes/answers-close-1001",
  "close-codes/answers-close-1002",
  "close-codes/answers-close-1003",
  "close-codes/answers-close-1007",
  "close-codes/answers-close-1008",
  "close-codes/answers-close-1009",
  "close-codes/answers-close-1010",
  "close-codes/answers-close-1011",
  "close-codes/answers-close-1012",
  "close-codes/answers-close-1013",
  "close-codes/answers-close-1014",
  "close-codes/answers-close-3000",
  "close-codes/answers-close-3999",
  "close-codes/answers-close-4000",
  "close-codes/answers-close-4999",
  "close-codes/answers-close-1000-without-a-reason",
  "close-codes/answers-a-close-without-a-code",
  "close-codes/answers-a-close-with-the-longest-reason-123-bytes",
  "close-codes/answers-illegal-close-0-with-1002",
  "close-codes/answers-illegal-close-999-with-1002",
  "close-codes/answers-illegal-close-1004-with-1002",
  "close-codes/answers-illegal-close-1005-with-1002",
  "close-codes/answers-illegal-close-1006-with-1002",
  "close-codes/answers-illegal-close-1015-with-1002",
  "close-codes/answers-illegal-close-1016-with-1002",
  "close-codes/answers-illegal-close-1100-with-1002",
  "close-codes/answers-illegal-close-2000-with-1002",
  "close-codes/answers-illegal-close-2999-with-1002",
  "close-codes/answers-illegal-close-5000-with-1002",
  "close-codes/answers-illegal-close-65535-with-1002",
  "close-codes/closes-by-itself-with-1000",
  "close-codes/closes-by-itself-with-1001",
  "close-codes/closes-by-itself-with-1011",
  "close-codes/closes-by-itself-with-4001",
  "concurrent-clients/is-connected",
  "concurrent-clients/is-open-at-the-same-time-as-all-others",
  "concurrent-clients/gets-its-own-messages-back-in-order",
  "concurrent-clients/gets-no-message-of-another-client",
  "broadcast/sender-and-receivers-are-connected",
  "broadcast/every-receiver-gets-every-message",
  "broadcast/no-receiver-gets-a-message-twice",
  "broadcast/every-receiver-gets-the-messages-in-order",
];

describe("the built-in scenarios are green", () => {
  test("against a plain ws echo, where what needs a wsrig server does not apply", async () => {
    await using peer = await startWsPeer(echo);
    const run = await runAgainst(peer.url, builtinScenarios());
    expect(run.checks.filter((check) => check.status === "fail")).toEqual([]);
    expect(run.titles("notApplicable")).toEqual(needsWsrig);
    expect(run.titles("pass").length).toBe(65);
    expect(run.reachedHttp).toBe(true);
  });

  test.each(["ws", "frame"] as const)(
    "against the reference server with engine %s, all of them",
    async (engine) => {
      await using server = await startReferenceServer({ engine });
      const run = await runAgainst(server.url, builtinScenarios());
      expect(run.checks.filter((check) => check.status !== "pass")).toEqual([]);
      expect(run.checks.map(({ id }) => id)).toEqual(stableIds);
    },
  );

  test("with permessage-deflate", async () => {
    await using peer = await startWsPeer(echo, { perMessageDeflate: { threshold: 0 } });
    const run = await runAgainst(peer.url, builtinScenarios(), { dial: { compression: true } });
    expect(run.checks.filter((check) => check.status === "fail")).toEqual([]);
  });

  test("with the driver ws, where what needs raw frames does not apply", async () => {
    await using peer = await startWsPeer(echo);
    const run = await runAgainst(peer.url, builtinScenarios(), { dial: { driver: "ws" } });
    expect(run.checks.filter((check) => check.status === "fail")).toEqual([]);
    expect(run.titles("notApplicable")).toContain("fragmented: answers a ping between two fragments");
  });

  test("with the driver ws against the reference server, which agrees on no subprotocol", async () => {
    await using server = await startReferenceServer();
    const run = await runAgainst(server.url, builtinScenarios(), { dial: { driver: "ws" } });
    expect(run.checks.filter((check) => check.status === "fail")).toEqual([]);
  });
});
