import { describe, expect, it } from "vitest";
import { patienceOf } from "../../../../src/ui/windows/export/answer-patience.js";
import type { RecordedItem } from "../../../../src/ui/windows/export/conversation-record.js";

const openedAtUs = 7_000_000;

describe("the deadlines of an exported scenario", () => {
  it.each([
    ["nothing was said", [], {}],
    [
      "answers came at once, after long pauses of the person",
      ["60 client", "60.1 server", "300 client", "302 server"],
      {},
    ],
    ["the server spoke by itself within 2.5 s of what was before", ["2.5 server", "5 server"], {}],
    ["the server spoke by itself after 10 s", ["10 server"], { timeout: "20s" }],
    [
      "the server spoke by itself, while pauses of the person hid that",
      ["15 client", "18 server"],
      { timeout: "36s" },
    ],
    ["an answer took 4 s", ["1 client", "5 server"], { timeout: "10s" }],
    [
      "the server spoke every 5 minutes",
      ["300 server", "600 server"],
      { timeout: "600s", sessionTimeout: "1200s" },
    ],
  ] satisfies [string, string[], object][])("when %s", (_, said, patience) => {
    expect(patienceOf(said.map(item), openedAtUs)).toEqual(patience);
  });
});

/** `10 server`: the server said something after 10 s. */
function item(words: string): RecordedItem {
  const [seconds, by] = words.split(" ");
  return {
    kind: "message",
    by: by === "server" ? "server" : "client",
    isText: true,
    payload: new Uint8Array(0),
    frameBytes: [0],
    atUs: openedAtUs + Number(seconds) * 1_000_000,
  };
}
