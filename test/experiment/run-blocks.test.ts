// Blocks of one variant alone, for a side that is held against another one elsewhere.

import { describe, expect, it } from "vitest";
import { checkBlocks, checkExperiment } from "../../src/experiment/check-experiment.js";
import { runBlocks } from "../../src/experiment/run-experiment.js";
import { staged, variantsNamed } from "./staged-experiment.js";

const [alone] = variantsNamed("candidate");
if (alone === undefined) throw new Error("one was named");

describe("blocks of one variant", () => {
  it("are planned by checkBlocks and refused as an experiment", () => {
    const { order, varied, blocks } = checkBlocks({ variants: [alone], blocks: 6, seed: 7 });
    expect({ order, varied, blocks }).toEqual({ order: [0, 0, 0, 0, 0, 0], varied: [], blocks: 6 });
    expect(() => checkExperiment({ variants: [alone] })).toThrow("variants has 1; must have at least two");
    expect(() => checkBlocks({ variants: [alone], blocks: 4 })).toThrow(
      "blocks is 4; must be a whole number from 5",
    );
  });

  it("run one after the other and compare nothing", async () => {
    const { done, advanceMs, played } = staged({ variants: [alone], run: runBlocks });
    await advanceMs(60_000);
    const { blocks, comparisons, invalid, loads } = await done;
    expect(played.map(({ variant }) => variant)).toEqual(Array.from({ length: 5 }, () => "candidate"));
    expect(blocks.map(({ variant, figures }) => [variant, figures.p50])).toEqual(
      Array.from({ length: 5 }, () => ["candidate", 1_000]),
    );
    expect({ comparisons, invalid, loads: loads.map(({ name }) => name) }).toEqual({
      comparisons: [],
      invalid: [],
      loads: ["candidate"],
    });
  });

  it("are run again where they are no evidence, within a bound, and then are invalid", async () => {
    const late = { invalid: [{ code: "late", message: "late by 1 s" }] };
    const once = staged({ variants: [alone], run: runBlocks }, (_, index) =>
      index === 1 ? { changes: late } : {},
    );
    await once.advanceMs(60_000);
    const { blocks, invalid } = await once.done;
    expect(blocks.map((block) => block.invalid)).toEqual([
      undefined,
      "late by 1 s",
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(invalid).toEqual([]);

    const always = staged({ variants: [alone], run: runBlocks }, () => ({ changes: late }));
    await always.advanceMs(60_000);
    const given = await always.done;
    expect(given.blocks).toHaveLength(3);
    expect(given.invalid.map(({ code }) => code)).toEqual(["too-few-blocks"]);
  });
});
