import { describe, expect, it } from "vitest";
import { WsrigError } from "../../src/errors.js";
import { encodeClosePayload, parseClosePayload } from "../../src/protocol/close-payload.js";
import { fromHex, toHex } from "./hex.js";

describe("close payload, RFC 6455 §5.5.1", () => {
  it.each([
    ["nothing", undefined, undefined, ""],
    ["code 1000", 1000, undefined, "03 e8"],
    ["code 1001 and a reason", 1001, "bye", "03 e9 62 79 65"],
    ["a code that is illegal on the wire, on purpose", 999, "", "03 e7"],
  ])("%s is written", (_, code, reason, bytes) => {
    expect(toHex(encodeClosePayload(code, reason))).toBe(bytes);
  });

  it("a reason of 123 bytes fits, counted in UTF-8", () => {
    expect(encodeClosePayload(1000, `${"é".repeat(61)}x`).length).toBe(125);
  });

  it.each([
    [
      "close-reason-too-long",
      1000,
      "é".repeat(62),
      "the close reason takes 124 bytes; at most 123 are allowed",
    ],
    ["close-reason-without-code", undefined, "bye", 'the close reason "bye" needs a close code'],
    ["close-code-invalid", 65_536, "", "the close code is 65536; must be an integer of 16 bits"],
    ["close-code-invalid", -1, "", "the close code is -1; must be an integer of 16 bits"],
    ["close-code-invalid", 1000.5, "", "the close code is 1000.5; must be an integer of 16 bits"],
  ])("%s is thrown for code %s", (errorCode, code, reason, message) => {
    expect(() => encodeClosePayload(code, reason)).toThrow(
      expect.objectContaining({ constructor: WsrigError, code: errorCode, message }),
    );
  });

  it.each([
    ["", 1005, ""],
    ["03 e8", 1000, ""],
    ["03 f2", 1010, ""],
    ["13 87", 4999, ""],
    ["03 e9 62 79 65", 1001, "bye"],
    ["03 e8 ef bb bf 61", 1000, "\ufeffa"],
  ])("%s reads as code %i, reason %j", (bytes, code, reason) => {
    expect(parseClosePayload(fromHex(bytes))).toEqual({ kind: "close", close: { code, reason } });
  });

  it.each([
    [
      "03",
      "close-payload-too-short",
      "RFC 6455 §5.5.1",
      1002,
      "a close frame carries 1 byte; must be empty or begin with a code of 2 bytes",
    ],
    [
      "03 e7",
      "close-code-invalid",
      "RFC 6455 §7.4",
      1002,
      "a close frame carries code 999; must be 1000-1003, 1007-1014 or 3000-4999",
    ],
    [
      "03 e8 ff",
      "close-reason-invalid-utf8",
      "RFC 6455 §8.1",
      1007,
      "the reason of a close frame with code 1000 is not valid UTF-8",
    ],
    [
      "03 e8 e2 82",
      "close-reason-invalid-utf8",
      "RFC 6455 §8.1",
      1007,
      "the reason of a close frame with code 1000 is not valid UTF-8",
    ],
  ])("%s is the violation %s of %s", (bytes, code, section, closeCode, message) => {
    expect(parseClosePayload(fromHex(bytes))).toEqual({
      kind: "violation",
      violation: { code, section, closeCode, message },
    });
  });

  it.each([0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535])(
    "§7.4 code %i is refused",
    (code) => {
      expect(parseClosePayload(encodeClosePayload(code)).kind).toBe("violation");
    },
  );
});
