import { describe, expect, it } from "vitest";
import {
  CloseCode,
  closeCodeName,
  isWireCloseCode,
  maySendCloseCode,
} from "../../src/protocol/close-codes.js";

describe("close codes, RFC 6455 §7.4 and the IANA registry", () => {
  it("§7.4 exactly 1000-1003, 1007-1014 and 3000-4999 may stand in a close frame", () => {
    const legal = Array.from({ length: 65_536 }, (_, code) => code).filter(isWireCloseCode);
    expect(legal.slice(0, 12)).toEqual([
      1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014,
    ]);
    expect(legal.slice(12)).toEqual(Array.from({ length: 2000 }, (_, i) => 3000 + i));
  });

  it.each([1000.5, Number.NaN, Number.POSITIVE_INFINITY, -1000, 66_536])("%s is no close code", (code) => {
    expect(isWireCloseCode(code)).toBe(false);
  });

  it("§7.4.1 only the client may send 1010; every other legal code is for both", () => {
    for (const code of [...Object.values(CloseCode), 1004, 3000, 4999, 2999, 5000]) {
      expect(maySendCloseCode(code, "client"), `client ${code}`).toBe(isWireCloseCode(code));
      expect(maySendCloseCode(code, "server"), `server ${code}`).toBe(isWireCloseCode(code) && code !== 1010);
    }
  });

  it.each([
    [1000, "normal"],
    [1009, "messageTooBig"],
    [1004, "reserved"],
    [2999, "reserved"],
    [3000, "registered by libraries"],
    [3999, "registered by libraries"],
    [4000, "private use"],
    [4999, "private use"],
    [5000, "reserved"],
  ])("%i is called %s", (code, name) => {
    expect(closeCodeName(code)).toBe(name);
  });
});
