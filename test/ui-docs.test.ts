// Runs every command of docs/ui.md as a reader would, but for the browser, and holds its numbers against the code.

import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { uiCommand } from "../src/cli/commands/ui.js";
import { keptPayloadBytes } from "../src/link/log-entry.js";
import { maxSendingBytes } from "../src/link/sending.js";
import { behindBytes } from "../src/ui/tab-link.js";
import { codeBlocks, Workspace } from "./code-blocks.js";

const text = readFileSync(new URL("../docs/ui.md", import.meta.url), "utf8");

describe("docs/ui.md", () => {
  const blocks = codeBlocks(text);
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
    expect(blocks.map(({ language, words }) => [language, ...words])).toEqual([
      ["sh", "ui"],
      ["sh"],
      ["sh", "ui"],
    ]);
  });

  test.each(
    blocks.filter(({ words }) => words.includes("ui")).map((block) => [block.line, block.text] as const),
  )("line %i serves a page until it is ended", async (_, command) => {
    const [program, ...args] = command.trim().split(" ");
    expect(program).toBe("wsrig");
    const free = String(await freePort());
    const started = await workspace.start([...args.map((arg) => (arg === "8081" ? free : arg)), "--no-open"]);
    expect(started.firstLine).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\da-f]{32}$/);
    if (command.includes("8081")) expect(new URL(started.firstLine).port).toBe(free);
    expect((await fetch(started.firstLine)).status).toBe(200);
    expect(await started.stop()).toBe(0);
  });

  test.each(
    blocks.filter(({ words }) => !words.includes("ui")).map((block) => [block.line, block.text] as const),
  )("line %i runs and tells where it is shown", { timeout: 120_000 }, async (_, command) => {
    const script = command.replaceAll("9001", new URL(server.firstLine).port);
    const { exitCode, stdout, stderr } = await workspace.run(script);
    // A busy machine may make the run invalid, and then says so; that it was shown is what counts here.
    expect([0, 5], stdout + stderr).toContain(exitCode);
    expect(stderr).toMatch(/http:\/\/127\.0\.0\.1:\d+\/\?token=[\da-f]{32}/);
    expect(stdout).not.toContain("?token=");
  });

  test("names the flags that there are", () => {
    const rows = [...text.matchAll(/^\| `--(?:no-)?([a-z]+)/gm)].map(([, name]) => name);
    expect(rows.sort()).toEqual(
      Object.keys(uiCommand.flags)
        .filter((name) => name !== "quiet")
        .sort(),
    );
  });

  test("names the limits that hold", () => {
    expect(text).toContain(`the first ${keptPayloadBytes / 1024} KiB of payload`);
    expect(text).toContain(`up to ${maxSendingBytes / 1024 / 1024} MiB`);
    expect(text).toContain(`more than ${behindBytes / 1024 / 1024} MiB wait for it`);
  });
});

/** One that nobody listens on now. */
async function freePort(): Promise<number> {
  const holder = createServer().listen(0, "127.0.0.1");
  await once(holder, "listening");
  const { port } = holder.address() as { port: number };
  holder.close();
  await once(holder, "close");
  return port;
}
