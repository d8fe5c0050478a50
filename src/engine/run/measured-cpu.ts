// The CPU time of this process over the measured time of a load: from the end of its warm-up to the end of its executor.

import { cpuTimeUs } from "../self-watch.js";

/** Begins at the first look that is no warm-up, ends once. */
export class MeasuredCpu {
  #from: { readonly cpuUs: number; readonly atUs: number } | undefined;
  #cpuUs = 0;

  /** User and system time, µs; 0 before the end. */
  get cpuUs(): number {
    return this.#cpuUs;
  }

  /** The measured time is under way at `nowUs`, µs of the clock. */
  begin(nowUs: number): void {
    this.#from ??= { cpuUs: cpuTimeUs(), atUs: nowUs };
  }

  end(): void {
    if (this.#from !== undefined) this.#cpuUs = cpuTimeUs() - this.#from.cpuUs;
  }

  /** How long the measured time was, when it ended at `endUs`; 0 when it had not begun. */
  spanMs(endUs: number): number {
    return this.#from === undefined ? 0 : Math.max(0, (endUs - this.#from.atUs) / 1_000);
  }
}
