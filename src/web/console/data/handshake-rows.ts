// The steps of one opening handshake, for a bar and a table.

import type { ShownHandshake } from "../../../link/conversation.js";

/** As the process names them. */
export type ShownStep = ShownHandshake["steps"][number]["step"];

/** One step. */
export interface StepRow {
  readonly step: ShownStep;
  readonly us: number;
  /** Of all steps, 0 to 1; 0 where none took any time. */
  readonly share: number;
  readonly isFailed: boolean;
}

/** The steps that were taken, in their order; the failed one is in, though nothing may have been timed of it. */
export function stepRows({ steps, failedStep }: ShownHandshake): readonly StepRow[] {
  const sumUs = steps.reduce((sum, { us }) => sum + us, 0);
  const rows = steps.map(({ step, us }) => ({
    step,
    us,
    share: sumUs === 0 ? 0 : us / sumUs,
    isFailed: step === failedStep,
  }));
  if (failedStep === undefined || rows.some(({ isFailed }) => isFailed)) return rows;
  return [...rows, { step: failedStep, us: 0, share: 0, isFailed: true }];
}

/** What of the whole is of no step: wsrig itself was busy. 0 where it is less than a hundredth, which no reader misses. */
export function betweenStepsUs({ steps, totalUs }: Pick<ShownHandshake, "steps" | "totalUs">): number {
  const restUs = totalUs - steps.reduce((sum, { us }) => sum + us, 0);
  return restUs * 100 < totalUs ? 0 : restUs;
}
