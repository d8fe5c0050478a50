import { expect, test } from "vitest";
import { nearestWord } from "../src/nearest-word.js";

test.each<[sentence: string, word: string, known: readonly string[], nearest: string | undefined]>([
  ["a word that is known is its own nearest", "rate", ["rat", "rate"], "rate"],
  ["two wrong letters of a short word are a slip", "rotx", ["rate"], "rate"],
  ["three of them are another word", "roxx", ["rate"], undefined],
  ["of nine letters three may be wrong", "thresxxxd", ["threshold"], "threshold"],
  ["and four may not", "threxxxxd", ["threshold"], undefined],
  ["the nearer one wins, wherever it stands", "connectoin", ["connections", "connection"], "connection"],
  ["of two as near the first", "ab", ["abc", "abd"], "abc"],
  ["case does not count", "RATE", ["rate"], "rate"],
  ["nothing known, nothing near", "rate", [], undefined],
])("%s", (_sentence, word, known, nearest) => {
  expect(nearestWord(word, known)).toBe(nearest);
});
