// H.7: the syntax of HTTP that a handshake leans on. What one reader takes for a header and another does not, smuggles.

import type { ConformanceCase } from "../../case.js";
import { type AcceptanceRow, acceptanceCase, type RefusalRow, refusalCase } from "./ask-server.js";

const refused: readonly RefusalRow[] = [
  {
    description: "A space stands between a header's name and its colon.",
    section: "RFC 9112 §5.1",
    fix: "Answer 400 when whitespace stands before the colon of a header.",
    change: { more: ["X-Wsrig : 1"] },
  },
  {
    description: "The only `Upgrade: websocket` is a folded line of the header before it.",
    section: "RFC 9112 §5.2",
    fix: "Answer 400 to folded lines, or join them to the header before; never take one for a header.",
    change: { lines: { Upgrade: ["X-Wsrig: 1", " Upgrade: websocket"] } },
    isPlainHttp: true,
  },
  {
    description: "The only `Upgrade: websocket` follows the request line and begins with a space.",
    section: "RFC 9112 §2.2",
    fix: "Answer 400 when whitespace follows the request line, or drop such lines; never take one for a header.",
    change: { first: " Upgrade: websocket", lines: { Upgrade: [] } },
    isPlainHttp: true,
  },
  {
    description:
      "The only `Upgrade: websocket` stands behind a CR without LF in the value of another header.",
    section: "RFC 9112 §2.2",
    fix: "Answer 400 to a CR without LF, or take it for a space; it ends no line.",
    change: { lines: { Upgrade: "X-Wsrig: 1\rUpgrade: websocket" } },
    isPlainHttp: true,
  },
  {
    description: "Upgrade has a NUL in it: `web\\0socket`.",
    section: "RFC 9110 §5.5",
    fix: "Answer 400 to a NUL in a header's value, or take it for a space; do not leave it out.",
    change: { lines: { Upgrade: "Upgrade: web\0socket" } },
    isPlainHttp: true,
  },
  {
    description: "A line has no colon.",
    section: "RFC 9112 §5",
    fix: "Answer 400 to a header line without a colon.",
    change: { more: ["wsrig"] },
    acceptance: { behavior: "INFORMATIONAL", why: "RFC 9112 §2.2 only says that it should refuse" },
  },
  {
    description: "A header's name has a parenthesis, which is of no token.",
    section: "RFC 9110 §5.1",
    fix: "Answer 400 when a header's name is not a token.",
    change: { more: ["X-Wsrig(1): 1"] },
    acceptance: { behavior: "INFORMATIONAL", why: "RFC 9112 §2.2 only says that it should refuse" },
  },
  {
    description: "A header has a value of 1 MiB.",
    section: "RFC 9110 §5.4",
    fix: "Bound the head of a request, and answer 431 to one that is larger.",
    change: { more: [`X-Wsrig: ${"x".repeat(1_048_576)}`] },
    acceptance: {
      behavior: "INFORMATIONAL",
      why: "how much of a head it takes from strangers is its own affair",
    },
  },
];

const either: readonly AcceptanceRow[] = [
  {
    description: "The value of a header that nobody knows goes on in a folded line.",
    expectation: "An HTTP error, or 101 and a connection that works.",
    section: "RFC 9112 §5.2",
    fix: "Answer 400 to folded lines, or take the fold for a space.",
    change: { more: ["X-Wsrig: 1", "\t2"] },
    refusal: { behavior: "OK", why: "RFC 9112 §5.2 lets it refuse a folded line or join it" },
  },
];

/** H.7. */
export const requestSyntax: readonly ConformanceCase[] = [
  ...refused.map((row, index) => refusalCase(`H.7.${index + 1}`, row)),
  ...either.map((row, index) => acceptanceCase(`H.7.${refused.length + index + 1}`, row)),
];
