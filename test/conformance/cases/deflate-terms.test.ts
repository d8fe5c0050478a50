// How permessage-deflate is agreed on in groups 12 and 13: offers as they are sent, answers to offers as rows.

import { describe, expect, test } from "vitest";
import {
  answerTo,
  type DeflateTerms,
  offerOf,
  openingWith,
} from "../../../src/conformance/cases/deflate-terms.js";
import { groups12And13 } from "../../../src/conformance/cases/groups-12-and-13.js";
import { makeInflate, readDeflateAnswer } from "../../../src/conformance/deflate-opening.js";
import { caseNamed } from "../sent-writes.js";

const terms = {
  plain: [{}],
  reset: [{ noContextTakeover: true }],
  small: [{ windowBits: 9 }],
  large: [{ windowBits: 15 }],
  smallAndReset: [{ noContextTakeover: true, windowBits: 9 }],
  largeAndReset: [{ noContextTakeover: true, windowBits: 15 }],
  choice: [{ noContextTakeover: true, windowBits: 9 }, { noContextTakeover: true }, {}],
} as const satisfies Record<string, readonly DeflateTerms[]>;

const base = "permessage-deflate; client_no_context_takeover; client_max_window_bits";

describe("the driver offers", () => {
  test.each([
    ["12.1.1", base],
    ["12.5.18", base],
    ["13.1.1", base],
    ["13.2.1", `${base}; server_no_context_takeover`],
    ["13.3.1", `${base}; server_max_window_bits=9`],
    ["13.4.1", `${base}; server_max_window_bits=15`],
    ["13.5.1", `${base}; server_no_context_takeover; server_max_window_bits=9`],
    ["13.6.1", `${base}; server_no_context_takeover; server_max_window_bits=15`],
    [
      "13.7.1",
      `${base}; server_no_context_takeover; server_max_window_bits=9, ${base}; server_no_context_takeover, ${base}`,
    ],
  ])("in %s: %s", (id, offer) => {
    const { opening } = caseNamed(groups12And13(), id);
    expect(opening?.kind === "deflate" ? opening.offer : undefined).toBe(offer);
  });

  test("of several preferences one offer each, in order", () => {
    expect(openingWith(terms.choice, makeInflate).offer).toBe(terms.choice.map(offerOf).join(", "));
  });
});

const pmd = "permessage-deflate";
const bits = "client_max_window_bits";

describe("the driver answers", () => {
  test.each([
    ["plain", pmd, pmd],
    ["plain", `${pmd}; ${bits}`, pmd],
    ["plain", `${pmd}; client_no_context_takeover`, pmd],
    [
      "plain",
      `${pmd}; server_no_context_takeover; server_max_window_bits=10`,
      `${pmd}; server_no_context_takeover; server_max_window_bits=10`,
    ],
    ["plain", `${pmd}; server_max_window_bits=8`, `${pmd}; server_max_window_bits=8`],
    ["plain", `x-other, ${pmd}; server_max_window_bits=10, ${pmd}`, `${pmd}; server_max_window_bits=10`],
    ["reset", pmd, `${pmd}; client_no_context_takeover`],
    ["small", `${pmd}; ${bits}`, `${pmd}; ${bits}=9`],
    ["small", `${pmd}; ${bits}=12`, `${pmd}; ${bits}=9`],
    ["small", `${pmd}; ${bits}=8`, `${pmd}; ${bits}=8`],
    ["small", `${pmd}, ${pmd}; ${bits}`, `${pmd}; ${bits}=9`],
    ["large", `${pmd}; ${bits}`, `${pmd}; ${bits}=15`],
    ["large", `${pmd}; ${bits}=10`, `${pmd}; ${bits}=10`],
    ["smallAndReset", `${pmd}; ${bits}`, `${pmd}; client_no_context_takeover; ${bits}=9`],
    ["largeAndReset", `${pmd}; ${bits}`, `${pmd}; client_no_context_takeover; ${bits}=15`],
    [
      "largeAndReset",
      `${pmd}; server_no_context_takeover; server_max_window_bits=9; ${bits}`,
      `${pmd}; server_no_context_takeover; server_max_window_bits=9; client_no_context_takeover; ${bits}=15`,
    ],
    ["choice", `${pmd}; ${bits}`, `${pmd}; client_no_context_takeover; ${bits}=9`],
    ["choice", `${pmd}, ${pmd}; ${bits}`, `${pmd}; client_no_context_takeover; ${bits}=9`],
    ["choice", pmd, `${pmd}; client_no_context_takeover`],
    ["small", pmd, undefined],
    ["large", pmd, undefined],
    ["smallAndReset", pmd, undefined],
    ["largeAndReset", pmd, undefined],
    ["plain", "", undefined],
    ["choice", "", undefined],
    ["plain", "x-webkit-deflate-frame", undefined],
    ["plain", `${pmd}; unknown`, undefined],
    ["plain", `${pmd}; server_max_window_bits=7`, undefined],
    ["plain", `${pmd}; unknown, ${pmd}`, pmd],
    ["plain", `${pmd};;`, undefined],
  ] as const)("with %s to %j: %j", (name, offered, answer) => {
    expect(answerTo(offered, terms[name])).toBe(answer);
  });
});

describe("an answer puts parameters in force", () => {
  test.each([
    [pmd, [false, false, 15, 15]],
    [`${pmd}; server_no_context_takeover; client_no_context_takeover`, [true, true, 15, 15]],
    [`${pmd}; server_max_window_bits=9; ${bits}=8`, [false, false, 9, 8]],
    [`${pmd}; server_no_context_takeover; server_max_window_bits=10; ${bits}=11`, [true, false, 10, 11]],
  ])("%s", (header, [serverReset, clientReset, serverBits, clientBits]) => {
    const answer = readDeflateAnswer(header, new AbortController().signal);
    expect(answer.kind === "agreed" ? answer.agreed.deflate : answer.message).toEqual({
      serverNoContextTakeover: serverReset,
      clientNoContextTakeover: clientReset,
      serverMaxWindowBits: serverBits,
      clientMaxWindowBits: clientBits,
    });
  });
});
