import { expect, test } from "vitest";
import { answerText, firstLine, printableStart } from "../../src/client/first-line.js";

test.each([
  ["nothing is nothing", "", ""],
  ["blank lines are nothing", " \r\n\n", ""],
  ["one line", "missing subprotocol", "missing subprotocol"],
  ["the first of two lines", "one\r\ntwo", "one"],
  ["a blank line before is skipped", "\n  one\ntwo", "one"],
  ["an ANSI escape is shown", "\u001b[2Jgone", "\\x1b[2Jgone"],
  ["a lone carriage return is shown", "a\rb", "a\\x0db"],
  ["a change of direction is shown", "a\u202eb", "a\\u202eb"],
  ["a tag character is shown", "a\u{e0041}b", "a\\u{e0041}b"],
  ["120 characters are kept", "x".repeat(120), "x".repeat(120)],
  ["121 characters are cut to 120", "x".repeat(121), `${"x".repeat(119)}…`],
  ["no character outside the BMP is cut in two", "😀".repeat(121), `${"😀".repeat(119)}…`],
])("the first line of a body: %s", (_title, text, line) => {
  expect(firstLine(text)).toBe(line);
});

test.each([
  ["a status alone", 503, "", "", "503"],
  ["a reason phrase", 503, "Full", "\r\n", "503 Full"],
  ["a body without one", 503, "", "no room\nat all", "503: no room"],
  ["both", 503, "Full", "no room", "503 Full: no room"],
])("an answer in a sentence: %s", (_title, status, statusText, bodyStart, text) => {
  expect(answerText({ status, statusText, bodyStart })).toBe(text);
});

test.each([
  ["nothing", [], ""],
  ["one read", ["SSH-2.0\r\n"], "SSH-2.0.."],
  ["all reads until there are 32 bytes", ["SSH", "", "-2.0-", "\xe4\x7f"], "SSH-2.0-.."],
  ["32 bytes of one read", ["x".repeat(33)], "x".repeat(32)],
  ["32 bytes of two reads", ["x".repeat(31), "yz"], `${"x".repeat(31)}y`],
  ["no byte of a read after 32", ["x".repeat(32), "y"], "x".repeat(32)],
])("the first bytes of a peer: %s", (_title, reads, text) => {
  const start = reads.reduce((before, read) => printableStart(before, Buffer.from(read, "latin1")), "");
  expect(start).toBe(text);
});
