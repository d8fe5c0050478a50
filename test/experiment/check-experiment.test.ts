import { describe, expect, test } from "vitest";
import type { LoadOptions } from "../../src/engine/plan/load-options.js";
import { WsrigError } from "../../src/errors.js";
import { checkExperiment } from "../../src/experiment/check-experiment.js";
import type { Experiment } from "../../src/experiment/experiment-options.js";
import { variantsNamed } from "./staged-experiment.js";

const [a, b] = variantsNamed("a", "b") as [Experiment["variants"][number], Experiment["variants"][number]];
const good: Experiment = { variants: [a, b], seed: 7 };

function withLoad(changes: Partial<LoadOptions>): Experiment {
  return { ...good, variants: [a, { ...b, load: { ...b.load, ...changes } }] };
}

test("defaults are resolved, and how long it will take is told", () => {
  const { blocks, pauseMs, order, seed, isRestarted, expectedMs } = checkExperiment(good);
  expect({ blocks, pauseMs, seed, isRestarted }).toEqual({
    blocks: 10,
    pauseMs: 300,
    seed: 7,
    isRestarted: false,
  });
  expect(order).toHaveLength(20);
  // 20 blocks of 2.5 s and 0.1 s around them, 19 pauses.
  expect(expectedMs).toBe(20 * 2_600 + 19 * 300);
});

test("a target that is started takes half a second more, and its URL keeps {port}", () => {
  const variants = [a, b].map((variant) => ({
    ...variant,
    command: { words: ["server", "{port}"] },
    load: { ...variant.load, url: "ws://127.0.0.1:{port}/" },
  }));
  const { isRestarted, expectedMs, variants: checked } = checkExperiment({ variants, pauseMs: 0, blocks: 5 });
  expect(isRestarted).toBe(true);
  expect(expectedMs).toBe(10 * 3_100);
  expect(checked.map(({ plan }) => plan.loads[0]?.url)).toEqual([
    "ws://127.0.0.1:{port}/",
    "ws://127.0.0.1:{port}/",
  ]);
});

describe("mistakes", () => {
  test.each<[string, Experiment, string]>([
    ["one variant", { ...good, variants: [a] }, "variants has 1; must have at least two"],
    ["a name twice", { ...good, variants: [a, a] }, 'two variants are named "a"; names must differ'],
    [
      "a name with a colon",
      { ...good, variants: [a, { ...b, name: "b:c" }] },
      'a variant is named "b:c"; must be 1 to 60 letters, digits, ".", "_", "-" or spaces within',
    ],
    ["4 blocks", { ...good, blocks: 4 }, "blocks is 4; must be a whole number from 5 to 1000"],
    ["a pause below 0", { ...good, pauseMs: -1 }, "pauseMs is -1; must be a finite number, 0 or more"],
    ["noise of 1", { ...good, noise: 1 }, "noise is 1; must be above 0 and below 1"],
    ["a level of 0", { ...good, level: 0 }, "level is 0; must be above 0 and below 1"],
    [
      "no time to start",
      { ...good, startTimeoutMs: 0 },
      "startTimeoutMs is 0; must be a finite number above 0",
    ],
    [
      "a ramp",
      withLoad({
        executor: { kind: "ramping-clients", startClients: 0, phases: [{ durationMs: 1, target: 2 }] },
      }),
      "variant b: executor.kind is ramping-clients; must be constant-clients or constant-arrival-rate, so that all of a block is at one level",
    ],
    [
      "a tag that is ours",
      withLoad({ tags: { variant: "x" } }),
      'variant b: tags.variant is "x"; must have another name, as the tag variant is the experiment\'s own',
    ],
    [
      "a load that cannot be",
      withLoad({ executor: { kind: "constant-clients", clients: 0, durationMs: 1_000 } }),
      "variant b: executor.clients: clients is 0; must be a whole number from 1 to 1,000,000",
    ],
  ])("%s", (_, experiment, message) => {
    const check = (): unknown => checkExperiment(experiment);
    expect(check).toThrow(WsrigError);
    expect(check).toThrow(message);
  });
});
