import { expect, test } from "vitest";
import { visiblePieces } from "../../../src/web/data/visible-characters.js";

const joined = (text: string, mode: "value" | "title"): string =>
  visiblePieces(text, mode)
    .map((piece) => (piece.kind === "sign" ? `[${piece.text}]` : piece.text))
    .join("");

test.each([
  ["plain text stays", "Hello, 服务器!", "Hello, 服务器!"],
  ["an emoji stays", "a😀b", "a😀b"],
  ["an empty text has no piece", "", ""],
  ["spaces at the edges show, one inside does not", " a b ", "[·]a b[·]"],
  ["two spaces inside show", "a  b", "a[··]b"],
  ["a tab is an arrow", "a\tb", "a[→]b"],
  ["a line feed shows and stays", "a\nb", "a[↵\n]b"],
  ["control characters are escaped", "\u0000\r\u001b\u007f\u0085", "[\\x00][\\x0d][\\x1b][\\x7f][\\x85]"],
  ["a right-to-left override cannot reverse what follows", "a\u202eb", "a[\\u202e]b"],
  ["zero-width characters and the byte-order mark show", "\u200b\ufeff", "[\\u200b][\\ufeff]"],
  ["a lone surrogate shows", "\ud800x", "[\\ud800]x"],
  ["a tag character beyond the basic plane shows", "\u{e0041}", "[\\u{e0041}]"],
  ["markup is text like any other", "<b>&amp;</b>", "<b>&amp;</b>"],
])("in a value, %s", (_what, text, shown) => {
  expect(joined(text, "value")).toBe(shown);
});

test("in a title, spaces are left alone and what would disturb the line is not", () => {
  expect(joined(" a  b\u202e ", "title")).toBe(" a  b[\\u202e] ");
});

test("a sign says which character it stands for", () => {
  expect(visiblePieces("\u0007   ", "value")).toEqual([
    { kind: "sign", text: "\\x07", title: "U+0007" },
    { kind: "sign", text: "···", title: "3 × space" },
  ]);
});
