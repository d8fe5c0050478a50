import { expect, test } from "vitest";
import { AnswerLedger, sumOfCounts } from "../../../bench/truth/answer-ledger.js";
import { answersTo, faultCycle } from "../../../bench/truth/fault-rule.js";
import { judgeFaults } from "../../../bench/truth/faults.js";

test("a ledger counts what was lost, answered again and answered out of order", () => {
  const ledger = new AnswerLedger();
  for (let n = 0; n < 5; n++) expect(ledger.received()).toBe(n);
  for (const n of [1, 0, 3, 3, 0, 4]) ledger.answered(n);
  expect(ledger.counts).toEqual({ received: 5, written: 6, lost: 1, duplicated: 2, reordered: 1 });
});

test("a whole cycle of the rule loses 1, doubles 2 and reorders 2 of its 100 messages", () => {
  expect(cycle()).toEqual({ received: 100, written: 101, lost: 1, duplicated: 2, reordered: 2 });
});

test("the rule begins anew with each cycle", () => {
  for (let n = 0; n < faultCycle; n++) {
    expect(answersTo(n + faultCycle)).toEqual(answersTo(n).map((answer) => answer + faultCycle));
  }
});

test("counts of connections add up", () => {
  expect(sumOfCounts([cycle(), cycle()])).toEqual({
    received: 200,
    written: 202,
    lost: 2,
    duplicated: 4,
    reordered: 4,
  });
});

const wsrig = {
  sent: 100,
  received: 101,
  answered: 99,
  late: 0,
  lost: 1,
  duplicated: 2,
  reordered: 2,
  wrong: 0,
  dropped: 0,
};

test("counts equal to the server's meet every goal", () => {
  expect(judgeFaults(cycle(), wsrig).map(({ verdict }) => verdict)).toEqual(Array(8).fill("met"));
});

test.each([
  [{ ...wsrig, sent: 101, lost: 2 }, ["sent, as the server received", "lost, as the server left unanswered"]],
  [{ ...wsrig, duplicated: 1 }, ["duplicated, as the server answered again"]],
  [{ ...wsrig, reordered: 3 }, ["reordered, as the server answered out of order"]],
  [{ ...wsrig, received: 100 }, ["received, as the server wrote"]],
  [{ ...wsrig, answered: 98 }, ["balance: answered, late and lost, as were sent"]],
  [{ ...wsrig, wrong: 1 }, ["answers that are not what was sent"]],
  [{ ...wsrig, dropped: 1 }, ["due and not sent"]],
])("a count that is one off is missed: %j", (counts, goals) => {
  const missed = judgeFaults(cycle(), counts).filter(({ verdict }) => verdict === "missed");
  expect(missed.map(({ goal }) => goal)).toEqual(goals);
});

function cycle() {
  const ledger = new AnswerLedger();
  for (let n = 0; n < faultCycle; n++) {
    for (const answer of answersTo(ledger.received())) ledger.answered(answer);
  }
  return ledger.counts;
}
