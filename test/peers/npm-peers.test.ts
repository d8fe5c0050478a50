// Servers from npm that are not `ws`, and the one rule that each of them breaks: what is red must be red for a true reason.
// The peers that are all green are in foreign.peers.ts, for what they need is larger.

import { expect, test } from "vitest";
import { checkPeer } from "./check-peer.js";
import { peerPath, startPeer } from "./peer-process.js";

test.each([
  {
    library: "faye-websocket 0.11.4",
    folder: "faye",
    fault: {
      id: "handshake/refuses-an-unknown-version-with-a-4xx-and-sec-websocket-version",
      reason: "RFC 6455 §4.4: the answer must name the versions that the server speaks",
      received: "400 without Sec-WebSocket-Version",
    },
  },
  {
    library: "websocket 1.0.35",
    folder: "websocket-node",
    fault: {
      id: "close-codes/answers-illegal-close-1015-with-1002",
      reason: "RFC 6455 §7.4: 1015 may not be in a close frame, so the connection must be failed",
      received: "close 1000",
    },
  },
])("wsrig check finds the one rule that $library breaks", { timeout: 120_000 }, async ({ folder, fault }) => {
  const peer = await startPeer(process.execPath, [peerPath(folder, "server.js")]);
  try {
    const { exitCode, report } = await checkPeer(peer.url);
    expect(report.checks.filter((check) => check.status === "fail")).toMatchObject([fault]);
    expect(report.checks.filter((check) => check.status === "pass").length).toBeGreaterThan(60);
    expect(exitCode).toBe(1);
  } finally {
    await peer.stop();
  }
});
