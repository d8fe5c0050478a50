// Programs that tests start as targets: written to a folder of the test, run by this Node.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

const wsModule = createRequire(import.meta.url).resolve("ws");

/** An echo on the port of its first argument, or of PORT; answers after so many ms, and writes its pid and its port into a log. */
const echo = `
const { WebSocketServer } = require(${JSON.stringify(wsModule)});
const [port = process.env.PORT, delay = "0"] = process.argv.slice(2);
const log = process.env.TARGET_LOG;
if (log) require("node:fs").appendFileSync(log, process.pid + " " + port + "\\n");
const server = new WebSocketServer({ host: "127.0.0.1", port: Number(port) });
server.on("connection", (socket) => {
  socket.on("error", () => {});
  socket.on("message", (data, binary) => setTimeout(() => socket.send(data, { binary }), Number(delay)));
});
`;

/** Words that run `code` with Node; for the time of the test. */
export function programOf(code: string, ...words: readonly string[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "wsrig-target-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "server.cjs");
  writeFileSync(file, code);
  return [process.execPath, file, ...words];
}

/** Words of an echo. */
export function echoProgram(...words: readonly string[]): readonly string[] {
  return programOf(echo, ...words);
}
