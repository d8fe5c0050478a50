import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatExtensions, parseExtensions } from "../../src/protocol/extensions.js";

describe("RFC 6455 §9.1 Sec-WebSocket-Extensions", () => {
  const valid = [
    ["foo", [{ name: "foo", params: [] }]],
    [
      "foo, bar; baz=2",
      [
        { name: "foo", params: [] },
        { name: "bar", params: [["baz", "2"]] },
      ],
    ],
    ["foo;a", [{ name: "foo", params: [["a", true]] }]],
    [
      "foo;a;a=1",
      [
        {
          name: "foo",
          params: [
            ["a", true],
            ["a", "1"],
          ],
        },
      ],
    ],
    [
      "foo, foo",
      [
        { name: "foo", params: [] },
        { name: "foo", params: [] },
      ],
    ],
    ['foo; a="10"', [{ name: "foo", params: [["a", "10"]] }]],
    ['foo; a="\\1\\0"', [{ name: "foo", params: [["a", "10"]] }]],
    [
      "\tfoo ;\ta = 1 , bar ",
      [
        { name: "foo", params: [["a", "1"]] },
        { name: "bar", params: [] },
      ],
    ],
    [
      ",, foo , ,bar,",
      [
        { name: "foo", params: [] },
        { name: "bar", params: [] },
      ],
    ],
    ["!#$%&'*+-.^_`|~; x", [{ name: "!#$%&'*+-.^_`|~", params: [["x", true]] }]],
  ] as const;
  test.each(valid)("%s is valid", (value, extensions) => {
    expect(parseExtensions(value)).toEqual({ kind: "parsed", extensions });
  });

  const malformed = [
    ["", 1, "nothing"],
    [" , ,", 5, "only empty elements"],
    ["foo bar", 5, "two tokens"],
    ["foo;", 5, "no parameter after the semicolon"],
    ["foo; ;a", 6, "an empty parameter"],
    ["foo; a=", 8, "no value after the equals sign"],
    ["foo; =1", 6, "no name before the equals sign"],
    ["foo; a=1 2", 10, "two values"],
    ['foo; a=""', 8, "a quoted value that is empty"],
    ['foo; a="b c"', 8, "a quoted value that is no token"],
    ['foo; a="b,c"', 8, "a quoted value with a comma"],
    ['foo; a="b', 8, "a quoted value without its end"],
    ['foo; a="b\\"', 8, "a quoted value whose end is escaped"],
    ['foo; a="b"c', 11, "more after a quoted value"],
    ['"foo"', 1, "a quoted name"],
    ["foo; a=1, b=2", 12, "a parameter in the place of a name"],
    ["foo; à", 6, "a character that is not ASCII"],
    ["foo\u0000", 4, "a control character"],
  ] as const;
  test.each(malformed)("%j is malformed at character %i: %s", (value, position) => {
    expect(parseExtensions(value)).toEqual({
      kind: "malformed",
      section: "RFC 6455 §9.1",
      message: `Sec-WebSocket-Extensions is malformed at character ${position}: ${value}`,
    });
  });

  test("format(parse(x)) is x in its plainest form", () => {
    const parsed = parseExtensions('foo ;a;b = "1",, bar');
    expect(parsed.kind === "parsed" && formatExtensions(parsed.extensions)).toBe("foo; a; b=1, bar");
  });

  test("any extensions survive format and parse", () => {
    const token = fc.stringMatching(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,8}$/);
    const value = fc.oneof(token, fc.constant(true as const));
    const extension = fc.record({ name: token, params: fc.array(fc.tuple(token, value), { maxLength: 4 }) });
    fc.assert(
      fc.property(fc.array(extension, { minLength: 1, maxLength: 4 }), (extensions) => {
        expect(parseExtensions(formatExtensions(extensions))).toEqual({ kind: "parsed", extensions });
      }),
    );
  });

  test("any text is parsed or malformed, never thrown at", () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[a",;=\\ ]{0,20}$/));
    fc.assert(
      fc.property(text, (value) => {
        expect(["parsed", "malformed"]).toContain(parseExtensions(value).kind);
      }),
      { numRuns: 2_000 },
    );
  });
});
