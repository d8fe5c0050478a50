import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readFeed } from "../../../../src/engine/traffic/payload/feed.js";

const folder = mkdtempSync(join(tmpdir(), "wsrig-feed-"));
afterAll(() => rmSync(folder, { recursive: true }));

function read(format: "csv" | "jsonl", text: string) {
  const file = join(folder, `feed.${format}`);
  writeFileSync(file, text);
  const { feed, problems } = readFeed({ file, format, order: "sequential" }, "payload.feed");
  const told = problems.map(({ path, message }) => `${path}: ${message.replaceAll(folder, "")}`);
  return { feed, problems: told };
}

describe("a CSV feed (RFC 4180)", () => {
  test.each([
    [
      "with lines ended by CRLF",
      "user,token\r\nann,1\r\nbob,2\r\n",
      [
        ["ann", "1"],
        ["bob", "2"],
      ],
      [2, 3],
    ],
    [
      "with lines ended by LF, the last by nothing",
      "user,token\nann,1\nbob,2",
      [
        ["ann", "1"],
        ["bob", "2"],
      ],
      [2, 3],
    ],
    ["with a byte order mark", "\ufeffuser,token\nann,1\n", [["ann", "1"]], [2]],
    ["with commas and quotes in quotes", 'user,token\n"a, ""b""",\n', [['a, "b"', ""]], [2]],
    [
      "with a line break in quotes",
      'user,token\n"a\nb",1\nc,2\n',
      [
        ["a\nb", "1"],
        ["c", "2"],
      ],
      [3, 4],
    ],
    ["with spaces, which belong to the value", "user,token\n a , 1\n", [[" a ", " 1"]], [2]],
    ["with empty lines, which are no rows", "user,token\n\nann,1\n\n", [["ann", "1"]], [3]],
  ])("%s is read", (_, text, rows, lines) => {
    expect(read("csv", text)).toEqual({ feed: { columns: ["user", "token"], rows, lines }, problems: [] });
  });

  test.each([
    ["that is empty", "", ["1 is empty; must be a header line, with the names of the values"]],
    ["with a header only", "a,b\n", ["1 is the only line; must be followed by rows"]],
    [
      "with names twice, empty, and with a space",
      "a,a,,b c\n1,2,3,4\n",
      [
        '1 names two values "a"; must name each differently',
        '1 names value 3 ""; must be a word without braces',
        '1 names value 4 "b c"; must be a word without braces',
      ],
    ],
    [
      "with rows that are too long and too short",
      "a,b\n1\n1,2\n1,2,3\n",
      ["2 has 1 value; must have 2, as the header", "4 has 3 values; must have 2, as the header"],
    ],
    [
      "with a quote that is never closed",
      'a,b\n1,2\n1,"2\n',
      ["3 is no CSV: Quote Not Closed: the parsing is finished with an opening quote at line 3"],
    ],
  ])("%s is refused with the line", (_, text, problems) => {
    const { feed, problems: told } = read("csv", text);
    expect(feed).toBeUndefined();
    expect(told).toEqual(problems.map((problem) => `payload.feed.file: file /feed.csv:${problem}`));
  });

  test("of the wrong kind is told in ten lines and a sum", () => {
    const { problems } = read("csv", `a,b\n${"1\n".repeat(25)}`);
    expect(problems).toHaveLength(11);
    expect(problems.at(-2)).toBe(
      "payload.feed.file: file /feed.csv:11 has 1 value; must have 2, as the header",
    );
    expect(problems.at(-1)).toBe("payload.feed.file: file /feed.csv has 15 more such lines");
  });
});

describe("a JSONL feed", () => {
  test("is read: texts as they are, other values as JSON, keys in any order, empty lines are no rows", () => {
    const text = '{"user":"ann \\"A\\"","n":1.50}\r\n\n{"more":0,"n":{"x":[null]},"user":true}\n';
    expect(read("jsonl", text)).toEqual({
      feed: {
        columns: ["user", "n"],
        rows: [
          ['ann "A"', "1.5"],
          ["true", '{"x":[null]}'],
        ],
        lines: [1, 3],
      },
      problems: [],
    });
  });

  test("is refused with the lines that are no objects, or lack a value", () => {
    const { feed, problems } = read("jsonl", '{"a":1,"b":2}\n[1]\nnull\n{"b":1}\n{"a":\n');
    expect(feed).toBeUndefined();
    expect(problems.slice(0, 3)).toEqual([
      "payload.feed.file: file /feed.jsonl:2 must be a JSON object",
      "payload.feed.file: file /feed.jsonl:3 must be a JSON object",
      "payload.feed.file: file /feed.jsonl:4 has no a; must have it, as the first line",
    ]);
    expect(problems[3]).toMatch(/^payload.feed.file: file \/feed.jsonl:5 is no JSON: /);
    expect(problems).toHaveLength(4);
  });

  test("that is empty is refused", () => {
    expect(read("jsonl", "\n \n").problems).toEqual([
      "payload.feed.file: file /feed.jsonl:1 is empty; must be a JSON object",
    ]);
  });
});

test("a file that is not there is a problem, with the system's reason", () => {
  const file = join(folder, "none.csv");
  expect(readFeed({ file, format: "csv", order: "random" }, "payload.feed")).toEqual({
    feed: undefined,
    problems: [
      {
        path: "payload.feed.file",
        message: `file ${file} cannot be read: ENOENT: no such file or directory, stat '${file}'`,
      },
    ],
  });
});
