// What the copy buttons put on the clipboard.

import { expect, test } from "vitest";
import { shellCommand } from "../../../src/figures/shell-command.js";
import { toCsv } from "../../../src/web/data/csv.js";

test.each([
  ["numbers and absent values", [1.5, undefined, 0], "1.5,,0"],
  [
    "a comma, a quote and a line break (RFC 4180 §2)",
    ["a,b", 'say "x"', "l1\nl2"],
    '"a,b","say ""x""","l1\nl2"',
  ],
  [
    "text that a spreadsheet would take for a formula",
    ["=1+1", "+a", "-b", "@c", "\td"],
    "'=1+1,'+a,'-b,'@c,'\td",
  ],
  ["a negative number, which is none", [-5], "-5"],
])("a row of CSV holds %s", (_what, row, line) => {
  const header = row.map((_cell, index) => `h${index}`);
  expect(toCsv(header, [row])).toBe(`${header.join(",")}\r\n${line}`);
});

test.each([
  [["wsrig", "load", "ws://127.0.0.1:9/a", "-c", "100"], "wsrig load ws://127.0.0.1:9/a -c 100"],
  [["wsrig", "check", "ws://h/?a=1&b=2"], "wsrig check 'ws://h/?a=1&b=2'"],
  [["wsrig", "--name", "it's $HOME `x`"], "wsrig --name 'it'\\''s $HOME `x`'"],
  [["wsrig", ""], "wsrig ''"],
  [["a\nb"], "'a\nb'"],
])("%j is pasted into a shell as %s", (words, command) => {
  expect(shellCommand(words)).toBe(command);
});
