// Both languages say all of it: the keys are held by the types, what stands behind them is looked at here.

import { describe, expect, test } from "vitest";
import { en } from "../../../src/web/words/en.js";
import { zh } from "../../../src/web/words/zh.js";

type Leaf = readonly [place: string, english: unknown, chinese: unknown];

function leaves(english: unknown, chinese: unknown, place: string): readonly Leaf[] {
  if (typeof english !== "object" || english === null) return [[place, english, chinese]];
  return Object.entries(english).flatMap(([key, value]) =>
    leaves(value, (chinese as Record<string, unknown>)[key], `${place}.${key}`),
  );
}

const all = [...leaves(en.report, zh.report, "report"), ...leaves(en.reports, zh.reports, "reports")];
const texts = all.filter(([, english]) => typeof english === "string");
const functions = all.filter(([, english]) => typeof english === "function");

/** Signs, names and numbers are the same in any language. */
const neutral = /^([^a-z]*|p\d[\d.]*( [^a-z]*)?|wsrig →|.*\b(TLS|ping|pong|CSV|WebSocket)\b.*|[A-Z]{2,}.*)$/;

describe("the Chinese words", () => {
  test("are Chinese wherever the English ones are words", () => {
    const same = texts.filter(
      ([, english, chinese]) => english === chinese && !neutral.test(String(english)),
    );
    expect(same).toEqual([]);
    const latin = texts.filter(
      ([, english, chinese]) => !neutral.test(String(english)) && !/\p{sc=Han}/u.test(String(chinese)),
    );
    expect(latin).toEqual([]);
  });

  test("take values where the English ones do", () => {
    const missing = functions.filter(([, , chinese]) => typeof chinese !== "function");
    expect(missing.map(([place]) => place)).toEqual([]);
  });

  test("put no space between two sentences of their own, and one beside an English one", () => {
    expect(zh.report.paragraph(["一。", "二。"])).toBe("一。二。");
    expect(zh.report.paragraph(["One.", "Two.", "三。"])).toBe("One. Two. 三。");
    expect(en.report.paragraph(["One.", "Two."])).toBe("One. Two.");
  });
});

describe("words with values", () => {
  test.each([
    [en.report.verdict.checksFailed(1, 2), "1 of 2 checks failed"],
    [zh.report.verdict.checksFailed(1, 2), "2 项检查中有 1 项失败"],
    [en.report.verdict.thresholdsMissed(1, 1), "1 of 1 threshold was missed"],
    [zh.report.verdict.thresholdsMissed(2, 3), "3 个阈值中有 2 个未达标"],
    [en.report.listed(["a", "b", "c"]), "a, b and c"],
    [zh.report.listed(["a", "b", "c"]), "a、b 和 c"],
    [en.report.search.value("rate", 1), "1 message per second"],
    [zh.report.search.value("rate", 1_600), "每秒 1,600 条消息"],
    [
      zh.report.verdict.trouble({ errors: 1, lost: 0, late: 2_000, dropped: 0 }),
      "途中出现的问题：1 个错误，2,000 条消息迟到。",
    ],
    [
      en.report.comparison.mixed(3, "A", [
        ["worse", 1],
        ["same", 2],
      ]),
      "Of 3 variants against “A”, 1 is worse and 2 are the same.",
    ],
    [
      zh.report.comparison.mixed(3, "A", [
        ["worse", 1],
        ["same", 2],
      ]),
      "与“A”比较的 3 个变体中，1 个更差，2 个相同。",
    ],
  ])("%j", (said, expected) => {
    expect(said).toBe(expected);
  });
});
