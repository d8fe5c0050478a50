// Progress redrawn in place on a terminal's stderr: checks scroll up, one status line stays at the bottom.

import { createLogUpdate } from "log-update";
import { systemClock } from "../../clock.js";
import type { ReportCheck } from "../../metrics/run-report.js";
import type { Terminal } from "../terminal.js";
import type { Progress, ProgressFigures } from "./progress.js";
import { activityText, checkLine, figuresText, progressBar } from "./progress-lines.js";

const redrawMs = 100;
const barWidth = 24;

/** Redraws ten times a second. */
export class LiveProgress implements Progress {
  readonly #terminal: Terminal;
  readonly #screen: ReturnType<typeof createLogUpdate>;
  readonly #timer: NodeJS.Timeout;
  #activity = "starting";
  #totalMs: number | undefined;
  #startedAtUs = systemClock.nowUs();
  #figures: ProgressFigures = {};
  #ended = false;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
    this.#screen = createLogUpdate(terminal.errStream);
    this.#timer = setInterval(() => this.#redraw(), redrawMs).unref();
  }

  begin(activity: string, totalMs?: number): void {
    if (activity === this.#activity) return;
    this.#activity = activity;
    this.#totalMs = totalMs;
    this.#startedAtUs = systemClock.nowUs();
    this.#redraw();
  }

  show(figures: ProgressFigures): void {
    this.#figures = figures;
  }

  check(check: ReportCheck): void {
    this.note(checkLine(check, this.#terminal.errColours));
  }

  note(text: string): void {
    this.#screen.persist(text);
    this.#redraw();
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    clearInterval(this.#timer);
    this.#screen.clear();
    // Shows the cursor again.
    this.#screen.done();
  }

  #redraw(): void {
    const elapsedMs = (systemClock.nowUs() - this.#startedAtUs) / 1_000;
    const totalMs = this.#totalMs;
    const bar = totalMs === undefined ? "" : `${progressBar(elapsedMs, totalMs, barWidth)} `;
    const status = `${bar}${activityText({ activity: this.#activity, elapsedMs, totalMs })}`;
    const figures = figuresText(this.#figures);
    this.#screen(this.#terminal.errColours.cyan(figures === "" ? status : `${status}\n  ${figures}`));
  }
}
