// A peer that dies in a case is started again, and the case is found; so is a client's.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CaseResult } from "../../../src/conformance/case-result.js";
import { selectCases } from "../../../src/conformance/case-selection.js";
import { allCases } from "../../../src/conformance/catalogue.js";
import { startProgram } from "../peer-process.js";
import { runClientPeer } from "./run-client-peer.js";
import { runServerPeer } from "./run-server-peer.js";

const wsModule = pathToFileURL(
  fileURLToPath(new URL("../../../node_modules/ws/wrapper.mjs", import.meta.url)),
);
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "wsrig-fragile-"));
  await writeFile(
    join(folder, "server.mjs"),
    `import { WebSocketServer } from ${JSON.stringify(wsModule.href)};
const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
server.on("connection", (socket) => socket.on("message", (data, isBinary) => {
  if (data.length === 127) throw new Error("127 is too much");
  socket.send(data, { binary: isBinary });
}));
server.on("listening", () => console.log("ws://127.0.0.1:" + server.address().port));
`,
  );
  await writeFile(
    join(folder, "client.mjs"),
    `import WebSocket from ${JSON.stringify(wsModule.href)};
const [url, agent] = process.argv.slice(2);
const visit = (target, received) => new Promise((resolve) => {
  const socket = new WebSocket(url + target);
  socket.on("message", (data, isBinary) => received(data, () => socket.send(data, { binary: isBinary })));
  socket.on("close", resolve);
});
let count = 0;
await visit("/getCaseCount", (data) => { count = Number(data); });
for (let index = 1; index <= count; index++) {
  await visit("/runCase?case=" + index + "&agent=" + agent, (data, reply) => {
    if (data.length === 127) process.exit(3);
    reply();
  });
}
`,
  );
});

afterAll(() => rm(folder, { recursive: true }));

const options = { jobs: 4, waitMs: 1_000, caseTimeoutMs: 30_000 };
const failedIds = (results: readonly CaseResult[]): readonly string[] =>
  results.filter(({ verdict }) => verdict === "fail").map(({ id }) => id);

test("a server that dies in one of 8 cases has results in all, and fails in that one", async () => {
  const { selected: cases } = selectCases(allCases, "server", {
    cases: ["1.1.*"],
    exclude: [],
    hostile: false,
  });
  const command = { command: process.execPath, args: [join(folder, "server.mjs")] };
  const { results, deaths, gaveUp } = await runServerPeer(command, { ...options, cases });

  expect(results.map(({ id }) => id)).toEqual(cases.map(({ id }) => id));
  expect(failedIds(results)).toEqual(["1.1.4"]);
  const found = deaths.filter(({ caseId }) => caseId !== undefined);
  expect(found.map(({ caseId }) => caseId)).toEqual(["1.1.4"]);
  for (const { how } of found) {
    expect(how).toMatch(/^exit code 1: /);
    expect(how).toContain("127 is too much");
  }
  expect(gaveUp).toBeUndefined();
}, 60_000);

test("a client that dies in one of 8 cases has results in all, and fails in that one", async () => {
  const { selected: cases } = selectCases(allCases, "client", {
    cases: ["1.1.*"],
    exclude: [],
    hostile: false,
  });
  const { results, deaths, gaveUp } = await runClientPeer(
    ({ url, agent }) =>
      startProgram({ command: process.execPath, args: [join(folder, "client.mjs"), url, agent] }),
    "fragile",
    { ...options, cases },
  );

  expect(results.map(({ id }) => id)).toEqual(cases.map(({ id }) => id));
  expect(failedIds(results)).toEqual(["1.1.4"]);
  const found = deaths.filter(({ caseId }) => caseId !== undefined);
  expect(found).toEqual([{ caseId: "1.1.4", how: "exit code 3" }]);
  expect(results.filter(({ verdict }) => verdict === "fail").map(({ reason }) => reason)).toEqual([
    "The peer's process died (exit code 3).",
  ]);
  expect(gaveUp).toBeUndefined();
}, 60_000);

test("a server that does not start is given up with what it said", async () => {
  const { selected: cases } = selectCases(allCases, "server", {
    cases: ["1.1.1"],
    exclude: [],
    hostile: false,
  });
  const command = { command: process.execPath, args: ["-e", "console.error('no port'); process.exit(9)"] };
  expect(await runServerPeer(command, { ...options, cases })).toEqual({
    results: [],
    deaths: [],
    gaveUp: `the server does not start: ${process.execPath} ended with exit code 9: no port`,
  });
});
