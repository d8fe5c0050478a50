import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MessageBook } from "../../../src/engine/record/message-book.js";
import { PhasedTrend } from "../../../src/engine/record/phased-metrics.js";
import {
  BroadcastBook,
  type BroadcastReceiver,
} from "../../../src/engine/traffic/broadcast/broadcast-book.js";
import {
  BroadcastHeaderReader,
  broadcastHeaderBytes,
  writeBroadcastHeader,
} from "../../../src/engine/traffic/broadcast/broadcast-header.js";
import { ReceivedNumbers } from "../../../src/engine/traffic/broadcast/received-numbers.js";
import { MetricCollector } from "../../../src/metrics/collector.js";
import { FakeClock } from "../../fake-clock.js";
import { shown } from "./traffic-run.js";

describe("the header of a published message", () => {
  test("is 48 hexadecimal digits, and the rest of the payload stays", () => {
    const payload = Buffer.alloc(52, "x");
    writeBroadcastHeader(payload, { publisher: 3, seq: 258, sentAtUs: 1_000_000, dueUs: 999_999.6 });
    expect(payload.toString()).toBe("0000000300000102" + "00000000000f4240" + "00000000000f4240" + "xxxx");
    expect(broadcastHeaderBytes).toBe(48);
  });

  test("is read as it was written", () => {
    const reader = new BroadcastHeaderReader();
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 0x1f_ffff }),
        fc.integer({ min: 0, max: 0xffff_ffff }),
        fc.integer({ min: 0, max: 2 ** 53 - 1 }),
        fc.integer({ min: 0, max: 2 ** 53 - 1 }),
        (publisher, seq, sentAtUs, dueUs) => {
          const payload = new Uint8Array(60);
          writeBroadcastHeader(payload, { publisher, seq, sentAtUs, dueUs });
          expect(reader.read(payload)).toBe(true);
          expect({ ...reader }).toEqual({ publisher, seq, sentAtUs, dueUs });
        },
      ),
    );
  });

  test.each([
    ["an empty payload", ""],
    ["47 digits", "0".repeat(47)],
    ["a letter that is no digit", `${"0".repeat(20)}g${"0".repeat(27)}`],
    ["capitals", `${"0".repeat(47)}A`],
    ["something else", "welcome to the server, here are 48 bytes of text"],
  ])("is not seen in %s", (_title, text) => {
    expect(new BroadcastHeaderReader().read(Buffer.from(text))).toBe(false);
  });
});

describe("the numbers that one receiver has got", () => {
  test("tells the first of each from its duplicates, and those that came after a later one", () => {
    const numbers = new ReceivedNumbers([0]);
    const kinds = [0, 2, 2, 1, 1, 5, 3, 6].map((seq) => `${seq} ${numbers.note(0, seq)}`);
    expect(kinds).toEqual([
      "0 fresh",
      "2 fresh",
      "2 duplicate",
      "1 reordered",
      "1 duplicate",
      "5 fresh",
      "3 reordered",
      "6 fresh",
    ]);
    const missing: number[] = [];
    numbers.forEachMissing(0, 9, (seq) => missing.push(seq));
    expect(missing).toEqual([4, 7, 8]);
  });

  test("counts each publisher by itself, from where the receiver began to listen", () => {
    const numbers = new ReceivedNumbers([10, 0]);
    expect([numbers.note(0, 9), numbers.note(0, 10), numbers.note(1, 0)]).toEqual([
      "foreign",
      "fresh",
      "fresh",
    ]);
  });
});

const publishedAtUs = 1_000;

function makeBook(
  options: {
    readonly publishers?: number;
    readonly includesSender?: boolean;
    readonly local?: readonly number[];
  } = {},
) {
  const { publishers = 1, includesSender = false, local = [0, 1, 2] } = options;
  const clock = new FakeClock();
  const collector = new MetricCollector({ clock });
  const book = new MessageBook({ collector, tags: {}, messageTimeoutUs: 1_000_000 });
  const trend = (name: string) => new PhasedTrend({ name, collector, tags: {}, book });
  const deliveries = new BroadcastBook({
    publishers,
    includesSender,
    isLocal: (number) => local.includes(number),
    book,
    firstReceived: trend("ws_fanout_first"),
    lastReceived: trend("ws_fanout_last"),
  });
  const publish = (publisher: number, dueUs = publishedAtUs): number => {
    const seq = deliveries.nextSeqOf(publisher);
    deliveries.published(publisher, publishedAtUs, dueUs);
    return seq;
  };
  const get = (
    receiver: BroadcastReceiver,
    seq: number,
    options: { publisher?: number; atUs?: number } = {},
  ): void => {
    const { publisher = 0, atUs = publishedAtUs + 100 } = options;
    deliveries.received(receiver, { publisher, seq, sentAtUs: publishedAtUs, dueUs: publishedAtUs }, atUs);
  };
  const receivers = (...numbers: number[]): BroadcastReceiver[] => {
    const made = numbers.map((number) => ({ number }));
    for (const receiver of made) deliveries.join(receiver);
    return made;
  };
  return { collector, book, deliveries, publish, get, receivers, counts: () => shown(book.total()) };
}

describe("the deliveries of a broadcast", () => {
  test("a message counts as sent once for each receiver but its sender", () => {
    const { publish, get, receivers, counts, deliveries } = makeBook();
    const [, a, b] = receivers(0, 7, 8) as [BroadcastReceiver, BroadcastReceiver, BroadcastReceiver];
    const seq = publish(0);
    expect(counts()).toEqual({ published: 1, sent: 2, inFlight: 2 });
    get(a, seq);
    get(b, seq);
    expect(counts()).toEqual({ published: 1, sent: 2, answered: 2, received: 2 });
    expect(deliveries.underWay).toBe(0);
  });

  test("and for its sender too where the target includes it", () => {
    const { publish, get, receivers, counts } = makeBook({ includesSender: true });
    const [sender] = receivers(0, 7) as [BroadcastReceiver];
    get(sender, publish(0));
    expect(counts()).toEqual({ published: 1, sent: 2, answered: 1, received: 1, inFlight: 1 });
  });

  test("its own message that comes back to a sender that should not get it is one too many", () => {
    const { publish, get, receivers, counts } = makeBook();
    const [sender] = receivers(0, 7) as [BroadcastReceiver];
    get(sender, publish(0));
    expect(counts()).toEqual({ published: 1, sent: 1, duplicated: 1, received: 1, inFlight: 1 });
  });

  test("times the first, the last and every receiver", () => {
    const { publish, get, receivers, collector } = makeBook();
    const [a, b, c] = receivers(7, 8, 9) as [BroadcastReceiver, BroadcastReceiver, BroadcastReceiver];
    const seq = publish(0);
    get(b, seq, { atUs: publishedAtUs + 10 });
    get(a, seq, { atUs: publishedAtUs + 30 });
    get(c, seq, { atUs: publishedAtUs + 20 });
    const figures = ["ws_msg_latency", "ws_msg_latency_corrected", "ws_fanout_first", "ws_fanout_last"].map(
      (name) => {
        const { count, minUs, maxUs } = collector.histogram(name);
        return [name, count, minUs, maxUs];
      },
    );
    expect(figures).toEqual([
      ["ws_msg_latency", 3, 10, 30],
      ["ws_msg_latency_corrected", 3, 10, 30],
      ["ws_fanout_first", 1, 10, 10],
      ["ws_fanout_last", 1, 20, 20],
    ]);
  });

  test("a receiver that leaves loses what it should have got; then there is no last receiver", () => {
    const { publish, get, receivers, counts, deliveries, collector } = makeBook();
    const [a, b] = receivers(7, 8) as [BroadcastReceiver, BroadcastReceiver];
    publish(0);
    publish(0);
    const third = publish(0);
    for (const seq of [0, 1, 2]) get(a, seq);
    get(b, third);
    deliveries.leave(b);
    expect(counts()).toEqual({ published: 3, sent: 6, answered: 4, lost: 2, received: 4 });
    expect([
      collector.histogram("ws_fanout_first").count,
      collector.histogram("ws_fanout_last").count,
    ]).toEqual([3, 1]);
    publish(0);
    expect(counts()).toMatchObject({ published: 4, sent: 7, inFlight: 1 });
  });

  test("a receiver that joins late is owed only what is published from then on", () => {
    const { publish, get, receivers, counts, deliveries } = makeBook();
    publish(0);
    const [late] = receivers(9) as [BroadcastReceiver];
    const second = publish(0);
    // The server had it on its list a moment before it knew itself open.
    get(late, 0);
    get(late, second);
    deliveries.leave(late);
    expect(counts()).toEqual({ published: 2, sent: 1, answered: 1, received: 2 });
  });

  test("a number that was never published here is none of ours", () => {
    const { get, receivers, counts } = makeBook();
    const [a] = receivers(7) as [BroadcastReceiver];
    get(a, 5);
    get(a, 0, { publisher: 40 });
    expect(counts()).toEqual({ duplicated: 2, received: 2 });
  });

  describe("with a publisher in another worker", () => {
    test("a message is expected by all receivers here once one of them has got it, and those before it too", () => {
      const { get, receivers, counts, deliveries } = makeBook({ local: [] });
      const [a, b] = receivers(7, 8) as [BroadcastReceiver, BroadcastReceiver];
      get(a, 2);
      expect(deliveries.underWay).toBe(5);
      // Whose times are not known yet counts when it comes, or when it is given up.
      expect(counts()).toEqual({ sent: 2, answered: 1, received: 1, inFlight: 1 });
      get(a, 0);
      expect(counts()).toEqual({ sent: 4, answered: 2, reordered: 1, received: 2, inFlight: 2 });
      deliveries.leave(a);
      deliveries.leave(b);
      expect(counts()).toEqual({ sent: 6, answered: 2, lost: 4, reordered: 1, received: 2 });
      expect(deliveries.underWay).toBe(0);
    });

    test("a number a million ahead is garbled, and fills no memory", () => {
      const { get, receivers, counts } = makeBook({ local: [] });
      const [a] = receivers(7) as [BroadcastReceiver];
      get(a, 1_000_001);
      expect(counts()).toEqual({ duplicated: 1, received: 1 });
    });
  });

  test("whatever a target does, every delivery is answered or lost, and duplicates and reorders are those of a plain recount", () => {
    const step = fc.record({
      receiver: fc.nat(3),
      publisher: fc.nat(1),
      seq: fc.nat(12),
      publish: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), fc.boolean(), (steps, includesSender) => {
        const { publish, get, receivers, book, deliveries } = makeBook({ publishers: 2, includesSender });
        const all = receivers(0, 1, 2, 3);
        const published = [0, 0];
        const seen = all.map(() => [new Set<number>(), new Set<number>()]);
        let [answered, duplicated, reordered] = [0, 0, 0];
        for (const { receiver, publisher, seq, publish: isPublish } of steps) {
          if (isPublish) {
            publish(publisher);
            published[publisher] = (published[publisher] as number) + 1;
            continue;
          }
          get(all[receiver] as BroadcastReceiver, seq, { publisher });
          const got = (seen[receiver] as Set<number>[])[publisher] as Set<number>;
          const isOwed = seq < (published[publisher] as number) && (includesSender || receiver !== publisher);
          if (!isOwed || got.has(seq)) duplicated++;
          else {
            answered++;
            if ([...got].some((other) => other > seq)) reordered++;
            got.add(seq);
          }
        }
        const owed = (published[0] as number) + (published[1] as number);
        const sent = owed * (includesSender ? 4 : 3);
        expect(deliveries.underWay).toBe(sent - answered);
        for (const receiver of all) deliveries.leave(receiver);
        expect(book.total()).toMatchObject({
          published: owed,
          sent,
          answered,
          duplicated,
          reordered,
          lost: sent - answered,
        });
        expect(deliveries.underWay).toBe(0);
      }),
    );
  });
});
