// Worlds in which two sides of known difference are measured: how latencies are spread in a block, and how blocks differ.

import { blockOrder } from "../../src/experiment/block-order.js";
import type { Random } from "../../src/random.js";
import { type Draw, fastUniform, normalOf } from "./normal.js";

/** A world. */
export interface World {
  readonly name: WorldName;
  /** What is in it, as a sentence. */
  readonly meaning: string;
  /**
   * A new experiment in it.
   *
   * @param blocks - Of each side.
   */
  begin(random: Random, blocks: number): WorldExperiment;
}

/** One experiment: its blocks come in the order in which they are run. */
export interface WorldExperiment {
  /** Side of each block: 0 is the baseline. */
  readonly order: readonly number[];
  /** What the next block is like. Called once for each place in the order. */
  nextBlock(): WorldBlock;
}

/** A block that runs. */
export interface WorldBlock {
  /** Latency of the next message in µs, on the baseline; not rounded. */
  latencyUs(): number;
}

export const worldNames = ["log-normal", "bimodal", "drifting", "processes"] as const;
export type WorldName = (typeof worldNames)[number];

const middleUs = 400;

/** All of them. The figures are those of loads on this kind of machine, rounded up: more spread is harder. */
export const worlds: readonly World[] = [
  {
    name: "log-normal",
    meaning: "latencies log-normal with sigma 0.5; blocks 2% apart, all by chance",
    begin: (random, blocks) => {
      const normal = normalOf(fastUniform(random));
      return {
        order: blockOrder(2, blocks, random),
        nextBlock: () => logNormal(normal, middleUs * Math.exp(0.02 * normal())),
      };
    },
  },
  {
    name: "bimodal",
    meaning:
      "one message in four meets something four times as slow, in some blocks one in six, in others one in three; blocks 2% apart besides",
    begin: (random, blocks) => {
      const uniform = fastUniform(random);
      const normal = normalOf(uniform);
      return {
        order: blockOrder(2, blocks, random),
        nextBlock: () => {
          const slowShare = 1 / 6 + uniform() / 6;
          const level = middleUs * Math.exp(0.02 * normal());
          return {
            latencyUs: () => level * (uniform() < slowShare ? 4 : 1) * Math.exp(0.2 * normal()),
          };
        },
      };
    },
  },
  {
    name: "drifting",
    meaning:
      "the machine becomes up to a third slower or faster from the first block to the last, and wanders by 1% a block besides",
    begin: (random, blocks) => {
      const normal = normalOf(fastUniform(random));
      const order = blockOrder(2, blocks, random);
      const slope = ((random.next() * 2 - 1) * Math.log(4 / 3)) / order.length;
      let level = Math.log(middleUs);
      return {
        order,
        nextBlock: () => {
          level += slope + 0.01 * normal();
          return logNormal(normal, Math.exp(level + 0.01 * normal()));
        },
      };
    },
  },
  {
    name: "processes",
    meaning:
      "each process that is started is 5% apart from the others, and one in five is 15% slower than that",
    begin: (random, blocks) => {
      const normal = normalOf(fastUniform(random));
      return {
        order: blockOrder(2, blocks, random),
        nextBlock: () => {
          const luck = random.next() < 0.2 ? 1.15 : 1;
          return logNormal(normal, middleUs * luck * Math.exp(0.05 * normal()));
        },
      };
    },
  },
];

function logNormal(normal: Draw, middle: number): WorldBlock {
  return { latencyUs: () => middle * Math.exp(0.5 * normal()) };
}
