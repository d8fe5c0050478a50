// From what a user asks of an experiment to a plan with nothing left open, or the mistake.

import type { LoadOptions } from "../engine/plan/load-options.js";
import { planRun } from "../engine/plan/plan-run.js";
import type { RunPlan } from "../engine/plan/run-plan.js";
import { plannedMs } from "../engine/run/run-length.js";
import { WsrigError } from "../errors.js";
import { freshSeed, seededRandom } from "../random.js";
import { blockOrder } from "./block-order.js";
import { defaultBlocks, defaultPauseMs, type Experiment, leastBlocks } from "./experiment-options.js";
import { withAnyPort } from "./port-place.js";
import type { Variant } from "./variant.js";
import { VariantError } from "./variant-error.js";
import { variedFields } from "./varied-fields.js";

/** An experiment that can run. */
export interface CheckedExperiment {
  readonly variants: readonly CheckedVariant[];
  /** Of each variant. */
  readonly blocks: number;
  readonly pauseMs: number;
  readonly seed: number;
  /** Variants by index, block by block. */
  readonly order: readonly number[];
  /** Fields of the load in which variants differ from the baseline, such as `traffic.message.delivery.fragmentBytes`. */
  readonly varied: readonly string[];
  /** Whether every variant has a command, so that every block gets a process of its own. */
  readonly isRestarted: boolean;
  /** How long all planned blocks will take with their pauses, about, ms. */
  readonly expectedMs: number;
}

/** A variant with its plan; the URL in it has `{port}` still. */
export interface CheckedVariant {
  readonly variant: Variant;
  readonly plan: RunPlan;
}

const maxBlocks = 1_000;

/**
 * Checks all that can be checked before anything is sent.
 *
 * @throws WsrigError `usage-invalid-experiment`; VariantError for what is wrong with the load of one variant
 */
export function checkExperiment(options: Experiment): CheckedExperiment {
  requireTwo(options.variants);
  return checkBlocks(options);
}

/** The same of any number of variants, also of one alone, whose blocks are held against others elsewhere. */
export function checkBlocks(options: Experiment): CheckedExperiment {
  const { variants, blocks = defaultBlocks, pauseMs = defaultPauseMs, seed = freshSeed() } = options;
  checkNumbers(options);
  checkNames(variants);
  const checked = variants.map((variant) => ({ variant, plan: planVariant(variant, { ...options, seed }) }));
  const blockMs = checked.map(expectedBlockMs);
  const perRound = blockMs.reduce((sum, ms) => sum + ms, 0);
  return {
    variants: checked,
    blocks,
    pauseMs,
    seed,
    order: blockOrder(variants.length, blocks, seededRandom(seed).fork("block-order")),
    varied: variedFields(checked),
    isRestarted: variants.every(({ command }) => command !== undefined),
    expectedMs: perRound * blocks + pauseMs * (variants.length * blocks - 1),
  };
}

/**
 * The plan of a block of `variant`.
 *
 * @param url - Of its target where that is started for the block.
 * @throws VariantError
 */
export function planVariant(
  variant: Variant,
  { workers, pacing, limits, seed }: Experiment & { readonly seed: number },
  url?: string,
): RunPlan {
  try {
    checkLoad(variant.load);
    const load = loadOf(variant, url ?? withAnyPort(variant.load.url));
    const plan = planRun({ loads: [load], workers, pacing, limits, seed });
    return url === undefined ? withUrl(plan, variant.load.url) : plan;
  } catch (error) {
    throw error instanceof WsrigError ? new VariantError(variant.name, error) : error;
  }
}

/** All variants have the same name of their load; the tag `variant` tells them apart. */
export const variantLoadName = "load";

function loadOf({ name, load }: Variant, url: string): LoadOptions {
  return { ...load, name: variantLoadName, url, tags: { ...load.tags, variant: name } };
}

function withUrl(plan: RunPlan, url: string): RunPlan {
  return { ...plan, loads: plan.loads.map((load) => ({ ...load, url })) };
}

// As seen on one machine with tens of connections, and with targets on Node.
const openAndCloseMs = 100;
const startTargetMs = 500;

function expectedBlockMs({ plan, variant }: CheckedVariant): number {
  return plannedMs(plan) + openAndCloseMs + (variant.command === undefined ? 0 : startTargetMs);
}

function checkNumbers({ blocks, pauseMs, noise, level, startTimeoutMs }: Experiment): void {
  const whole = blocks === undefined || (Number.isSafeInteger(blocks) && blocks <= maxBlocks);
  if (!whole || (blocks !== undefined && blocks < leastBlocks)) {
    throw invalid("blocks", blocks, `a whole number from ${leastBlocks} to ${maxBlocks}`, tooFewHint);
  }
  if (pauseMs !== undefined && !(Number.isFinite(pauseMs) && pauseMs >= 0))
    throw invalid("pauseMs", pauseMs, "a finite number, 0 or more");
  if (startTimeoutMs !== undefined && !(Number.isFinite(startTimeoutMs) && startTimeoutMs > 0))
    throw invalid("startTimeoutMs", startTimeoutMs, "a finite number above 0");
  if (noise !== undefined && !(noise > 0 && noise < 1)) throw invalid("noise", noise, "above 0 and below 1");
  if (level !== undefined && !(level > 0 && level < 1)) throw invalid("level", level, "above 0 and below 1");
}

const tooFewHint =
  "A block is one observation: with fewer on a side no difference can be told from chance. Make blocks shorter, not fewer.";

function requireTwo({ length }: readonly Variant[]): void {
  if (length >= 2) return;
  const hint = "Give a baseline and what is held against it; both may be alike.";
  throw new WsrigError("usage-invalid-experiment", `variants has ${length}; must have at least two`, {
    path: "variants",
    hint,
  });
}

function checkNames(variants: readonly Variant[]): void {
  const names = variants.map(({ name }) => name);
  const wrong = names.find((name) => !/^[\w.-]([\w. -]{0,58}[\w.-])?$/.test(name));
  if (wrong !== undefined) {
    const rule = `must be 1 to 60 letters, digits, ".", "_", "-" or spaces within`;
    throw new WsrigError("usage-invalid-experiment", `a variant is named "${wrong}"; ${rule}`, {
      path: "variants",
    });
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  throw new WsrigError("usage-invalid-experiment", `two variants are named "${twice}"; names must differ`, {
    path: "variants",
  });
}

/** A ramp has no one level, and a count of iterations no fixed time: blocks of them say nothing about one thing. */
function checkLoad({ executor, tags = {} }: LoadOptions): void {
  if (executor.kind !== "constant-clients" && executor.kind !== "constant-arrival-rate") {
    throw new WsrigError(
      "usage-invalid-experiment",
      `executor.kind is ${executor.kind}; must be constant-clients or constant-arrival-rate, so that all of a block is at one level`,
      { path: "executor.kind", hint: "Give a duration, and connections or an arrival rate." },
    );
  }
  if (Object.hasOwn(tags, "variant")) {
    throw new WsrigError(
      "usage-invalid-experiment",
      `tags.variant is "${tags.variant}"; must have another name, as the tag variant is the experiment's own`,
      { path: "tags.variant" },
    );
  }
}

function invalid(path: string, value: unknown, rule: string, hint?: string): WsrigError {
  return new WsrigError("usage-invalid-experiment", `${path} is ${String(value)}; must be ${rule}`, {
    path,
    hint,
  });
}
