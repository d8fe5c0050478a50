import { describe, expect, test } from "vitest";
import { binary, type CaseEvent, pong, text, waited } from "../../src/conformance/case-event.js";
import { reportedEvent } from "../../src/conformance/case-result.js";
import { eventWords } from "../../src/conformance/event-words.js";

describe("events in words", () => {
  test.each<[readonly CaseEvent[], string]>([
    [[], "nothing"],
    [[text("Hello"), pong()], 'a text message "Hello", an empty pong'],
    [[text("*".repeat(40))], `a text message "${"*".repeat(40)}"`],
    [[text("*".repeat(1_000))], `a text message of 1,000 bytes "${"*".repeat(40)}…"`],
    [[binary(Uint8Array.of(0))], "a binary message of 1 byte (00)"],
    [[binary(new Uint8Array(13))], "a binary message of 13 bytes (00 00 00 00 00 00 00 00 00 00 00 00 …)"],
    [[text("ä")], "a text message of 2 bytes (c3 a4)"],
    [[pong("x"), pong("x"), pong("y")], '2 times a pong "x", a pong "y"'],
    [[waited("A")], 'the connection still open at "A"'],
    [
      Array.from({ length: 10 }, (_, index) => pong(`${index}`)),
      'a pong "0", a pong "1", a pong "2", a pong "3", a pong "4", a pong "5" and 4 more',
    ],
  ])("%j", (events, words) => {
    expect(eventWords(events.map(reportedEvent))).toBe(words);
  });

  test("say how many more there were than are kept", () => {
    expect(eventWords([reportedEvent(pong("x"))], 1_235)).toBe('a pong "x" and 1,234 more');
  });
});
