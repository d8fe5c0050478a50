import { expect, test } from "vitest";
import { firstLine } from "../../src/client/first-line.js";

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
