import { describe, expect, test } from "vitest";
import { BodyStart } from "../../src/client/body-start.js";
import { HttpHeaders } from "../../src/protocol/headers.js";

/** The text after each byte came by itself, and after how many bytes it was enough. */
function fed(
  headers: readonly (readonly [string, string])[],
  body: string,
): { text: string; enoughAt: number | undefined } {
  const start = new BodyStart(HttpHeaders.from(headers));
  let enoughAt: number | undefined;
  for (const [index, byte] of Buffer.from(body).entries()) {
    if (start.add(Buffer.from([byte]))) enoughAt ??= index + 1;
  }
  return { text: start.text, enoughAt };
}

describe("the first 1,024 bytes of a body", () => {
  test.each([
    ["of a known length", [["Content-Length", "5"]], "hello and more", "hello", 5],
    ["of unknown length", [], "hello", "hello", undefined],
    ["of exactly the limit", [], "x".repeat(1_024), "x".repeat(1_024), 1_024],
    ["over the limit", [["Content-Length", "9999"]], "x".repeat(2_000), "x".repeat(1_024), 1_024],
    [
      "in chunks with an extension",
      [["Transfer-Encoding", "chunked"]],
      "3;a=b\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
      "abcde",
      22,
    ],
    ["in a chunk that has not ended", [["Transfer-Encoding", "chunked"]], "a\r\nabc", "abc", undefined],
    ["in broken chunks", [["Transfer-Encoding", "chunked"]], "zz\r\nabc", "", 4],
    ["cut inside a code point", [], `${"x".repeat(1_023)}ä`, "x".repeat(1_023), 1_024],
  ] as const)("%s", (_title, headers, body, text, enoughAt) => {
    expect(fed(headers, body)).toEqual({ text, enoughAt });
  });
});
