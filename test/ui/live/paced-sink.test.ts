// What a sink is told at most, and in which order.

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { LiveEvent } from "../../../src/link/live-event.js";
import type { LiveSink } from "../../../src/ui/live/live-sink.js";
import { PacedSink } from "../../../src/ui/live/paced-sink.js";
import { redactedSink } from "../../../src/ui/live/redacted-sink.js";

class SeenSink implements LiveSink {
  readonly isWatched = true;
  readonly events: LiveEvent[] = [];
  readonly ends: number[] = [];
  tell(event: LiveEvent): void {
    this.events.push(event);
  }
  tellReport(): void {}
  end(deadlineMs: number): Promise<void> {
    this.ends.push(deadlineMs);
    return Promise.resolve();
  }
}

function figures(open: number): LiveEvent {
  return { kind: "figures", figures: { open } };
}

function check(status: "pass" | "fail", id: number): LiveEvent {
  const facts = { title: "t", status, durationMs: 1, scenario: "s", tags: {} };
  return { kind: "check", check: { id: String(id), ...facts } };
}

describe("a paced sink", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("tells figures four times a second at most, the last ones, and before whatever else happens", () => {
    const sink = new SeenSink();
    const paced = new PacedSink(sink);
    for (let open = 1; open <= 100; open++) paced.tell(figures(open));
    expect(sink.events).toEqual([]);
    vi.advanceTimersByTime(250);
    expect(sink.events).toEqual([figures(100)]);
    paced.tell(figures(7));
    paced.tell({ kind: "note", text: "n" });
    expect(sink.events.slice(1)).toEqual([figures(7), { kind: "note", text: "n" }]);
    vi.advanceTimersByTime(10_000);
    expect(sink.events).toHaveLength(3);
  });

  test("tells every failed check at once, and of many that pass their count", () => {
    const sink = new SeenSink();
    const paced = new PacedSink(sink);
    for (let id = 0; id < 1_000; id++) paced.tell(check("pass", id));
    paced.tell(check("fail", 1_000));
    expect(sink.events).toHaveLength(51);
    expect(sink.events.at(-1)).toEqual(check("fail", 1_000));
    vi.advanceTimersByTime(250);
    expect(sink.events.at(-1)).toEqual({ kind: "checkCounts", pass: 1_000, fail: 1, notApplicable: 0 });
    paced.tell(check("pass", 1_001));
    expect(sink.events.at(-1)).toEqual(check("pass", 1_001));
    expect(sink.events).toHaveLength(53);
  });

  test("tells what waits before it ends", async () => {
    const sink = new SeenSink();
    const paced = new PacedSink(sink);
    paced.tell(figures(3));
    await paced.end(2_000);
    expect(sink.events).toEqual([figures(3)]);
    expect(sink.ends).toEqual([2_000]);
  });
});

describe("a redacted sink", () => {
  test("tells commands, URLs, plans, checks and tags without secrets, as the report has them", () => {
    const sink = new SeenSink();
    const safe = redactedSink(sink, ["ticket"]);
    const url = "ws://user:hush@127.0.0.1:1/?ticket=hush";
    const environment = { os: "o", arch: "a", cpu: "c", cores: 2, memoryBytes: 1, node: "v20", ci: false };
    safe.tell({
      kind: "began",
      run: {
        kind: "run",
        name: "load",
        command: ["wsrig", "load", url, "-H", "Authorization: hush", "--passphrase", "hush"],
        startedAt: "2026-01-02T03:04:05.000Z",
        plan: { loads: [{ url, headers: [["X-Api-Key", "hush"]] }], password: "hush" },
        environment,
        target: { url },
      },
      loads: [],
    });
    safe.tell({ kind: "note", text: `no answer from ${url}` });
    safe.tell({ kind: "activity", activity: url, startedAtMs: 1 });
    const checked = { id: "a", title: "t", status: "fail", durationMs: 1, scenario: "s", tags: {} } as const;
    safe.tell({ kind: "check", check: { ...checked, received: "Cookie: hush" } });
    const point = { atMs: 1, tags: { url }, counters: {}, gauges: {}, trends: {} };
    const metric = {
      name: "m",
      tags: { url },
      kind: "counter",
      unit: "1",
      count: 1,
      ratePerSecond: 1,
    } as const;
    safe.tell({ kind: "second", points: [point], metrics: [metric], durationMs: 1 });
    safe.tell({ kind: "failed", problem: { code: "c", message: url }, exitCode: 3 });
    expect(sink.events).toHaveLength(6);
    expect(JSON.stringify(sink.events)).not.toContain("hush");
    const [began] = sink.events;
    expect(began).toMatchObject({
      run: {
        command: [
          ...["wsrig", "load", "ws://***@127.0.0.1:1/?ticket=***"],
          ...["-H", "Authorization: ***", "--passphrase", "***"],
        ],
        environment,
      },
    });
  });
});
