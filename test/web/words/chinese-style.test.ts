// How Chinese is set: full-width punctuation among Chinese characters, no space before an ellipsis that ends a text.

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const lines = readFileSync(new URL("../../../src/web/words/zh.ts", import.meta.url), "utf8")
  // What is quoted is what is sent.
  .replaceAll(/“[^”]*”/g, "“”")
  .split("\n");
const han = "\\p{Script=Han}";

describe("the Chinese words", () => {
  test.each([
    ["half-width punctuation after a character", new RegExp(`${han}\\s?[,;:!?(]`, "u")],
    ["half-width punctuation before a character", new RegExp(`[,;:!?)]\\s?${han}`, "u")],
    ["space before the ellipsis that ends a text", new RegExp(`"[^…]*${han} …"`, "u")],
  ])("have no %s", (_, mistake) => {
    expect(lines.filter((line) => mistake.test(line) && !line.trim().startsWith("//"))).toEqual([]);
  });
});
