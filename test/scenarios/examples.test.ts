import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { loadScenarioFile } from "../../src/scenarios/load-file.js";
import { startReferenceServer } from "../../src/server/reference-server.js";
import { runAgainst } from "./run-against.js";

test.each([
  ["echo.ts", 5],
  ["login-and-echo.ts", 2],
  ["ping.js", 5],
  ["chat.yaml", 7],
  ["echo.json", 9],
])("examples/%s runs green against the reference server, with %i checks", async (file, checks) => {
  await using server = await startReferenceServer();
  const path = fileURLToPath(new URL(`../../examples/${file}`, import.meta.url));
  const { scenarios } = await loadScenarioFile(path, { env: {} });
  const run = await runAgainst(server.url, scenarios);
  expect(run.checks.filter((check) => check.status !== "pass")).toEqual([]);
  expect(run.checks).toHaveLength(checks);
});
