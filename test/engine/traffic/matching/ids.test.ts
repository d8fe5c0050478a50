import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { idDigits, readIdDigits, writeIdDigits } from "../../../../src/engine/traffic/matching/id-digits.js";
import { makeIdReader, matchProblems } from "../../../../src/engine/traffic/matching/id-reader.js";
import { parseJsonPath } from "../../../../src/engine/traffic/matching/json-id.js";
import { connectionLimit, messageId, seqOfId } from "../../../../src/engine/traffic/matching/message-id.js";

const ids = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

describe("ids as digits", () => {
  test("42 at offset 2 is 16 hexadecimal digits, and nothing else changes", () => {
    const payload = Buffer.from("ab................cd");
    writeIdDigits(payload, 2, 42);
    expect(payload.toString()).toBe("ab000000000000002acd");
    expect(readIdDigits(payload, 2)).toBe(42);
  });

  test("what is written at any offset is read there", () => {
    const property = fc.property(ids, fc.nat(20), (id, offset) => {
      const payload = Buffer.alloc(offset + 16);
      writeIdDigits(payload, offset, id);
      expect(payload.toString("latin1", offset)).toBe(idDigits(id));
      expect(readIdDigits(payload, offset)).toBe(id);
    });
    fc.assert(property);
  });

  test.each([
    ["one byte too few", "00000000000002a", 0],
    ["an offset past the end", "000000000000002a", 1],
    ["upper case", "000000000000002A", 0],
    ["the byte before 0", "00000000/000002a", 0],
    ["the byte after 9", "0:0000000000002a", 0],
    ["the byte before a", "000000000000002`", 0],
    ["the byte after f", "g00000000000002a", 0],
    ["2^53", "0020000000000000", 0],
    ["nothing", "", 0],
  ])("%s is no id", (_, text, offset) => {
    expect(readIdDigits(Buffer.from(text), offset)).toBeNaN();
  });

  test("the highest id is 2^53 - 1", () => {
    expect(readIdDigits(Buffer.from("001fffffffffffff"), 0)).toBe(Number.MAX_SAFE_INTEGER);
  });
});

describe("ids in JSON", () => {
  test.each([
    ["id", ["id"]],
    ["meta.id", ["meta", "id"]],
    ["items[0].id", ["items", 0, "id"]],
    ["[12][3]", [12, 3]],
    ["a-b.c d", ["a-b", "c d"]],
    ["", undefined],
    [".", undefined],
    ["a.", undefined],
    [".a", undefined],
    ["a..b", undefined],
    ["a[x]", undefined],
    ["a[0", undefined],
    ["a[0]b", undefined],
  ])("the path %j is %j", (path, steps) => {
    expect(parseJsonPath(path)).toEqual(steps);
  });

  test.each([
    ["id", '{"id":7}', 7],
    ["id", '{"id":"7"}', 7],
    ["meta.id", '{"meta":{"x":"é","id":9007199254740991}}', Number.MAX_SAFE_INTEGER],
    ["items[1].id", '{"items":[{"id":1},{"id":2}]}', 2],
    ["[0]", "[5]", 5],
  ])("at %s of %s is an id", (path, text, id) => {
    expect(makeIdReader({ kind: "json", path })?.(Buffer.from(text))).toBe(id);
  });

  test.each([
    ["id", ""],
    ["id", "no JSON"],
    ["id", "{}"],
    ["id", '{"id":null}'],
    ["id", '{"id":true}'],
    ["id", '{"id":""}'],
    ["id", '{"id":"0x7"}'],
    ["id", '{"id":" 7"}'],
    ["id", '{"id":-1}'],
    ["id", '{"id":1.5}'],
    ["id", '{"id":9007199254740992}'],
    ["id", '{"id":"9999999999999999"}'],
    ["meta.id", '{"meta":null}'],
    ["toString", "{}"],
    ["id.x", '{"id":7}'],
  ])("at %s of %s is none", (path, text) => {
    expect(makeIdReader({ kind: "json", path })?.(Buffer.from(text))).toBeNaN();
  });

  test("a view into a larger buffer is read by its own bounds", () => {
    const bytes = new Uint8Array(Buffer.from('xx{"id":3}yy'));
    expect(makeIdReader({ kind: "json", path: "id" })?.(bytes.subarray(2, 10))).toBe(3);
  });
});

describe("ids of messages", () => {
  test.each([
    [0, 0, 0],
    [0, 5, 5],
    [3, 5, 3 * 2 ** 32 + 5],
    [connectionLimit - 1, 2 ** 32 - 1, Number.MAX_SAFE_INTEGER],
    [connectionLimit, 5, 5],
  ])("of connection %i message %i is %i", (connection, seq, id) => {
    expect(messageId(connection, seq)).toBe(id);
    expect(seqOfId(id, connection)).toBe(seq);
  });

  test("the id of a message of another connection, and no id, have no sequence number", () => {
    expect([messageId(2, 0), messageId(4, 0), Number.NaN].map((id) => seqOfId(id, 3))).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
  });
});

test("answers in the order of sending have no id to read", () => {
  expect(makeIdReader({ kind: "order" })).toBeUndefined();
});

test.each([
  [{ kind: "order" } as const, []],
  [{ kind: "offset", offset: 0 } as const, []],
  [
    { kind: "offset", offset: -1 } as const,
    [{ path: "echo.match.offset", message: "offset is -1; must be a whole number, 0 or more" }],
  ],
  [{ kind: "json", path: "meta.id" } as const, []],
  [
    { kind: "json", path: "meta..id" } as const,
    [
      {
        path: "echo.match.path",
        message: 'path is "meta..id"; must be keys with dots between them and indexes in brackets',
        hint: "Write it like meta.id or items[0].id.",
      },
    ],
  ],
])("the problems of the match %j are told", (match, problems) => {
  expect(matchProblems(match, "echo.match")).toEqual(problems);
});
