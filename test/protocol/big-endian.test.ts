import { expect, test } from "vitest";
import { bigEndian16, bigEndian32, bigEndian64 } from "../../src/protocol/big-endian.js";
import { fromHex } from "./hex.js";

test.each([
  ["00 00", 0],
  ["01 02", 0x0102],
  ["ff ff", 65_535],
])("§5.2 the two bytes %s are %d", (hex, value) => {
  expect(bigEndian16(fromHex(hex), 0)).toBe(value);
  expect(bigEndian16(fromHex(`ff ${hex} ff`), 1)).toBe(value);
});

test.each([
  ["00 00 00 00", 0],
  ["01 02 03 04", 0x01020304],
  ["80 00 00 00", 2_147_483_648],
  ["ff ff ff ff", 4_294_967_295],
])("§5.2 the four bytes %s are %d", (hex, value) => {
  expect(bigEndian32(fromHex(hex), 0)).toBe(value);
  expect(bigEndian32(fromHex(`ff ${hex} ff`), 1)).toBe(value);
});

test.each([
  ["00 00 00 00 00 01 00 00", 65_536],
  ["00 00 00 01 00 00 00 02", 4_294_967_298],
  ["00 1f ff ff ff ff ff ff", Number.MAX_SAFE_INTEGER],
  ["7f ff ff ff ff ff ff ff", 2 ** 63],
  ["ff ff ff ff ff ff ff ff", 2 ** 64],
])("§5.2 the eight bytes %s are %d", (hex, value) => {
  expect(bigEndian64(fromHex(hex), 0)).toBe(value);
  expect(bigEndian64(fromHex(`ff ${hex} ff`), 1)).toBe(value);
});
