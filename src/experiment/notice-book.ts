// The warnings of many blocks, each said once.

import type { Notice } from "../metrics/run-report.js";

interface Kept {
  readonly variant: string;
  readonly notice: Notice;
  times: number;
}

/** Keeps the first notice of a code for each variant, and counts the others. */
export class NoticeBook {
  readonly #kept: Kept[] = [];

  add(variant: string, notice: Notice): void {
    const known = this.#kept.find((kept) => kept.variant === variant && kept.notice.code === notice.code);
    if (known === undefined) this.#kept.push({ variant, notice, times: 1 });
    else known.times++;
  }

  /** In the order in which they came first. */
  notices(): readonly Notice[] {
    return this.#kept.map(({ variant, notice, times }) => {
      const where = times === 1 ? "in one block" : `in ${times} blocks, first`;
      return { ...notice, message: `Variant ${variant}, ${where}: ${notice.message}` };
    });
  }
}
