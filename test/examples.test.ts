// Runs every file of examples/ as a user would. A new file is run by its kind, or this test asks how.

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DeclaredLoad } from "../src/engine/file/declared-load-schema.js";
import { loadRunFile } from "../src/engine/file/load-run-file.js";
import { runReportSchema } from "../src/metrics/run-report.js";
import { Workspace } from "./code-blocks.js";

const folder = fileURLToPath(new URL("../examples", import.meta.url));
const files = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ name }) => name);
/** Programs of their own; test/server/chat-sample.test.ts plays the chat, README.md the client under test. */
const programs = ["chat-client.js", "chat-server.js", "conformance-client.js"];
const tests = files.filter((file) => file.endsWith(".test.ts"));
const scenarios = files.filter((file) => !programs.includes(file) && !tests.includes(file));
/** What other files there read. */
const feeds = ["users.csv"];
const experiments = readdirSync(`${folder}/experiments`);
const loads = readdirSync(`${folder}/loads`).filter((file) => !feeds.includes(file));

/** Short, and with limits that a busy machine keeps too: here the files are on trial, not the machine. */
const quick = Object.entries({
  DURATION: "1s",
  WARM_UP: "200ms",
  START: "200ms",
  STEP: "400ms",
  HOLD: "300ms",
  BACKOFF: "20ms",
  PING: "200ms",
  GRACE: "500ms",
  CONNECT_RATE: "1000",
  STALL: "30s",
  P95: "20s",
  P99: "20s",
  ABORT_P99: "20s",
  CONNECTING: "20s",
  FANOUT: "20s",
  PONG: "20s",
  RECONNECT: "20s",
})
  .map((pair) => pair.join("="))
  .join(" ");

describe("examples/", () => {
  let workspace: Workspace;
  let server: Awaited<ReturnType<Workspace["start"]>>;

  beforeAll(async () => {
    workspace = new Workspace();
    server = await workspace.start(["serve", "--port", "0"]);
  });
  afterAll(async () => {
    await server.stop();
    workspace.remove();
  });

  test("has the kinds of files that are run here", () => {
    expect(files).toEqual(expect.arrayContaining(programs));
    expect(new Set(scenarios.map((file) => file.split(".").at(-1)))).toEqual(
      new Set(["ts", "js", "yaml", "json"]),
    );
  });

  test.each(scenarios)("wsrig run %s passes against the reference server", async (file) => {
    const result = await workspace.run(
      `wsrig run "${folder}/${file}" --url ${server.firstLine} --out reports`,
    );
    expect(result, result.stdout + result.stderr).toMatchObject({ exitCode: 0 });
  });

  test.each(tests)("vitest run %s passes", { timeout: 120_000 }, async (file) => {
    workspace.write(file, readFileSync(`${folder}/${file}`, "utf8"));
    workspace.write("vitest.config.js", "export default {};\n");
    const result = await workspace.run(`vitest run --root . ${file}`);
    expect(result, result.stdout + result.stderr).toMatchObject({ exitCode: 0 });
  });

  test("loads/ shows every executor, every traffic and every way to say a load", async () => {
    const read = await Promise.all(loads.map((file) => loadRunFile(`${folder}/loads/${file}`, { env: {} })));
    const shown: readonly DeclaredLoad[] = read.flatMap(({ loading }) => Object.values(loading.loads ?? {}));
    expect([...new Set(shown.map(({ executor }) => executor.kind))].sort()).toEqual([
      "constant-arrival-rate",
      "constant-clients",
      "per-client-iterations",
      "ramping-arrival-rate",
      "ramping-clients",
      "shared-iterations",
    ]);
    const works = shown.map(({ traffic, scenario }) => traffic?.kind ?? (scenario && "script") ?? "none");
    expect([...new Set(works)].sort()).toEqual([
      "broadcast",
      "echo",
      "idle",
      "script",
      "sink",
      "slow-reader",
      "storm",
      "stream",
    ]);
    const text = loads.map((file) => readFileSync(`${folder}/loads/${file}`, "utf8")).join("\n");
    const ways = ["abortOnFail", "delayAbortEval", "@5s", "feed:", "tags:", "start:", "match:", "inFlight:"];
    expect(ways.filter((way) => !text.includes(way))).toEqual([]);
  });

  test.each(loads)("wsrig run loads/%s holds its thresholds against the reference server", async (file) => {
    const path = `${folder}/loads/${file}`;
    const flags = `--url ${server.firstLine} --max-lateness 1m --max-cpu 100% --json --out reports`;
    const result = await workspace.run(`${quick} wsrig run "${path}" ${flags}`);
    expect(result, result.stdout + result.stderr).toMatchObject({ exitCode: 0, stderr: "" });
    const report = runReportSchema.parse(JSON.parse(result.stdout));
    const { loading } = await loadRunFile(path, { env: {} });
    expect(report.loads?.map(({ name }) => name)).toEqual(Object.keys(loading.loads ?? {}));
    expect(report.thresholds).toHaveLength(Object.values(loading.thresholds ?? {}).flat().length);
  });

  test.each(experiments)(
    "wsrig experiment experiments/%s compares its variants on the reference server",
    async (file) => {
      const path = `${folder}/experiments/${file}`;
      // Short blocks, and at least as many as a verdict needs: here the files are on trial, not the machine.
      const flags = `--url ${server.firstLine} --blocks 5 --pause 0 --max-lateness 1m --max-cpu 100% --json --out reports`;
      const result = await workspace.run(`DURATION=100ms WARM_UP=50ms wsrig experiment "${path}" ${flags}`);
      expect(result, result.stdout + result.stderr).toMatchObject({ exitCode: 0, stderr: "" });
      const report = runReportSchema.parse(JSON.parse(result.stdout));
      const { loading } = await loadRunFile(path, { env: {} });
      const names = loading.experiment?.variants.map(({ name }) => name) ?? [];
      expect(report.experiment?.variants.map(({ name }) => name)).toEqual(names);
      expect(report.comparisons?.map(({ candidate }) => candidate)).toEqual(names.slice(1));
      expect(report.blocks).toHaveLength(5 * names.length);
    },
  );
});
