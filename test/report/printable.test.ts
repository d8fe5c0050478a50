import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printable, shorten } from "../../src/report/printable.js";

describe("printable", () => {
  test.each([
    ["plain text, ünïcödé, 你好, \u{1f600}", "plain text, ünïcödé, 你好, \u{1f600}"],
    ["\u001b[31mred\u001b[0m", "\\x1b[31mred\\x1b[0m"],
    ["a\nb\r\nc\td\0", "a\\nb\\r\\nc\\td\\0"],
    ["\u007f\u0080\u009b", "\\x7f\\x80\\x9b"],
    ["\u2028\u2029", "\\u2028\\u2029"],
    ["lone \ud800 and \udc00", "lone \\ud800 and \\udc00"],
    ["\u202egnp.exe", "\\u202egnp.exe"],
    ["\ufeff\u200b\u00ad", "\\ufeff\\u200b\\xad"],
    ["\u{e0001}", "\\u{e0001}"],
    ["\ufffe\uffff", "\\ufffe\\uffff"],
  ])("%j is shown as %s", (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  test("gives well-formed text without control characters, whatever comes in", () => {
    const anyUnits = fc
      .array(fc.integer({ min: 0, max: 0xffff }))
      .map((units) => String.fromCharCode(...units));
    fc.assert(
      fc.property(anyUnits, (text) => {
        expect(printable(text)).toMatch(/^[^\p{Cc}\p{Cf}\u2028\u2029\ud800-\udfff]*$/u);
      }),
    );
  });
});

describe("shorten", () => {
  test.each([
    ["1234567890", 10, "1234567890"],
    ["12345678901", 10, "1234567890… (11 characters)"],
    ["123456789\u{1f600}", 10, "123456789… (11 characters)"],
  ])("%j to at most %i is %j", (text, max, short) => {
    expect(shorten(text, max)).toBe(short);
  });
});
