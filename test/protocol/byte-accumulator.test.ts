import { describe, expect, it } from "vitest";
import { ByteAccumulator } from "../../src/protocol/byte-accumulator.js";
import { fromHex, toHex } from "./hex.js";

describe("bytes of an unfinished message", () => {
  it("are kept in order, and a view can begin anywhere", () => {
    const bytes = new ByteAccumulator(100);
    bytes.append(fromHex("01 02"));
    bytes.append(fromHex(""));
    bytes.append(fromHex("03"));
    expect([toHex(bytes.view()), toHex(bytes.view(1)), toHex(bytes.view(3)), bytes.length]).toEqual([
      "01 02 03",
      "02 03",
      "",
      3,
    ]);
  });

  it("grow up to a limit that was raised or lowered meanwhile", () => {
    const bytes = new ByteAccumulator(1_500);
    bytes.append(new Uint8Array(1_025));
    expect(bytes.reservedBytes).toBe(1_500);
    bytes.setMaxBytes(10_000);
    bytes.append(new Uint8Array(500));
    expect(bytes.reservedBytes).toBe(3_000);
    bytes.setMaxBytes(10);
    bytes.append(new Uint8Array(1_500));
    expect([bytes.reservedBytes, bytes.length]).toEqual([3_025, 3_025]);
  });

  it.each([
    [1, 1_024],
    [1_024, 1_024],
    [1_025, 2_048],
    [65_537, 131_072],
    [150_001, 200_000],
    [200_000, 200_000],
  ])("of %i bytes reserve %i where the limit is 200000", (size, reserved) => {
    const bytes = new ByteAccumulator(200_000);
    expect(bytes.reservedBytes).toBe(0);
    bytes.append(new Uint8Array(size));
    expect(bytes.reservedBytes).toBe(reserved);
  });

  it("never reserve more than the limit, however they arrive", () => {
    const bytes = new ByteAccumulator(5_000);
    for (let i = 0; i < 5_000; i++) {
      bytes.append(Uint8Array.of(i & 255));
      expect(bytes.reservedBytes).toBeLessThanOrEqual(Math.min(5_000, Math.max(1_024, 2 * (i + 1))));
    }
    expect(bytes.view().every((byte, i) => byte === (i & 255))).toBe(true);
  });

  it("keep a little memory when cleared, none when released", () => {
    const bytes = new ByteAccumulator(100_000);
    bytes.append(new Uint8Array(4_096));
    bytes.clear();
    expect([bytes.length, bytes.reservedBytes]).toEqual([0, 4_096]);
    bytes.release();
    expect(bytes.reservedBytes).toBe(0);
    bytes.append(new Uint8Array(4_097));
    bytes.clear();
    expect(bytes.reservedBytes).toBe(0);
  });

  it("of 64 KiB use memory that another connection has let go", () => {
    const one = new ByteAccumulator(100_000);
    one.append(new Uint8Array(65_536));
    const { buffer } = one.view();
    one.clear();
    const other = new ByteAccumulator(100_000);
    other.append(new Uint8Array(40_000).fill(7));
    expect(other.view().buffer === buffer).toBe(true);
    expect(other.view().length).toBe(40_000);
    one.append(new Uint8Array(40_000).fill(8));
    expect(other.view().every((byte) => byte === 7)).toBe(true);
  });
});
