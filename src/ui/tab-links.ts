// All tabs that are connected.

import { type Clock, systemClock } from "../clock.js";
import type { ProcessMessage } from "../link/process-message.js";
import { settledBy } from "../server/graceful-close.js";
import { TabLink, type TabLinkOptions } from "./tab-link.js";
import type { Tabs } from "./ui-part.js";

/** See the file's first line. */
export class TabLinks implements Tabs {
  readonly #links = new Set<TabLink>();
  readonly #clock: Clock;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  get count(): number {
    return this.#links.size;
  }

  tell(message: ProcessMessage): void {
    if (this.#links.size === 0) return;
    const json = Buffer.from(JSON.stringify(message));
    for (const link of this.#links) link.tell(json);
  }

  /** Tells a tab that has come everything, and all that is told from now on until it has gone. */
  add(options: TabLinkOptions): void {
    const link = new TabLink(options);
    this.#links.add(link);
    options.socket.once("close", () => this.#links.delete(link));
  }

  /** Resolves when what was told has left for the tabs, or after `deadlineMs`. */
  async drained(deadlineMs: number): Promise<void> {
    await this.#withinMs(deadlineMs, Promise.all([...this.#links].map((link) => link.drained())));
  }

  /** Closes all tabs with 1001, waits for them up to `deadlineMs`, and ends the rest without a word. */
  async close(deadlineMs: number): Promise<void> {
    const allClosed = Promise.all([...this.#links].map((link) => link.close()));
    await this.#withinMs(deadlineMs, allClosed);
    for (const link of this.#links) link.terminate();
    await allClosed;
  }

  #withinMs(deadlineMs: number, work: Promise<unknown>): Promise<void> {
    return settledBy(work, this.#clock.nowUs() + deadlineMs * 1_000, this.#clock);
  }
}
