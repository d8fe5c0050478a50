import { describe, expect, it } from "vitest";
import type { Connection } from "../../src/connection/connection.js";
import { IdlePing } from "../../src/server/idle-ping.js";

/** As much of a connection as the idle ping looks at. */
class CountedConnection {
  state: "open" | "closing" | "closed" = "open";
  counters = { bytesReceived: 0, bytesSent: 0 };
  bufferedBytes = 0;
  readonly log: string[] = [];
  ping(): void {
    this.log.push("ping");
  }
  terminate(): void {
    this.log.push("terminate");
    this.state = "closed";
  }
}

describe("the idle ping", () => {
  const rows: readonly (readonly [string, (peer: CountedConnection) => void, readonly string[]])[] = [
    ["a silent peer is terminated at the second sweep", () => {}, ["ping", "terminate"]],
    [
      "a peer that sent anything is kept",
      (peer) => {
        peer.counters.bytesReceived += 6;
      },
      ["ping", "ping"],
    ],
    [
      "a peer that only took our ping is terminated",
      (peer) => {
        peer.counters.bytesSent += 2;
      },
      ["ping", "terminate"],
    ],
    [
      "a closing peer is left to its closing handshake",
      (peer) => {
        peer.state = "closing";
      },
      ["ping"],
    ],
  ];
  it.each(rows)("%s", (_name, between, log) => {
    expect(sweepTwice(new CountedConnection(), between)).toEqual(log);
  });

  const backlog: readonly (readonly [string, number, number, readonly string[]])[] = [
    ["takes some of it is kept", 10_000, 60_000, ["ping", "ping"]],
    ["takes nothing is terminated, more to send or not", 10_000, 70_000 + 10_000, ["ping", "terminate"]],
  ];
  it.each(backlog)("a peer with a backlog that %s", (_name, sentMore, bufferedAfter, log) => {
    const peer = new CountedConnection();
    peer.counters.bytesSent = 100_000;
    peer.bufferedBytes = 70_000;
    const between = (): void => {
      peer.counters.bytesSent += sentMore;
      peer.bufferedBytes = bufferedAfter;
    };
    expect(sweepTwice(peer, between)).toEqual(log);
  });
});

function sweepTwice(peer: CountedConnection, between: (peer: CountedConnection) => void): readonly string[] {
  const dropped: unknown[] = [];
  const idlePing = new IdlePing((connection) => dropped.push(connection));
  const connections = [peer as unknown as Connection];
  idlePing.sweep(connections);
  between(peer);
  idlePing.sweep(connections);
  expect(dropped.length).toBe(peer.log.includes("terminate") ? 1 : 0);
  return peer.log;
}
