// Targets that are started: real programs, each for a moment.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { dial } from "../../src/client/dial.js";
import { WsrigError } from "../../src/errors.js";
import { startTarget, type TargetStart } from "../../src/experiment/target-process.js";
import { echoProgram, programOf } from "./small-server.js";

async function failure(words: readonly string[], options: Partial<TargetStart> = {}): Promise<WsrigError> {
  const url = "ws://127.0.0.1:{port}/";
  const error = await startTarget({ words }, { url, ...options }).catch((reason: unknown) => reason);
  if (!(error instanceof WsrigError)) throw new Error(`no error but ${String(error)}`);
  expect(error).toMatchObject({ code: "usage-target-command", path: "--command" });
  return error;
}

test.each([
  ["in its words", ["{port}"]],
  ["in the variable PORT", []],
])("gets a free port %s, answers at its URL, and is gone when it is stopped", async (_, words) => {
  const target = await startTarget({ words: echoProgram(...words) }, { url: "ws://127.0.0.1:{port}/a?b=c" });
  expect(target.url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/a\?b=c$/);
  expect(target.ended()).toBeUndefined();
  if (process.platform === "linux") expect(target.pid).toBeGreaterThan(0);
  await target.stop();
  expect(target.ended()).toBe("signal SIGTERM");
  expect((await dial(target.url)).kind).toBe("failed");
});

test("two in turn have a URL without {port}: the second waits until the first is gone", async () => {
  const first = await startTarget({ words: echoProgram() }, { url: "ws://127.0.0.1:{port}/" });
  const fixed = first.url;
  const { port } = new URL(fixed);
  const stopped = first.stop();
  const second = await startTarget({ words: echoProgram(port) }, { url: fixed });
  await stopped;
  expect(second.url).toBe(fixed);
  await second.stop();
});

test("a server that answers in HTTP alone is there", async () => {
  const http = `require("node:http").createServer((_, answer) => answer.end()).listen(Number(process.env.PORT), "127.0.0.1");`;
  const target = await startTarget({ words: programOf(http) }, { url: "ws://127.0.0.1:{port}/" });
  await target.stop();
});

test("a program that ends early is told with its last lines, without the frames of a stack trace", async () => {
  const words = programOf(`throw new Error("no such table");`);
  const { message, hint } = await failure(words);
  expect(message).toMatch(
    /^the target ".+server.cjs" ended before it answered at ws:\/\/127.0.0.1:\d+\/: exit code 1; its last lines:\n/,
  );
  expect(message).toContain("Error: no such table");
  expect(message).not.toContain("    at ");
  expect(hint).toBe("Start it by hand with the same words to see why it ends.");
});

test("a program that does not listen in time is ended, and told with what it wrote", async () => {
  const words = programOf(`console.log("I wait"); setInterval(() => {}, 1_000);`);
  const { message } = await failure(words, { startTimeoutMs: 700 });
  expect(message).toMatch(
    /did not answer at ws:\/\/127\.0\.0\.1:\d+\/ within 700 ms; its last lines:\nI wait$/,
  );
});

test("a program that is not there cannot be started", async () => {
  const { message } = await failure(["no-such-program", "{port}"]);
  expect(message).toMatch(/^the target "no-such-program \d+" cannot be started \(ENOENT\)$/);
});

test("where something answers already, nothing is started", async () => {
  const other = createServer((_, answer) => void answer.end());
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  try {
    const { port } = other.address() as AddressInfo;
    const url = `ws://127.0.0.1:${port}/`;
    const { message, hint } = await failure(echoProgram(String(port)), { url, startTimeoutMs: 100 });
    expect(message).toMatch(
      /server\.cjs \d+" was not started: something answers at ws:\/\/127\.0\.0\.1:\d+\/ already$/,
    );
    expect(hint).toContain("{port}");
  } finally {
    await new Promise((resolve) => other.close(resolve));
  }
});

test("an abort while it starts ends it", async () => {
  const abort = new AbortController();
  const words = programOf(`setInterval(() => {}, 1_000);`);
  const started = startTarget({ words }, { url: "ws://127.0.0.1:{port}/", signal: abort.signal });
  abort.abort(new Error("enough"));
  await expect(started).rejects.toThrow("enough");
});

test("what it has started itself ends with it", async () => {
  // The grandchild holds the port and takes no notice of SIGTERM to itself.
  const parent = `
const { spawn } = require("node:child_process");
spawn(process.execPath, ["-e", ${JSON.stringify(`
process.on("SIGTERM", () => {});
require("node:http").createServer((_, answer) => answer.end()).listen(Number(process.env.PORT), "127.0.0.1");
`)}], { stdio: "inherit" });
process.on("SIGTERM", () => {});
`;
  const target = await startTarget({ words: programOf(parent) }, { url: "ws://127.0.0.1:{port}/" });
  await target.stop();
  expect(target.ended()).toBe("signal SIGKILL");
  expect((await dial(target.url)).kind).toBe("failed");
});
