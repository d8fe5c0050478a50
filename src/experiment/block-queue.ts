// Which block comes next: those planned, then one more for each that was no evidence, within a bound.

import { leastBlocks } from "./experiment-options.js";

/** What a queue works through. */
export interface BlockQueueOptions {
  /** Variants by index, block by block. */
  readonly order: readonly number[];
  readonly variants: number;
  /** Blocks wanted of each variant. */
  readonly blocks: number;
}

/** A block to be run. */
export interface NextBlock {
  /** Index of the variant. */
  readonly variant: number;
  /** Whether it stands for one that was no evidence. */
  readonly isRepeat: boolean;
}

/**
 * The blocks of an experiment as it goes.
 *
 * At most half as many blocks as planned of a variant are run again. A variant that cannot come to {@link leastBlocks} any more is
 * given up, and with the baseline, or the last other variant, the whole experiment is.
 */
export class BlockQueue {
  readonly #options: BlockQueueOptions;
  readonly #planned: number[];
  readonly #states: readonly VariantState[];

  constructor(options: BlockQueueOptions) {
    const { order, variants, blocks } = options;
    this.#options = options;
    this.#planned = [...order];
    this.#states = Array.from({ length: variants }, (_, variant) => ({
      variant,
      evidence: 0,
      planned: order.filter((each) => each === variant).length,
      underWay: 0,
      repeats: Math.floor(blocks / 2),
    }));
  }

  /** The next block, taken off the queue until it is {@link BlockQueue.done}; `undefined` when there is none left. */
  take(): NextBlock | undefined {
    if (this.#isHopeless()) return undefined;
    for (let variant = this.#planned.shift(); variant !== undefined; variant = this.#planned.shift()) {
      const state = this.#stateOf(variant);
      const isGivenUp = givesUp(state);
      state.planned--;
      if (isGivenUp) continue;
      state.underWay++;
      return { variant, isRepeat: false };
    }
    const state = this.#nextRepeat();
    if (state === undefined) return undefined;
    state.repeats--;
    state.underWay++;
    return { variant: state.variant, isRepeat: true };
  }

  /** The block that was taken is over. */
  done(variant: number, { isEvidence }: { readonly isEvidence: boolean }): void {
    const state = this.#stateOf(variant);
    state.underWay--;
    if (isEvidence) state.evidence++;
  }

  /** How many are to be taken still, as far as is known now. */
  get left(): number {
    if (this.#isHopeless()) return 0;
    return this.#states
      .filter((state) => !givesUp(state))
      .reduce((sum, state) => sum + state.planned + this.#wantedOf(state), 0);
  }

  /** Of a variant, so far. */
  evidenceOf(variant: number): number {
    return this.#stateOf(variant).evidence;
  }

  #stateOf(variant: number): VariantState {
    const state = this.#states[variant];
    if (state === undefined) throw new RangeError(`there is no variant ${variant}`);
    return state;
  }

  /** Blocks to be run again; those planned and under way are taken as good. */
  #wantedOf(state: VariantState): number {
    const missing = this.#options.blocks - state.evidence - state.planned - state.underWay;
    return Math.max(0, Math.min(missing, state.repeats));
  }

  /** In turn: of the variants that need it the one that has repeated least. */
  #nextRepeat(): VariantState | undefined {
    return this.#states
      .filter((state) => !givesUp(state) && this.#wantedOf(state) > 0)
      .sort((a, b) => b.repeats - a.repeats)[0];
  }

  #isHopeless(): boolean {
    const [baseline, ...others] = this.#states;
    if (baseline === undefined || givesUp(baseline)) return true;
    return others.length > 0 && others.every(givesUp);
  }
}

interface VariantState {
  readonly variant: number;
  evidence: number;
  planned: number;
  underWay: number;
  /** That are left. */
  repeats: number;
}

function givesUp({ evidence, planned, underWay, repeats }: VariantState): boolean {
  return evidence + planned + underWay + repeats < leastBlocks;
}
