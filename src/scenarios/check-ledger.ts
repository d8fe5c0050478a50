// Gathers the checks of one scenario over all clients and iterations: one entry per title.

import type { ReportCheck, Tags } from "../metrics/run-report.js";
import type { CheckDetail } from "./session.js";

/** One finding of one session. */
export interface CheckFinding {
  readonly status: ReportCheck["status"];
  readonly detail?: CheckDetail | undefined;
  readonly durationMs: number;
}

interface Entry {
  readonly id: string;
  passes: number;
  fails: number;
  /** The first failure's, else the first finding's. */
  shown: CheckFinding;
  slowestMs: number;
}

/** The checks of one scenario, in the order in which their titles first came. */
export class CheckLedger {
  readonly #scenario: string;
  readonly #tags: Tags;
  readonly #entries = new Map<string, Entry>();
  readonly #ids = new Set<string>();

  constructor(scenario: string, tags: Tags) {
    this.#scenario = scenario;
    this.#tags = tags;
  }

  record(title: string, finding: CheckFinding): void {
    let entry = this.#entries.get(title);
    if (!entry) {
      entry = { id: this.#newId(title), passes: 0, fails: 0, shown: finding, slowestMs: 0 };
      this.#entries.set(title, entry);
    }
    const firstFailure = finding.status === "fail" && entry.fails === 0;
    const firstRun = entry.shown.status === "notApplicable" && finding.status === "pass";
    if (firstFailure || firstRun) entry.shown = finding;
    if (finding.status === "pass") entry.passes++;
    if (finding.status === "fail") entry.fails++;
    entry.slowestMs = Math.max(entry.slowestMs, finding.durationMs);
  }

  /**
   * One check per title: failed when any session failed it, with the first failure's words; not applicable when no
   * session ran it. `durationMs` is the slowest's.
   */
  checks(): ReportCheck[] {
    return [...this.#entries].map(([title, entry]) => ({
      id: entry.id,
      title,
      status: entry.shown.status,
      ...(entry.shown.detail?.reason !== undefined && { reason: entry.shown.detail.reason }),
      ...(entry.shown.detail?.expected !== undefined && { expected: entry.shown.detail.expected }),
      ...(entry.shown.detail?.received !== undefined && { received: entry.shown.detail.received }),
      durationMs: entry.slowestMs,
      scenario: this.#scenario,
      tags: this.#tags,
      ...(entry.passes + entry.fails > 1 && { passes: entry.passes, fails: entry.fails }),
    }));
  }

  /** Two titles may differ only in what the slug leaves out; ids still must not be the same. */
  #newId(title: string): string {
    const slug = slugOf(title);
    let id = `${this.#scenario}/${slug}`;
    for (let n = 2; this.#ids.has(id); n++) id = `${this.#scenario}/${slug}-${n}`;
    this.#ids.add(id);
    return id;
  }
}

function slugOf(title: string): string {
  const slug = title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-|-$/g, "");
  return slug === "" ? "check" : slug;
}
