// Our own servers and our own client fail no case at all, over sockets: hostile ones included.

import { describe, expect, test } from "vitest";
import { WebSocketClient } from "../../src/client/web-socket-client.js";
import type { CaseResult } from "../../src/conformance/case-result.js";
import { selectCases } from "../../src/conformance/case-selection.js";
import { makeCatalogue } from "../../src/conformance/catalogue.js";
import { listenForClients } from "../../src/conformance/listener/client-listener.js";
import { runServerCases } from "../../src/conformance/run-server-cases.js";
import { startReferenceServer } from "../../src/server/reference-server.js";

const everything = { cases: [], exclude: [], hostile: true };
/** Short conversations in the groups that have long ones: what is sent differs by nothing but their number. */
const few = { deflateMessages: 5, roundTrips: 20 };
const minutes = 60_000;

describe("no case fails", () => {
  test.each(["ws", "frame"] as const)(
    "on the reference server with engine %s",
    { timeout: 5 * minutes },
    async (engine) => {
      const { selected, excluded } = selectCases(makeCatalogue(few), "server", everything);
      const server = await startReferenceServer({ engine, conformance: true });
      try {
        // Patient: here the peer is on trial, not a machine with two busy cores.
        const results = await runServerCases({ url: `${server.url}/echo`, cases: selected, waitMs: 3_000 });
        expect(failures(results)).toEqual([]);
        expect(results.map(({ id }) => id)).toEqual(selected.map(({ id }) => id));
        expect(excluded).toEqual([]);
      } finally {
        await server.close();
      }
    },
  );

  test("on WebSocketClient", { timeout: 5 * minutes }, async () => {
    const selection = selectCases(makeCatalogue(few), "client", everything);
    const listener = await listenForClients({ selection, waitMs: 3_000 });
    try {
      let next = 1;
      const work = async (): Promise<void> => {
        while (next <= selection.selected.length)
          await echo(`${listener.url}/runCase?case=${next++}&agent=wsrig`);
      };
      await Promise.all(Array.from({ length: 8 }, work));
      await listener.settled();
      const [run] = listener.runs();
      expect(failures(run?.results ?? [])).toEqual([]);
      expect(run?.results.map(({ id }) => id)).toEqual(selection.selected.map(({ id }) => id));
    } finally {
      await listener.close();
    }
  });
});

function failures(results: readonly CaseResult[]): readonly string[] {
  return results.filter(({ verdict }) => verdict === "fail").map(({ id, reason }) => `${id}: ${reason}`);
}

/** Sends everything back, with compression offered; resolves at the end of the connection, however it comes. */
function echo(url: string): Promise<void> {
  return new Promise((resolve) => {
    const client = new WebSocketClient();
    client.on("textMessageReceived", (text) => client.sendTextMessage(text));
    client.on("binaryMessageReceived", (bytes) => client.sendBinaryMessage(bytes));
    client.on("disconnected", () => resolve());
    // 9.3 and 9.4 send more fragments than our default allows.
    client.open(url, { compression: true, limits: { maxFragments: 100_000 } });
  });
}
