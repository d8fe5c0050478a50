// A JSON document as an API would serve it: records of one shape, ASCII only.

import { type Random, seededRandom } from "../../random.js";
import { englishWords } from "./english-words.js";

const seed = 1201;
/** No record is longer: where it might not fit any more, the last one is begun. */
const maxRecordCharacters = 900;

/** A JSON array of exactly `characters` characters, all of them ASCII. */
export function jsonText(characters: number): string {
  const random = seededRandom(seed);
  let text = "[\n";
  for (let id = 1; text.length < characters - 2 * maxRecordCharacters; id++) text += record(id, random);
  const lastRecord = (note: string): string => `  { "id": 0, "note": "${note}" }\n]\n`;
  const missing = characters - text.length - lastRecord("").length;
  return text + lastRecord(sentence(random, 400).padEnd(missing, " and so on").slice(0, missing));
}

function record(id: number, random: Random): string {
  const [first, last] = [random.pick(englishWords), random.pick(englishWords)];
  const fields = {
    id,
    key: Buffer.from(random.bytes(12)).toString("hex"),
    active: random.integer(0, 3) > 0,
    name: `${capital(first)} ${capital(last)}`,
    mail: `${first}.${last}@example.com`,
    balance: random.integer(0, 500_000) / 100,
    registered: new Date(1_300_000_000_000 + random.integer(0, 400_000_000) * 1_000).toISOString(),
    position: [random.integer(-9_000, 9_000) / 100, random.integer(-18_000, 18_000) / 100],
    tags: Array.from({ length: random.integer(1, 4) }, () => random.pick(englishWords)),
    note: sentence(random, random.integer(3, 16)),
    parent: random.integer(0, 4) === 0 ? null : random.integer(1, id),
  };
  return `${JSON.stringify(fields, undefined, 2).replaceAll(/^/gm, "  ")},\n`;
}

function sentence(random: Random, words: number): string {
  return `${capital(Array.from({ length: words }, () => random.pick(englishWords)).join(" "))}.`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
