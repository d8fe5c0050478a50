import { describe, expect, it } from "vitest";
import { type LineAction, parseLine } from "../../../src/cli/connect/script-line.js";

const bytes = (text: string): Buffer => Buffer.from(text);

const lines: readonly (readonly [string, LineAction])[] = [
  ["hello", { kind: "text", text: "hello" }],
  ["", { kind: "text", text: "" }],
  ["//etc", { kind: "text", text: "/etc" }],
  ["/ping", { kind: "ping", payload: bytes("") }],
  ["/ping a b", { kind: "ping", payload: bytes("a b") }],
  ["/pong é", { kind: "pong", payload: bytes("é") }],
  ["/binary", { kind: "binary", payload: bytes("") }],
  ["/binary 00 fF:10", { kind: "binary", payload: Buffer.from([0x00, 0xff, 0x10]) }],
  ["/raw 8100", { kind: "raw", bytes: Buffer.from([0x81, 0x00]) }],
  ["/fragment 3 héllo wörld", { kind: "fragment", fragmentBytes: 3, text: "héllo wörld" }],
  ["/fragment 1", { kind: "fragment", fragmentBytes: 1, text: "" }],
  ["/close", { kind: "close", code: undefined, reason: "" }],
  ["/close 1000", { kind: "close", code: 1000, reason: "" }],
  ["/close 4001 so long", { kind: "close", code: 4001, reason: "so long" }],
  ["/help", { kind: "help" }],
  ["/quit", { kind: "quit" }],
];

const mistakes: readonly (readonly [string, string])[] = [
  ["/nope", "there is no /nope"],
  ["/", "there is no /"],
  ["/binary 0", '"0" is not hexadecimal'],
  ["/binary xy", '"xy" is not hexadecimal'],
  ["/raw 123", '"123" is not hexadecimal'],
  ["/fragment", "/fragment needs the bytes of a frame"],
  ["/fragment 0 a", "/fragment needs the bytes of a frame"],
  ["/fragment a b", "/fragment needs the bytes of a frame"],
  ["/close bye", "/close needs a number first"],
  [`/ping ${"x".repeat(126)}`, "the payload has 126 bytes; at most 125 are allowed"],
];

describe("lines of connect", () => {
  it.each(lines)("%j is read as what it asks for", (line, action) => {
    expect(parseLine(line)).toEqual(action);
  });

  it.each(mistakes)("%j is refused", (line, message) => {
    expect(() => parseLine(line)).toThrow(
      expect.objectContaining({ code: "usage-invalid-line", message, path: line }),
    );
  });

  it("§5.5 a ping of 125 bytes is the longest", () => {
    expect(parseLine(`/ping ${"x".repeat(125)}`)).toEqual({ kind: "ping", payload: bytes("x".repeat(125)) });
  });
});
