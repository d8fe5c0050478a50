// A variant of an experiment: one load on one target, which differs from the others in what is to be compared.

import type { LoadOptions } from "../engine/plan/load-options.js";

/** One variant. */
export interface Variant {
  /** Letters, digits, spaces, `.`, `_`, `-`; names differ. The tag `variant` of its metrics. */
  readonly name: string;
  /** Its load. Where the target is started for each block, `{port}` in the URL stands for the port chosen for it. */
  readonly load: LoadOptions;
  /** Starts its target, a new process for every block; absent where it runs already. */
  readonly command?: TargetCommand | undefined;
}

/** A program that is a target. */
export interface TargetCommand {
  /** The program and its arguments; `{port}` in any of them stands for a free port, which is also in the variable PORT. */
  readonly words: readonly string[];
}
