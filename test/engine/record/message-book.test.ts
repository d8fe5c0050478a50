import { describe, expect, test } from "vitest";
import { MessageBook } from "../../../src/engine/record/message-book.js";
import {
  addCounts,
  inFlightOf,
  type MessageCounts,
  noCounts,
} from "../../../src/engine/record/message-counts.js";
import { PhaseTimeline } from "../../../src/engine/record/phase-timeline.js";
import { PhasedCounter, PhasedTrend } from "../../../src/engine/record/phased-metrics.js";
import { MetricCollector } from "../../../src/metrics/collector.js";
import { FakeClock } from "../../fake-clock.js";

const phases = [
  { name: "warm-up", fromMs: 0, toMs: 1 },
  { name: "steady", fromMs: 1, toMs: Number.POSITIVE_INFINITY },
];

function makeBook() {
  const collector = new MetricCollector({ clock: new FakeClock() });
  const book = new MessageBook({ collector, tags: { load: "a" }, messageTimeoutUs: 500 });
  book.begin(phases, 10_000);
  const counts = (phase: string) =>
    Object.fromEntries(Object.entries(book.counts()[phase] ?? noCounts).filter(([, value]) => value !== 0));
  const times = (name: string, phase: string) => {
    const { count, minUs, maxUs } = collector.histogram(name, { load: "a", phase });
    return [count, minUs, maxUs];
  };
  return { collector, book, counts, times };
}

describe("the phases of a load", () => {
  const timeline = new PhaseTimeline(phases, 10_000);
  test.each([
    [0, "warm-up"],
    [10_000, "warm-up"],
    [10_999, "warm-up"],
    [11_000, "steady"],
    [9_999_999_999, "steady"],
  ])("%i µs belongs to %s", (us, name) => {
    expect(timeline.names[timeline.indexAt(us)]).toBe(name);
  });
});

describe("the book of messages", () => {
  test("a message without a due time belongs to the phase in which it was sent, whenever its answer comes", () => {
    const { book, counts, times } = makeBook();
    book.sent(10_999);
    book.sent(11_000);
    book.answered(11_000, 11_300);
    book.answered(10_999, 11_400);
    expect([counts("warm-up"), counts("steady")]).toEqual([
      { sent: 1, answered: 1, received: 1 },
      { sent: 1, answered: 1, received: 1 },
    ]);
    expect([times("ws_msg_latency", "warm-up"), times("ws_msg_latency", "steady")]).toEqual([
      [1, 401, 401],
      [1, 300, 300],
    ]);
  });

  test("a message with a due time belongs to the phase of that, and has both latencies and the generator's lateness", () => {
    const { book, counts, times } = makeBook();
    book.sentDue(10_999.4, 11_200);
    book.answeredDue(10_999.4, 11_200, 11_300);
    expect([counts("warm-up"), counts("steady")]).toEqual([
      { sent: 1, answered: 1, answeredAfter: 1, received: 1 },
      {},
    ]);
    expect(times("generator_lateness", "warm-up")).toEqual([1, 201, 201]);
    expect(times("ws_msg_latency", "warm-up")).toEqual([1, 100, 100]);
    expect(times("ws_msg_latency_corrected", "warm-up")).toEqual([1, 301, 301]);
  });

  test("an answer at the timeout is in time, one µs later is late; with a due time from that", () => {
    const { book, counts } = makeBook();
    for (const us of [500, 501]) {
      book.sent(20_000);
      book.answered(20_000, 20_000 + us);
      book.sentDue(20_000, 20_300);
      book.answeredDue(20_000, 20_300, 20_000 + us);
    }
    expect(counts("steady")).toEqual({ sent: 4, answered: 2, late: 2, received: 4 });
  });

  test("a message that left early is not late, and an answer before its send takes no time", () => {
    const { book, times } = makeBook();
    book.sentDue(20_000, 19_999);
    book.answeredDue(20_000, 20_010, 20_005);
    expect(times("generator_lateness", "steady")).toEqual([1, 0, 0]);
    expect([times("ws_msg_latency", "steady"), times("ws_msg_latency_corrected", "steady")]).toEqual([
      [1, 0, 0],
      [1, 5, 5],
    ]);
  });

  test("an answer after the warm-up, or the load's time, counts to its phase and as one that came after", () => {
    const { book, counts } = makeBook();
    book.endsAt(12_000);
    book.endsAt(13_000);
    const answers = [
      [10_900, 10_999],
      [10_900, 11_000],
      [11_900, 11_999],
      [11_900, 12_000],
      [11_900, 12_401],
    ] as const;
    for (const [dueUs, receivedAtUs] of answers) {
      book.sentDue(dueUs, dueUs);
      book.answeredDue(dueUs, dueUs, receivedAtUs);
    }
    expect([counts("warm-up"), counts("steady")]).toEqual([
      { sent: 2, answered: 2, answeredAfter: 1, received: 2 },
      { sent: 3, answered: 2, answeredAfter: 1, late: 1, received: 3 },
    ]);
  });

  test("one-way messages are sent, and neither answered nor in flight", () => {
    const { book, counts, times } = makeBook();
    book.sentOneWay(20_000);
    book.sentOneWayDue(20_000, 20_002);
    expect([counts("steady"), inFlightOf(book.total())]).toEqual([{ sent: 2, oneWay: 2 }, 0]);
    expect(times("generator_lateness", "steady")).toEqual([1, 2, 2]);
  });

  test("a published message is late once, and sent as often as it has receivers", () => {
    const { book, counts, times } = makeBook();
    book.published(20_000, 20_007);
    book.expected(20_000, 3);
    expect([counts("steady"), inFlightOf(book.total())]).toEqual([{ published: 1, sent: 3 }, 3]);
    expect(times("generator_lateness", "steady")).toEqual([1, 7, 7]);
  });

  test("flush brings the collector up to date, each count once; phases without a message show nothing", () => {
    const { book, collector } = makeBook();
    book.sent(20_000);
    book.lost(20_000);
    book.dropped(20_000);
    book.duplicated(20_000);
    book.reordered(20_000);
    book.received(20_000);
    book.flush();
    book.flush();
    book.sentOneWay(20_000);
    book.flush();
    const totals = Object.fromEntries(
      collector
        .metrics(1_000)
        .flatMap((metric) => (metric.kind === "counter" ? [[metric.name, metric.count]] : [])),
    );
    expect(totals).toEqual({
      ws_msgs_sent: 2,
      ws_msgs_received: 2,
      ws_msgs_answered: 0,
      ws_msgs_late: 0,
      ws_msgs_lost: 1,
      ws_msgs_dropped: 1,
      ws_msgs_duplicated: 1,
      ws_msgs_reordered: 1,
      ws_msgs_one_way: 1,
    });
    expect(collector.metrics(1_000).map(({ tags }) => tags.phase)).not.toContain("warm-up");
  });

  test("where no answer is expected no balance is shown: one-way messages, and messages that only come", () => {
    const { book, collector } = makeBook();
    book.sentOneWay(10_000);
    book.received(20_000);
    book.flush();
    const shown = collector.metrics(1_000).map(({ name, tags }) => `${name} ${tags.phase}`);
    expect(shown).toEqual(["ws_msgs_sent warm-up", "ws_msgs_one_way warm-up", "ws_msgs_received steady"]);
  });

  test("wrong answers are counted beside", () => {
    const { book, counts } = makeBook();
    book.sent(20_000);
    book.answered(20_000, 20_001);
    book.wrong(20_000);
    expect(counts("steady")).toEqual({ sent: 1, answered: 1, received: 1, wrong: 1 });
  });

  test("counts add up field by field", () => {
    const a: MessageCounts = {
      sent: 1,
      oneWay: 2,
      published: 3,
      answered: 4,
      answeredAfter: 12,
      late: 5,
      lost: 6,
      dropped: 7,
      received: 8,
      duplicated: 9,
      reordered: 10,
      wrong: 11,
    };
    const b: MessageCounts = {
      sent: 100,
      oneWay: 200,
      published: 300,
      answered: 400,
      answeredAfter: 1_200,
      late: 500,
      lost: 600,
      dropped: 700,
      received: 800,
      duplicated: 900,
      reordered: 1_000,
      wrong: 1_100,
    };
    expect(addCounts(a, b)).toEqual({
      sent: 101,
      oneWay: 202,
      published: 303,
      answered: 404,
      answeredAfter: 1_212,
      late: 505,
      lost: 606,
      dropped: 707,
      received: 808,
      duplicated: 909,
      reordered: 1_010,
      wrong: 1_111,
    });
    // Neither is changed: sums begin with counts that others hold.
    expect([a.sent, b.sent]).toEqual([1, 100]);
  });
});

describe("metrics whose phase follows the time of each sample", () => {
  test("record under the phase of the time given, back and forth", () => {
    const { book, collector } = makeBook();
    const own = { collector, tags: { load: "a" }, book };
    const trend = new PhasedTrend({ ...own, name: "ws_stream_gap" });
    const counter = new PhasedCounter({ ...own, name: "ws_stream_stalls" });
    for (const [atUs, us] of [
      [10_000, 1],
      [12_000, 20],
      [10_500, 3],
      [13_000, 40],
    ] as const) {
      trend.record(atUs, us);
      counter.add(atUs, us);
    }
    const of = (phase: string) => [
      collector.histogram("ws_stream_gap", { load: "a", phase }).maxUs,
      collector.total("ws_stream_stalls", { load: "a", phase }),
    ];
    expect([of("warm-up"), of("steady")]).toEqual([
      [3, 4],
      [40, 60],
    ]);
  });
});
