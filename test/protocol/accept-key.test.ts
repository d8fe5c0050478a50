import { describe, expect, test } from "vitest";
import { acceptKeyFor, isValidKey, makeKey } from "../../src/protocol/accept-key.js";

describe("RFC 6455 §4.2.2 Sec-WebSocket-Accept", () => {
  const rows = [
    ["§1.3's key", "dGhlIHNhbXBsZSBub25jZQ==", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="],
    ["an empty key", "", "Kfh9QIsMVZcl6xEPYxPHzW8SZ8w="],
  ] as const;
  test.each(rows)("%s is answered with the SHA-1 of it and the GUID", (_title, key, accept) => {
    expect(acceptKeyFor(key)).toBe(accept);
  });
});

describe("§4.2.1 item 5 a key is base64 of 16 bytes", () => {
  const rows = [
    ["dGhlIHNhbXBsZSBub25jZQ==", true, "§1.3's"],
    ["AAAAAAAAAAAAAAAAAAAAAA==", true, "16 zero bytes"],
    ["AQIDBAUGBwgJCgsMDQ4PEB==", true, "spare bits set: it still decodes to 16 bytes"],
    ["//////////////////////==", true, "slashes"],
    ["", false, "empty"],
    ["AAAAAAAAAAAAAAAAAAAA", false, "15 bytes"],
    ["AAAAAAAAAAAAAAAAAAAAAAA=", false, "17 bytes"],
    ["AAAAAAAAAAAAAAAAAAAAAA", false, "no padding"],
    ["AAAAAAAAAAAAAAAAAAAAA-==", false, "base64url"],
    ["AAAAAAAAAAA AAAAAAAAAA==", false, "a space within"],
    ["AAAAAAAAAAAAAAAAAAAAAA==\n", false, "a line break after it"],
  ] as const;
  test.each(rows)("%j is valid: %s (%s)", (key, isValid) => {
    expect(isValidKey(key)).toBe(isValid);
  });
});

describe("§4.1 item 7 a key of the client", () => {
  test("is base64 of the bytes given, of a view too", () => {
    const bytes = new TextEncoder().encode("--the sample nonce--").subarray(2, 18);
    expect(makeKey(bytes)).toBe("dGhlIHNhbXBsZSBub25jZQ==");
  });

  test.each([0, 15, 17])("of %i bytes throws", (length) => {
    expect(() => makeKey(new Uint8Array(length))).toThrow(
      expect.objectContaining({
        code: "handshake-key-length",
        message: `the key has ${length} bytes; must have 16`,
      }),
    );
  });
});
