// Runs every code block of README.md and CONTRIBUTING.md as a reader would, in order, against a server on a free port.

import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CodeBlock, codeBlocks, Workspace } from "./code-blocks.js";

/** The port that the pages show; the tests put a free one in its place. */
const shownPort = "9001";

for (const page of ["README.md", "CONTRIBUTING.md"]) {
  describe(page, () => {
    const blocks = codeBlocks(readFileSync(new URL(`../${page}`, import.meta.url), "utf8"));
    let workspace: Workspace;
    let server: Awaited<ReturnType<Workspace["start"]>>;
    let port = "";

    beforeAll(async () => {
      workspace = new Workspace();
      server = await workspace.start(["serve", "--port", "0"]);
      port = new URL(server.firstLine).port;
    });
    afterAll(async () => {
      const exitCode = await server.stop();
      workspace.remove();
      expect(exitCode).toBe(0);
    });

    for (const block of blocks) {
      test(`${page}:${block.line} ${block.language} ${block.file ?? ""}`, { timeout: 180_000 }, () =>
        tryBlock(block, workspace, port),
      );
    }
  });
}

async function tryBlock(block: CodeBlock, workspace: Workspace, port: string): Promise<void> {
  const text = block.text.replaceAll(shownPort, port);
  if (block.file !== undefined) {
    workspace.write(block.file, text);
    if (!block.file.endsWith(".test.ts")) return;
    // A reader's project has no configuration of ours.
    workspace.write("vitest.config.js", "export default {};\n");
    await expectPass(workspace, `vitest run --root . ${block.file}`);
    return;
  }
  if (block.language === "sh") {
    // The server of the page is the one that already runs: its line must only be the command that starts one.
    if (block.words.includes("server")) expect(text).toBe(`wsrig serve --port ${port}\n`);
    else await expectPass(workspace, asRunHere(text));
    return;
  }
  // Drawings and trees have no language; anything else would be a block that nobody runs.
  expect(block.language).toBe("");
}

/** `npm ci` was run before these tests, and `npm test` is what runs them; the rest of such a line runs as it stands. */
function asRunHere(script: string): string {
  return script
    .replace(/^npm ci && npm start$/m, "wsrig demo")
    .replace(/^npm ci && npm test$/m, "true")
    .replace(/^npm run (build|check)$/gm, "true");
}

async function expectPass(workspace: Workspace, script: string): Promise<void> {
  const result = await workspace.run(script);
  expect(result, `${script}\n${result.stdout}\n${result.stderr}`).toMatchObject({ exitCode: 0 });
}
