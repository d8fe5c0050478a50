// Cases on a server over sockets, with the library alone.

import { createServer, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocketServer } from "ws";
import { allCases, reportAgents, runServerCases, selectCases } from "../../src/index.js";

const http = createServer();
const requests: IncomingMessage[] = [];
let host = "";
beforeAll(async () => {
  const server = new WebSocketServer({ noServer: true });
  http.on("upgrade", (request, socket, head) => {
    requests.push(request);
    server.handleUpgrade(request, socket, head, (connection) => {
      connection.on("error", () => {});
      connection.on("message", (data, isBinary) => {
        if (request.url !== "/mute") connection.send(data, { binary: isBinary });
      });
    });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  host = `127.0.0.1:${(http.address() as { port: number }).port}`;
});
afterAll(() => {
  http.closeAllConnections();
  http.close();
});

const selection = selectCases(allCases, "server", { cases: ["1.1.*"], exclude: [], hostile: false });

describe("runServerCases", () => {
  test("gives results in the order of the cases, which become the agents of a report", async () => {
    const url = `ws://${host}/echo`;
    const ended: string[] = [];
    const results = await runServerCases({
      url,
      cases: selection.selected,
      caseEnded: ({ id }) => ended.push(id),
    });
    expect(results.map(({ id }) => id)).toEqual(selection.selected.map(({ id }) => id));
    expect(ended.toSorted()).toEqual(results.map(({ id }) => id).toSorted());
    const [agent] = reportAgents([{ agent: "ws", role: "server", url, selection, results }]);
    expect(agent?.summary).toMatchObject({ pass: 8, fail: 0, missing: 0 });
  });

  test.each([
    ["those of the URL", {}, "Basic dTpw"],
    ["the caller's own", { headers: [["authorization", "Bearer x"]] as const }, "Bearer x"],
  ])("sends %s as credentials", async (_, options, authorization) => {
    requests.length = 0;
    await runServerCases({ url: `ws://u:p@${host}/`, cases: selection.selected.slice(0, 1), ...options });
    expect(requests.map(({ headers }) => headers.authorization)).toEqual([authorization]);
  });

  test("aborted, begins no other case and gives none that was cut short", async () => {
    const aborting = new AbortController();
    requests.length = 0;
    const running = runServerCases({
      url: `ws://${host}/mute`,
      cases: selection.selected.slice(0, 4),
      jobs: 1,
      waitMs: 60_000,
      caseTimeoutMs: 60_000,
      signal: aborting.signal,
    });
    await expect.poll(() => requests.length).toBe(1);
    aborting.abort();
    expect(await running).toEqual([]);
    expect(requests).toHaveLength(1);
  });
});
