// H.12 and H.13: right answers in every spelling, and in every cut, must open the connection.

import type { ConformanceCase } from "../../case.js";
import { type RightAnswerRow, rightAnswerCase } from "./answer-client.js";
import type { Leniency } from "./prove-open.js";

const spellings: readonly RightAnswerRow[] = [
  {
    description: "A right answer.",
    section: "RFC 6455 §4.1",
    fix: "Take the connection as open when the answer is 101 with the accept of your key.",
  },
  {
    description: "All header names are in lower case.",
    section: "RFC 9110 §5.1",
    fix: "Compare header names without case.",
    change: { names: "lower" },
  },
  {
    description: "All header names are in upper case.",
    section: "RFC 9110 §5.1",
    fix: "Compare header names without case.",
    change: { names: "upper" },
  },
  {
    description: "Upgrade is `WebSocket`.",
    section: "RFC 6455 §4.1",
    fix: "Compare the value of Upgrade without case.",
    change: { lines: { Upgrade: "Upgrade: WebSocket" } },
  },
  {
    description: "Connection is `uPgRaDe`.",
    section: "RFC 6455 §4.1",
    fix: "Compare the tokens of Connection without case.",
    change: { lines: { Connection: "Connection: uPgRaDe" } },
  },
  {
    description: "Connection is `keep-alive, Upgrade`.",
    section: "RFC 6455 §4.1",
    fix: "Split Connection at its commas and look for the token upgrade among all of them.",
    change: { lines: { Connection: "Connection: keep-alive, Upgrade" } },
  },
  {
    description: "Connection stands in two lines, `keep-alive` and `Upgrade`.",
    section: "RFC 9110 §5.3",
    fix: "Join the lines of a header with commas before it is read as a list.",
    change: { lines: { Connection: ["Connection: keep-alive", "Connection: Upgrade"] } },
  },
  {
    description: "Values have no space before them, or spaces and tabs on both sides.",
    section: "RFC 6455 §4.1",
    fix: "Trim header values of spaces and tabs, that of Sec-WebSocket-Accept too.",
    change: {
      lines: {
        Upgrade: "Upgrade:websocket",
        Connection: "Connection:\tUpgrade ",
        "Sec-WebSocket-Accept": "Sec-WebSocket-Accept: \t {accept} \t ",
      },
    },
  },
  {
    description: "Headers that nobody knows, some of them twice.",
    section: "RFC 9110 §5.1",
    fix: "Pass over headers that you do not know.",
    change: {
      more: [
        "X-Wsrig: 1",
        "X-Wsrig: 2",
        "Sec-WebSocket-Wsrig: 1",
        "Wsrig:",
        "Set-Cookie: a=1",
        "Set-Cookie: b=2",
      ],
    },
  },
  {
    description: "The text behind the status is `Fine`.",
    section: "RFC 9112 §4",
    fix: "Look at the status alone, not at the text behind it.",
    change: { startLine: "HTTP/1.1 101 Fine" },
  },
  {
    description: "There is no text behind the status, only the space.",
    section: "RFC 9112 §4",
    fix: "Let the text behind the status be empty.",
    change: { startLine: "HTTP/1.1 101 " },
  },
  {
    description: "The value of a header that nobody knows goes on in a folded line.",
    section: "RFC 9112 §5.2",
    fix: "Take a fold in an answer for a space.",
    change: { more: ["X-Wsrig: 1", "\t2"] },
  },
  {
    description: "A value of a header that nobody knows has bytes above 7F (obs-text).",
    section: "RFC 9110 §5.5",
    fix: "Take bytes above 7F in header values as they are.",
    change: { more: ["X-Wsrig: caf\xe9 \x80\xff"] },
    failing: { behavior: "INFORMATIONAL", why: "RFC 9110 §5.5 only says that it should take obs-text" },
  },
  {
    description: "An interim answer 103 comes before the 101.",
    section: "RFC 9110 §15.2",
    fix: "Read on after answers 100 and 102-199 until the final one or 101.",
    before: "HTTP/1.1 103 Early Hints\r\nLink: </>\r\n\r\n",
  },
  {
    description: "A header has a value of 8,000 bytes.",
    section: "RFC 9110 §5.4",
    fix: "Take heads of at least 8 KiB.",
    change: { more: [`X-Wsrig: ${"x".repeat(8_000)}`] },
    failing: { behavior: "INFORMATIONAL", why: "RFC 9110 §5.4 lets a client bound an answer's headers" },
  },
  {
    description: "A header has a value of 1 MiB.",
    expectation: "The connection works, or the client fails it: it does not wait without end.",
    section: "RFC 9110 §5.4",
    fix: "Bound the head of an answer, and drop TCP when it is larger.",
    change: { more: [`X-Wsrig: ${"x".repeat(1_048_576)}`] },
    failing: { behavior: "OK", why: "RFC 9110 §5.4 lets a client bound an answer's headers" },
  },
];

const sameWrite =
  "Hand what was read past the empty line to the reader of frames, and give the message to the user once it is open.";
const contentLength: Leniency = {
  behavior: "INFORMATIONAL",
  why: "a server must not send Content-Length with a 101",
};

const deliveries: readonly RightAnswerRow[] = [
  {
    description: "The answer comes byte by byte.",
    section: "RFC 6455 §4.1",
    fix: "Collect bytes until the empty line; TCP may cut an answer anywhere.",
    pieceBytes: 1,
  },
  {
    description: "The first frame follows the answer in the same write.",
    expectation: "The frame's message comes back: its bytes are not lost.",
    section: "RFC 6455 §4.2.2",
    fix: sameWrite,
    isProofWithHead: true,
  },
  {
    description: "The first frame follows the answer, all of it byte by byte.",
    expectation: "The frame's message comes back: its bytes are not lost.",
    section: "RFC 6455 §4.2.2",
    fix: sameWrite,
    isProofWithHead: true,
    pieceBytes: 1,
  },
  {
    description:
      "The answer has Content-Length: 27; the first frame, of as many bytes, follows in the same write.",
    expectation: "The frame is not taken for a body: its message comes back.",
    section: "RFC 9112 §6.3",
    fix: "End a 101 at its empty line, whatever its headers say of a body.",
    change: { more: ["Content-Length: 27"] },
    isProofWithHead: true,
    failing: contentLength,
  },
];

/** H.12 spellings, H.13 cuts. */
export const rightAnswers: readonly ConformanceCase[] = [spellings, deliveries].flatMap((rows, table) =>
  rows.map((row, index) => rightAnswerCase(`H.${table + 12}.${index + 1}`, row)),
);
