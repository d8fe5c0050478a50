import { describe, expect, it } from "vitest";
import { planSweep } from "../../../src/experiment/fragments/sweep-plan.js";
import { sweepVariants } from "../../../src/experiment/fragments/sweep-variants.js";

/** `256: 16x16 128x2 whole`. */
function drawn(sizes: ReturnType<typeof planSweep>): readonly string[] {
  return sizes.map(({ payloadBytes, cuts }) => {
    const words = cuts.map(({ fragmentBytes, frames }) =>
      fragmentBytes === undefined ? "whole" : `${frames}x${fragmentBytes}`,
    );
    return `${payloadBytes}: ${words.join(" ")}`;
  });
}

describe("planSweep", () => {
  it("cuts three message sizes into all fragments that are smaller", () => {
    expect(drawn(planSweep({}))).toEqual([
      "256: 16x16 2x128 whole",
      "4096: 256x16 32x128 4x1024 whole",
      "65536: 4096x16 512x128 64x1024 8x8192 whole",
    ]);
  });

  it("orders sizes, goes through each once, and leaves out fragments that are as long as the message", () => {
    expect(drawn(planSweep({ payloadSizes: [100, 10, 100], fragmentSizes: [100, 3, 3] }))).toEqual([
      "10: 4x3 whole",
      "100: 34x3 whole",
    ]);
  });

  it("§5.2 counts header and mask key of every frame", () => {
    const [size] = planSweep({ payloadSizes: [300], fragmentSizes: [125, 126] });
    // 125 B: 2 + 4 each; the last has 50 B. 126 B: 4 + 4, the last of 48 B 2 + 4. Whole: 4 + 4.
    expect(size?.cuts.map(({ wireBytes }) => wireBytes)).toEqual([300 + 3 * 6, 300 + 8 + 8 + 6, 300 + 8]);
    const [big] = planSweep({ payloadSizes: [65_536], fragmentSizes: [65_535] });
    expect(big?.cuts.map(({ wireBytes }) => wireBytes)).toEqual([65_536 + 8 + 6, 65_536 + 14]);
  });

  it.each([
    [{ payloadSizes: [0] }, "payloadSizes has 0; must be whole numbers of bytes, 1 or more"],
    [{ fragmentSizes: [1.5] }, "fragmentSizes has 1.5; must be whole numbers of bytes, 1 or more"],
    [{ payloadSizes: [] }, "payloadSizes is empty; must have at least one size"],
    [{ payloadSizes: [16] }, "no fragment size is smaller than a message of 16 B; the smallest is 16 B"],
  ])("%j is refused: %s", (choice, message) => {
    expect(() => planSweep(choice)).toThrow(message);
  });
});

describe("sweepVariants", () => {
  const load = { url: "ws://127.0.0.1:9/", connections: 3, blockMs: 500, warmUpMs: 100 };
  const [size] = planSweep({ payloadSizes: [4_096], fragmentSizes: [1_024, 16] });

  it("names whole messages first, then the fragment sizes from the smallest", () => {
    if (size === undefined) throw new Error("no size");
    const names = sweepVariants(load, size, { kind: "closed", inFlight: 1 }).map(({ name }) => name);
    expect(names).toEqual(["4 KiB whole closed", "4 KiB in 16 B closed", "4 KiB in 1 KiB closed"]);
  });

  it("differ in fragmentBytes alone", () => {
    if (size === undefined) throw new Error("no size");
    const schedule = { kind: "open", ratePerSecond: 50, per: "load", arrivals: "constant" } as const;
    const [whole, small] = sweepVariants(load, size, schedule);
    expect(small).toEqual({
      name: "4 KiB in 16 B open",
      load: {
        url: "ws://127.0.0.1:9/",
        warmUpMs: 100,
        executor: { kind: "constant-clients", clients: 3, durationMs: 500 },
        traffic: {
          kind: "echo",
          message: {
            kind: "text",
            payload: { kind: "generated", size: { kind: "fixed", bytes: 4_096 } },
            delivery: { fragmentBytes: 16 },
          },
          schedule,
        },
      },
    });
    const traffic = whole.load.traffic;
    expect(traffic?.kind === "echo" && traffic.message?.delivery).toEqual({});
  });
});
