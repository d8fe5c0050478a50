import { expect, test } from "vitest";
import { linkVersion } from "../../../../src/link/process-message.js";
import { readMessage } from "../../../../src/web/console/link/read-message.js";
import { retryDelayMs } from "../../../../src/web/console/link/retry-delay.js";

const hello = {
  kind: "hello",
  linkVersion,
  version: "1",
  mode: "console",
  behaviours: [],
  commands: [],
  folder: "",
};

test("a message that the page knows is read", () => {
  expect(readMessage(JSON.stringify(hello))).toEqual({ kind: "message", message: hello });
});

test.each([
  ["a hello of the next link version", { ...hello, linkVersion: linkVersion + 1 }],
  ["a hello of one that has other words for it", { kind: "hello", linkVersion: 0 }],
  ["a hello that says no version", { kind: "hello" }],
])("%s makes the page outdated", (_, message) => {
  expect(readMessage(JSON.stringify(message))).toEqual({ kind: "outdated" });
});

test.each([
  ["no JSON", "{"],
  ["nothing", ""],
  ["a number", "1"],
  ["null", "null"],
  ["a list", "[]"],
  ["a kind that is none", '{"kind":"tell"}'],
  ["a hello with a mode that is none", JSON.stringify({ ...hello, mode: "other" })],
])("%s is unknown", (_, text) => {
  const read = readMessage(text);
  expect(read).toMatchObject({ kind: "unknown" });
  expect(read).not.toHaveProperty("id");
});

test("an answer that cannot be read keeps its id, so that the request does not wait for ever", () => {
  expect(readMessage('{"kind":"answer","id":7,"problem":"no"}')).toMatchObject({ kind: "unknown", id: 7 });
});

test("a lost process is looked for after 250 ms, then twice as long each time, up to 5 s", () => {
  expect([0, 1, 2, 3, 4, 5, 6, 1_000].map(retryDelayMs)).toEqual([
    250, 500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000,
  ]);
});
