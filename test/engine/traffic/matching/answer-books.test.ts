import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AnswerBook } from "../../../../src/engine/traffic/matching/answer-book.js";
import { IdBook } from "../../../../src/engine/traffic/matching/id-book.js";
import { OrderBook } from "../../../../src/engine/traffic/matching/order-book.js";
import { seededRandom } from "../../../../src/random.js";
import { NaiveIdBook } from "./naive-id-book.js";

/** What a book tells, in words. */
function answer(book: AnswerBook, seq: number): string {
  const kind = book.answered(seq);
  if (kind !== "answer") return kind;
  const reordered = book.isReordered ? " reordered" : "";
  return `answer to ${book.seq} sent ${book.sentAtUs} due ${book.dueUs}${reordered}`;
}

function noteLost(into: string[]): (seq: number, sentAtUs: number, dueUs: number) => void {
  return (seq, sentAtUs, dueUs) => into.push(`${seq} sent ${sentAtUs} due ${dueUs}`);
}

describe("OrderBook", () => {
  test("each answer is to the oldest message, and one too many answers nothing", () => {
    const book = new OrderBook(() => {});
    book.sent(0, 100, 90);
    book.sent(1, 200, 190);
    expect([0, 0, 0].map((seq) => answer(book, seq))).toEqual([
      "answer to 0 sent 100 due 90",
      "answer to 1 sent 200 due 190",
      "unknown",
    ]);
  });

  test("all that is under way is lost, the oldest first, and an answer after that is unknown", () => {
    const lost: string[] = [];
    const book = new OrderBook(noteLost(lost));
    for (let seq = 0; seq < 5; seq++) book.sent(seq, seq * 10, seq);
    book.answered();
    book.loseAll();
    expect(lost).toEqual([1, 2, 3, 4].map((seq) => `${seq} sent ${seq * 10} due ${seq}`));
    expect(book.underWay).toBe(0);
    expect(book.answered()).toBe("unknown");
  });

  test("a message out of sequence is our own mistake", () => {
    const book = new OrderBook(() => {});
    expect(() => book.sent(1, 0, 0)).toThrow("message 1 was sent; must be 0");
  });

  test("any interleaving of sends and answers is that of a list", () => {
    const property = fc.property(fc.array(fc.boolean(), { maxLength: 400 }), (isSend) => {
      const book = new OrderBook(() => {});
      const list: number[] = [];
      let next = 0;
      for (const send of isSend) {
        if (send) {
          list.push(next);
          book.sent(next, next * 3, next * 2);
          next++;
        } else {
          const oldest = list.shift();
          const expected =
            oldest === undefined ? "unknown" : `answer to ${oldest} sent ${oldest * 3} due ${oldest * 2}`;
          expect(answer(book, Number.NaN)).toBe(expected);
        }
        expect(book.underWay).toBe(list.length);
      }
    });
    fc.assert(property, { numRuns: 300 });
  });
});

describe("IdBook", () => {
  test("RFC 4737 §3.3 an answer is reordered when one to a later message came before it", () => {
    const book = new IdBook({ lost: () => {} });
    for (let seq = 0; seq < 4; seq++) book.sent(seq, seq * 10, seq);
    expect([1, 3, 0, 2].map((seq) => answer(book, seq))).toEqual([
      "answer to 1 sent 10 due 1",
      "answer to 3 sent 30 due 3",
      "answer to 0 sent 0 due 0 reordered",
      "answer to 2 sent 20 due 2 reordered",
    ]);
  });

  test("a second answer is a duplicate, and one to what was never sent is unknown", () => {
    const book = new IdBook({ lost: () => {} });
    book.sent(0, 1, 1);
    expect([0, 0, 1, -1, 0.5, Number.NaN].map((seq) => book.answered(seq))).toEqual([
      "answer",
      "duplicate",
      "unknown",
      "unknown",
      "unknown",
      "unknown",
    ]);
  });

  test("what is under way at the end is lost, the oldest first, and an answer after that is told apart", () => {
    const lost: string[] = [];
    const book = new IdBook({ lost: noteLost(lost) });
    for (let seq = 0; seq < 100; seq++) book.sent(seq, seq * 10, seq);
    for (let seq = 0; seq < 100; seq++) if (seq !== 3 && seq !== 50) book.answered(seq);
    expect(book.underWay).toBe(2);
    book.loseAll();
    expect(lost).toEqual(["3 sent 30 due 3", "50 sent 500 due 50"]);
    expect([3, 4, 50].map((seq) => book.answered(seq))).toEqual(["afterLoss", "duplicate", "afterLoss"]);
  });

  test("a lost message holds up nothing: a million later ones need no more memory", () => {
    const book = new IdBook({ lost: () => {} });
    book.sent(0, 7, 8);
    for (let seq = 1; seq <= 1_000_000; seq++) {
      book.sent(seq, seq, seq);
      book.answered(seq);
    }
    expect([book.underWay, book.capacity]).toEqual([1, 5]);
    expect(answer(book, 0)).toBe("answer to 0 sent 7 due 8 reordered");
    expect(book.answered(0)).toBe("duplicate");
    expect([book.underWay, book.capacity]).toEqual([0, 4]);
  });

  test("memory grows with what is under way, and answers in any order need less than nine times as much", () => {
    const book = new IdBook({ lost: () => {} });
    const open = Array.from({ length: 32 }, (_, seq) => seq);
    for (const seq of open) book.sent(seq, seq, seq);
    expect(book.capacity).toBe(32);
    const random = seededRandom(1);
    let most = 0;
    for (let seq = 32; seq < 100_000; seq++) {
      const place = random.integer(0, 31);
      expect(book.answered(open[place] as number)).toBe("answer");
      book.sent(seq, seq, seq);
      open[place] = seq;
      most = Math.max(most, book.capacity);
    }
    expect(book.underWay).toBe(32);
    expect(most).toBeLessThan(9 * 32);
    // Some lag so far behind that they leave the ring of 128.
    expect(most).toBe(132);
  });

  test("with more under way than the window holds the oldest is lost", () => {
    const lost: string[] = [];
    const book = new IdBook({ lost: noteLost(lost), window: 3 });
    for (let seq = 0; seq < 5; seq++) book.sent(seq, seq, seq);
    expect(lost).toEqual(["0 sent 0 due 0", "1 sent 1 due 1"]);
    expect(book.underWay).toBe(3);
  });

  const steps = fc.array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constant({ kind: "send" as const }) },
      // Near the newest, anywhere, and never sent.
      { weight: 5, arbitrary: fc.record({ kind: fc.constant("recent" as const), back: fc.nat(12) }) },
      {
        weight: 3,
        arbitrary: fc.record({ kind: fc.constant("any" as const), seq: fc.integer({ min: -1, max: 400 }) }),
      },
      // Many that are answered at once, so that what is under way before them lags far behind.
      {
        weight: 1,
        arbitrary: fc.record({ kind: fc.constant("quick" as const), messages: fc.nat(40) }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant("burst" as const), sends: fc.nat(40) }) },
    ),
    { maxLength: 150 },
  );

  test.each([1, 2, 5, 16, 65_536])(
    "any interleaving of sends, answers, losses and duplicates is that of a plain list, with a window of %i",
    (window) => {
      const property = fc.property(steps, (chosen) => {
        const lost: string[] = [];
        const expectedLost: string[] = [];
        const book = new IdBook({ lost: noteLost(lost), window });
        const naive = new NaiveIdBook(window, noteLost(expectedLost));
        let next = 0;
        const send = (): void => {
          for (const each of [book, naive]) each.sent(next, next * 3, next * 2);
          next++;
        };
        for (const step of chosen) {
          if (step.kind === "send") send();
          else if (step.kind === "quick") {
            for (let left = step.messages; left > 0; left--) {
              send();
              expect(answer(book, next - 1)).toBe(answer(naive, next - 1));
            }
          } else if (step.kind === "burst") for (let left = step.sends; left > 0; left--) send();
          else {
            const seq = step.kind === "recent" ? next - step.back : step.seq;
            expect(answer(book, seq)).toBe(answer(naive, seq));
          }
          expect(book.underWay).toBe(naive.underWay);
        }
        for (const each of [book, naive]) each.loseAll();
        expect(lost).toEqual(expectedLost);
      });
      fc.assert(property, { numRuns: 200 });
    },
  );
});
