// Progress as plain lines, for logs: what begins, what failed, and a sign of life every few seconds.

import { systemClock } from "../../clock.js";
import type { ReportCheck } from "../../metrics/run-report.js";
import type { Terminal } from "../terminal.js";
import type { Progress, ProgressFigures } from "./progress.js";
import { activityLine, checkLine } from "./progress-lines.js";

const lifeSignMs = 5_000;

/** Writes lines that stay. */
export class PlainProgress implements Progress {
  readonly #terminal: Terminal;
  readonly #timer: NodeJS.Timeout;
  #activity = "starting";
  #totalMs: number | undefined;
  #startedAtUs = systemClock.nowUs();
  #figures: ProgressFigures = {};

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
    this.#timer = setInterval(() => this.#lifeSign(), lifeSignMs).unref();
  }

  begin(activity: string, totalMs?: number): void {
    if (activity === this.#activity) return;
    this.#activity = activity;
    this.#totalMs = totalMs;
    this.#startedAtUs = systemClock.nowUs();
    this.#terminal.err(activity);
  }

  show(figures: ProgressFigures): void {
    this.#figures = figures;
  }

  check(check: ReportCheck): void {
    if (check.status === "fail") this.#terminal.err(checkLine(check, this.#terminal.errColours));
  }

  note(text: string): void {
    this.#terminal.err(text);
  }

  end(): void {
    clearInterval(this.#timer);
  }

  #lifeSign(): void {
    const elapsedMs = (systemClock.nowUs() - this.#startedAtUs) / 1_000;
    const [activity, totalMs, figures] = [this.#activity, this.#totalMs, this.#figures];
    this.#terminal.err(activityLine({ activity, elapsedMs, totalMs, figures }));
  }
}
