// Runs every command of docs/gate.md, with shorter blocks, as a reader would, in order.

import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codeBlocks, Workspace } from "./code-blocks.js";

/** As shown; the test puts a free port and short blocks in their place. */
const shown = { port: "9001", load: "--connections 20 --rate 500 --duration 2s" };
const short = "--connections 2 --duration 300ms --warm-up 0s --pause 0s --blocks 5";

describe("docs/gate.md", () => {
  const blocks = codeBlocks(readFileSync(new URL("../docs/gate.md", import.meta.url), "utf8"));
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

  test("has nothing but commands", () => {
    expect(blocks.map(({ language }) => language)).toEqual(["sh", "sh", "sh", "sh"]);
  });

  test.each(blocks.map(({ line, text }) => [line, text] as const))(
    "line %i",
    { timeout: 120_000 },
    async (_, text) => {
      const script = text
        .replaceAll(shown.port, new URL(server.firstLine).port)
        .replaceAll(shown.load, short);
      const result = await workspace.run(script);
      // Both sides are the same build; whatever five short blocks on a busy machine say of it, the command is no mistake.
      expect([0, 1, 4], result.stdout + result.stderr).toContain(result.exitCode);
      expect(result.stdout).toMatch(/wsrig-baseline\.json|against/);
    },
  );
});
