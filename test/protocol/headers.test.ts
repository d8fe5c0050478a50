import { describe, expect, test } from "vitest";
import { HttpHeaders } from "../../src/protocol/headers.js";

describe("RFC 9110 §5 header fields", () => {
  const headers = HttpHeaders.from([
    ["Host", "example.org"],
    ["Connection", "keep-alive, Upgrade,"],
    ["X-Empty", ""],
    ["connection", " , CLOSE"],
  ]);

  test("§5.1 names compare without case", () => {
    expect(headers.get("hOST")).toBe("example.org");
    expect(headers.has("CONNECTION")).toBe(true);
  });

  test("§5.3 several lines of a name join with a comma, in order", () => {
    expect(headers.get("Connection")).toBe("keep-alive, Upgrade,,  , CLOSE");
    expect(headers.getAll("Connection")).toEqual(["keep-alive, Upgrade,", " , CLOSE"]);
  });

  test("§5.6.1 tokens come in lower case, without the empty ones", () => {
    expect(headers.tokens("Connection")).toEqual(["keep-alive", "upgrade", "close"]);
  });

  test("an empty value is present, a missing name is not", () => {
    expect([headers.has("x-empty"), headers.get("x-empty"), headers.tokens("x-empty")]).toEqual([
      true,
      "",
      [],
    ]);
    expect([headers.has("x"), headers.get("x"), headers.getAll("x")]).toEqual([false, undefined, []]);
  });

  test("iteration gives the lines as on the wire, and later changes of the source do not show", () => {
    const source: [string, string][] = [["A", "1"]];
    const copy = HttpHeaders.from(source);
    source.push(["B", "2"]);
    (source[0] as string[])[1] = "changed";
    expect([...copy]).toEqual([["A", "1"]]);
  });
});
