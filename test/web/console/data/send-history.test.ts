// Calling back what was sent.

import { expect, test } from "vitest";
import {
  callsBack,
  historyAfter,
  newer,
  noHistory,
  older,
  type SendHistory,
  shownOf,
} from "../../../../src/web/console/data/send-history.js";

const three = ["one", "two", "three"].reduce(historyAfter, noHistory);

test("up goes back to the oldest and stays there, down comes back to what was being written", () => {
  const seen: string[] = [];
  let history: SendHistory = three;
  for (let press = 0; press < 4; press++) {
    history = older(history, press === 0 ? "draft" : shownOf(history));
    seen.push(shownOf(history));
  }
  for (let press = 0; press < 4; press++) {
    history = newer(history);
    seen.push(shownOf(history));
  }
  expect(seen).toEqual(["three", "two", "one", "one", "two", "three", "draft", "draft"]);
});

test("one that repeats the last, is empty or very long is not kept, and only the last 50 are", () => {
  expect(["a", "a", "", "b", "a", "x".repeat(10_001)].reduce(historyAfter, noHistory).sent).toEqual([
    "a",
    "b",
    "a",
  ]);
  const many = Array.from({ length: 60 }, (_, index) => String(index)).reduce(historyAfter, noHistory);
  expect([many.sent.length, many.sent[0], many.sent.at(-1)]).toEqual([50, "10", "59"]);
});

test("sending ends the calling back", () => {
  const after = historyAfter(older(older(three, "draft"), "three"), "two");
  expect(after).toEqual({ sent: ["one", "two", "three", "two"], at: undefined, draft: "" });
});

test("without anything sent, up shows nothing", () => {
  expect(older(noHistory, "draft")).toBe(noHistory);
});

const shown = older(three, "");

test.each<[string, SendHistory, "ArrowUp" | "ArrowDown", string, number, boolean]>([
  ["up in an empty field", three, "ArrowUp", "", 0, true],
  ["up at the end of what is being written", three, "ArrowUp", "dra", 3, false],
  ["up at the start of what is being written", three, "ArrowUp", "dra", 0, true],
  ["up at the end of one that is shown", shown, "ArrowUp", "three", 5, true],
  ["up after one that is shown was changed", shown, "ArrowUp", "three!", 6, false],
  ["up on a second line", three, "ArrowUp", "a\nb", 3, false],
  ["down while nothing is shown", three, "ArrowDown", "", 0, false],
  ["down at the end of one that is shown", shown, "ArrowDown", "three", 5, true],
  ["down after one that is shown was changed", shown, "ArrowDown", "three!", 6, false],
])("%s", (_, history, key, text, caret, isCallingBack) => {
  expect(callsBack(history, key, { text, selectionStart: caret, selectionEnd: caret })).toBe(isCallingBack);
});

test("with a selection the arrow keys move the caret", () => {
  expect(callsBack(shown, "ArrowUp", { text: "three", selectionStart: 0, selectionEnd: 5 })).toBe(false);
});

test("in one of several lines, down calls back from the last line only", () => {
  const lines = older(historyAfter(three, "a\nb"), "");
  const at = (caret: number): boolean =>
    callsBack(lines, "ArrowDown", { text: "a\nb", selectionStart: caret, selectionEnd: caret });
  expect([at(0), at(1), at(2), at(3)]).toEqual([false, false, true, true]);
});
