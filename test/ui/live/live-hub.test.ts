// What a tab that comes late is told makes the same of it as all that happened, within stated bounds.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type LiveEvent, liveEvent } from "../../../src/link/live-event.js";
import type { ProcessMessage } from "../../../src/link/process-message.js";
import type { ReportDocuments } from "../../../src/link/report-documents.js";
import type { ReportCheck, SeriesPoint } from "../../../src/metrics/run-report.js";
import { keptChecks } from "../../../src/ui/live/kept-checks.js";
import { keptPoints } from "../../../src/ui/live/kept-series.js";
import { LiveHub } from "../../../src/ui/live/live-hub.js";
import { keptNotes } from "../../../src/ui/live/live-record.js";
import { liveAfter } from "../../../src/web/console/state/live-run.js";
import { liveStateOf } from "./live-state.js";

type Live = Extract<ProcessMessage, { kind: "live" }>;

class FakeTabs {
  count = 1;
  readonly told: ProcessMessage[] = [];
  tell(message: ProcessMessage): void {
    this.told.push(message);
  }
}

const began: LiveEvent = {
  kind: "began",
  run: {
    kind: "run",
    name: "load",
    command: ["wsrig", "load", "ws://127.0.0.1:1/"],
    startedAt: "2026-01-02T03:04:05.000Z",
    plan: { seed: 1 },
    environment: { os: "o", arch: "a", cpu: "c", cores: 2, memoryBytes: 1, node: "v20", ci: false },
    target: { url: "ws://127.0.0.1:1/" },
  },
  loads: [],
};
const documents: ReportDocuments = {
  report: "{}",
  curves: "[]",
  merged: "[]",
  variants: "null",
  details: "null",
};

function checkOf(status: ReportCheck["status"], id: string): LiveEvent {
  return { kind: "check", check: { id, title: id, status, durationMs: 1, scenario: "s", tags: {} } };
}

function pointAt(second: number, tags: SeriesPoint["tags"] = {}): SeriesPoint {
  const trend = { count: 10, p50: 100 + second, p90: 200, p99: 300, max: 400 };
  return {
    atMs: second * 1_000,
    spanMs: 1_000,
    tags,
    counters: { ws_msgs_sent: 10 },
    gauges: { g: second },
    trends: { ws_msg_latency: trend },
  };
}

function secondAt(second: number): LiveEvent {
  return {
    kind: "second",
    points: [pointAt(second), pointAt(second, { phase: "steady" })],
    metrics: [
      { name: "ws_msgs_sent", tags: {}, kind: "counter", unit: "1", count: 10 * second, ratePerSecond: 10 },
    ],
    durationMs: second * 1_000,
  };
}

/** Any event but those that begin and end, in any order; seconds get their numbers afterwards. */
const anyEvent: fc.Arbitrary<LiveEvent> = fc.oneof(
  fc.constant(secondAt(0)),
  fc.record({
    kind: fc.constant("activity" as const),
    activity: fc.constantFrom("connecting", "load: running"),
    startedAtMs: fc.nat(),
  }),
  fc.record({
    kind: fc.constant("figures" as const),
    figures: fc.record({ open: fc.nat(), errors: fc.nat() }),
  }),
  fc
    .tuple(fc.constantFrom("pass" as const, "fail" as const, "notApplicable" as const), fc.nat())
    .map(([status, id]) => checkOf(status, String(id))),
  fc.record({
    kind: fc.constant("checkCounts" as const),
    pass: fc.nat(),
    fail: fc.nat(),
    notApplicable: fc.nat(),
  }),
  fc.record({ kind: fc.constant("note" as const), text: fc.string() }),
  fc.record({
    kind: fc.constant("thresholds" as const),
    thresholds: fc.array(
      fc.record({ metric: fc.constant("m"), expression: fc.constant("e"), ok: fc.boolean() }),
    ),
  }),
  fc.record({
    kind: fc.constant("cases" as const),
    agents: fc.array(
      fc.record({
        agent: fc.string(),
        total: fc.nat(),
        verdicts: fc.record({ pass: fc.nat(), fail: fc.nat() }),
      }),
      { maxLength: 3 },
    ),
  }),
  fc.record({
    kind: fc.constant("block" as const),
    block: fc.record({
      variant: fc.constantFrom("a", "b"),
      startedAt: fc.constant("2026-01-02T03:04:05.000Z"),
      durationMs: fc.nat(),
      figures: fc.record({ p50: fc.nat() }),
    }),
    index: fc.nat(),
    of: fc.nat(),
  }),
);

function numbered(events: readonly LiveEvent[]): LiveEvent[] {
  let second = 0;
  return events.map((event) => (event.kind === "second" ? secondAt(++second) : event));
}

function toldTo(hub: LiveHub): readonly LiveEvent[] {
  const [live] = hub.snapshot();
  return (live as Live | undefined)?.events ?? [];
}

describe("a tab that comes late", () => {
  test("at any cut of any run is told what gives it the same state as all events", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), fc.nat({ max: 60 }), (some, cut) => {
        const events = [began, ...numbered(some)];
        const at = Math.min(cut + 1, events.length);
        const hub = new LiveHub({ tabs: new FakeTabs() });
        for (const event of events.slice(0, at)) hub.tell(event);
        const late = [...toldTo(hub), ...events.slice(at)];
        expect(liveStateOf(late)).toEqual(liveStateOf(events));
        expect(liveAfter(undefined, late)).toEqual(liveAfter(undefined, events));
        for (const event of toldTo(hub)) expect(liveEvent.safeParse(event).success).toBe(true);
      }),
    );
  });

  test("before the first run is told nothing", () => {
    expect(new LiveHub({ tabs: new FakeTabs() }).snapshot()).toEqual([]);
  });

  test("after the end is told how it ended, and the documents of the report", () => {
    const hub = new LiveHub({ tabs: new FakeTabs() });
    const ended: LiveEvent = { kind: "ended", verdict: "pass", exitCode: 0, folder: "reports/x" };
    for (const event of [began, secondAt(1), ended]) hub.tell(event);
    hub.tellReport(documents);
    expect(hub.snapshot()).toEqual([
      { kind: "live", isAll: true, events: [began, secondAt(1), ended] },
      { kind: "report", documents },
    ]);
  });
});

describe("a long run", () => {
  test("is kept in bounded points that add up to all seconds, with the worst percentiles", () => {
    const hub = new LiveHub({ tabs: new FakeTabs() });
    hub.tell(began);
    const seconds = 5 * keptPoints + 3;
    for (let second = 1; second <= seconds; second++) hub.tell(secondAt(second));
    const state = liveStateOf(toldTo(hub));
    for (const points of Object.values(state.series)) {
      expect(points.length).toBeLessThanOrEqual(keptPoints);
      expect(points.reduce((sum, { counters }) => sum + (counters.ws_msgs_sent ?? 0), 0)).toBe(10 * seconds);
      expect(points.reduce((sum, { spanMs = 0 }) => sum + spanMs, 0)).toBe(1_000 * seconds);
      expect(points.at(-1)?.trends.ws_msg_latency?.p50).toBe(100 + seconds);
    }
    expect(Object.keys(state.series)).toEqual(["{}", '{"phase":"steady"}']);
    expect(state.durationMs).toBe(1_000 * seconds);
  });

  test("keeps the first failed checks and the last others in their order, and counts all", () => {
    const hub = new LiveHub({ tabs: new FakeTabs() });
    hub.tell(began);
    const all = 5 * keptChecks;
    for (let index = 0; index < all; index++)
      hub.tell(checkOf(index % 2 === 0 ? "fail" : "pass", String(index)));
    const { checks, counts } = liveStateOf(toldTo(hub));
    expect(counts).toEqual({ pass: all / 2, fail: all / 2, notApplicable: 0 });
    expect(checks.filter(({ status }) => status === "fail").map(({ id }) => id)).toEqual(
      Array.from({ length: keptChecks }, (_, index) => String(2 * index)),
    );
    const passed = checks.filter(({ status }) => status === "pass");
    expect(passed).toHaveLength(keptChecks);
    expect(passed.at(-1)?.id).toBe(String(all - 1));
    const numbers = checks.map(({ id }) => Number(id));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });

  test("keeps the last notes", () => {
    const hub = new LiveHub({ tabs: new FakeTabs() });
    hub.tell(began);
    for (let index = 0; index < 3 * keptNotes; index++) hub.tell({ kind: "note", text: String(index) });
    const { notes } = liveStateOf(toldTo(hub));
    expect(notes).toHaveLength(keptNotes);
    expect(notes.at(-1)).toBe(String(3 * keptNotes - 1));
  });
});

describe("tabs that are there", () => {
  test("are told each event, and with the next run to begin anew", () => {
    const tabs = new FakeTabs();
    const hub = new LiveHub({ tabs });
    hub.tell(began);
    hub.tell(secondAt(1));
    hub.tellReport(documents);
    hub.reset();
    expect(hub.snapshot()).toEqual([{ kind: "live", isAll: true, events: [] }]);
    hub.tell(began);
    expect(tabs.told).toEqual([
      { kind: "live", isAll: true, events: [began] },
      { kind: "live", isAll: false, events: [secondAt(1)] },
      { kind: "report", documents },
      { kind: "live", isAll: true, events: [] },
      { kind: "live", isAll: true, events: [began] },
    ]);
    expect(hub.snapshot()).toEqual([{ kind: "live", isAll: true, events: [began] }]);
  });

  test("are what makes a run watched", () => {
    const tabs = new FakeTabs();
    const hub = new LiveHub({ tabs });
    expect(hub.isWatched).toBe(true);
    tabs.count = 0;
    expect(hub.isWatched).toBe(false);
  });
});
