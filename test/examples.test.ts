// Runs every file of examples/ as a user would. A new file is run by its kind, or this test asks how.

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Workspace } from "./code-blocks.js";

const folder = fileURLToPath(new URL("../examples", import.meta.url));
const files = readdirSync(folder);
/** Programs of their own; test/server/chat-sample.test.ts plays both against each other. */
const programs = ["chat-client.js", "chat-server.js"];
const tests = files.filter((file) => file.endsWith(".test.ts"));
const scenarios = files.filter((file) => !programs.includes(file) && !tests.includes(file));

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
});
