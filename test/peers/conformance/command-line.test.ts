// What `npm run conform:peers -- ...` understands.

import { expect, test } from "vitest";
import { readPeersCommand } from "./command-line.js";

const known = ["ws", "bun"];

test("without flags everything is run, and the page in docs is written", () => {
  expect(readPeersCommand([], known)).toEqual({
    peers: [],
    roles: ["server", "client"],
    cases: [],
    exclude: [],
    hostile: true,
    messages: 1_000,
    jobs: 4,
    waitMs: 1_000,
    caseTimeoutMs: 30_000,
    writesDocs: true,
    rendersOnly: false,
  });
});

test("a part is run without writing the page, unless it is asked for", () => {
  const part = [
    "--peers",
    "ws",
    "--cases",
    "6.*,7.*",
    "--roles",
    "client",
    "--no-hostile",
    "--messages",
    "50",
  ];
  const read = readPeersCommand(part, known);
  expect(read).toMatchObject({ peers: ["ws"], cases: ["6.*", "7.*"], roles: ["client"], messages: 50 });
  expect([read.hostile, read.writesDocs]).toEqual([false, false]);
  expect(readPeersCommand([...part, "--docs"], known).writesDocs).toBe(true);
});

test.each([
  { args: ["--peers", "ws,bnu"], message: "--peers bnu is unknown; must be of ws,bun" },
  { args: ["--roles", "proxy"], message: '--roles is "proxy"; must be server or client' },
  { args: ["--messages", "0"], message: '--messages is "0"; must be a whole number > 0' },
])("$args is refused: $message", ({ args, message }) => {
  expect(() => readPeersCommand(args, known)).toThrow(message);
});
