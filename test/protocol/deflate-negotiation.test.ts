import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DeflateParameters } from "../../src/protocol/deflate.js";
import {
  acceptDeflateAnswer,
  answerDeflateOffers,
  type DeflateOffer,
  formatDeflateOffer,
} from "../../src/protocol/deflate-negotiation.js";

const pmd = "permessage-deflate";
const defaults: DeflateParameters = {
  serverNoContextTakeover: false,
  clientNoContextTakeover: false,
  serverMaxWindowBits: 15,
  clientMaxWindowBits: 15,
};

describe("RFC 7692 §7.1 the client's offer", () => {
  const rows: [DeflateOffer, string][] = [
    [{}, pmd],
    [{ serverNoContextTakeover: true }, `${pmd}; server_no_context_takeover`],
    [{ clientNoContextTakeover: true }, `${pmd}; client_no_context_takeover`],
    [{ serverNoContextTakeover: false, clientNoContextTakeover: false }, pmd],
    [{ serverMaxWindowBits: 10 }, `${pmd}; server_max_window_bits=10`],
    [{ clientMaxWindowBits: true }, `${pmd}; client_max_window_bits`],
    [{ clientMaxWindowBits: 8 }, `${pmd}; client_max_window_bits=8`],
    [
      {
        serverNoContextTakeover: true,
        clientNoContextTakeover: true,
        serverMaxWindowBits: 15,
        clientMaxWindowBits: 9,
      },
      `${pmd}; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=15; client_max_window_bits=9`,
    ],
  ];
  test.each(rows)("%j is written %s", (offer, header) => {
    expect(formatDeflateOffer(offer)).toBe(header);
  });

  const mistakes: [DeflateOffer, string][] = [
    [{ serverMaxWindowBits: 7 }, "serverMaxWindowBits is 7; must be an integer from 8 to 15"],
    [{ serverMaxWindowBits: 16 }, "serverMaxWindowBits is 16; must be an integer from 8 to 15"],
    [{ clientMaxWindowBits: 9.5 }, "clientMaxWindowBits is 9.5; must be an integer from 8 to 15"],
    [{ clientMaxWindowBits: Number.NaN }, "clientMaxWindowBits is NaN; must be an integer from 8 to 15"],
  ];
  test.each(mistakes)("%j is our mistake, as an offer and as a policy", (offer, message) => {
    const error = expect.objectContaining({ code: "usage-invalid-window-bits", message });
    expect(() => formatDeflateOffer(offer)).toThrow(error);
    expect(() => answerDeflateOffers(pmd, offer)).toThrow(error);
  });
});

describe("RFC 7692 §7.1 the server's answer", () => {
  const agreed: [
    section: string,
    offers: string,
    policy: DeflateOffer,
    answer: string,
    Partial<DeflateParameters>,
  ][] = [
    ["§7.1", pmd, {}, pmd, {}],
    [
      "§7.1.1.1 as asked",
      `${pmd}; server_no_context_takeover`,
      {},
      `${pmd}; server_no_context_takeover`,
      { serverNoContextTakeover: true },
    ],
    [
      "§7.1.1.1 unasked",
      pmd,
      { serverNoContextTakeover: true },
      `${pmd}; server_no_context_takeover`,
      { serverNoContextTakeover: true },
    ],
    [
      "§7.1.1.2 hint confirmed",
      `${pmd}; client_no_context_takeover`,
      {},
      `${pmd}; client_no_context_takeover`,
      { clientNoContextTakeover: true },
    ],
    [
      "§7.1.1.2 unasked",
      pmd,
      { clientNoContextTakeover: true },
      `${pmd}; client_no_context_takeover`,
      { clientNoContextTakeover: true },
    ],
    [
      "§7.1.2.1 as asked",
      `${pmd}; server_max_window_bits=8`,
      {},
      `${pmd}; server_max_window_bits=8`,
      { serverMaxWindowBits: 8 },
    ],
    [
      "§7.1.2.1 smaller than asked",
      `${pmd}; server_max_window_bits=12`,
      { serverMaxWindowBits: 10 },
      `${pmd}; server_max_window_bits=10`,
      { serverMaxWindowBits: 10 },
    ],
    [
      "§7.1.2.1 never larger than asked",
      `${pmd}; server_max_window_bits=10`,
      { serverMaxWindowBits: 12 },
      `${pmd}; server_max_window_bits=10`,
      { serverMaxWindowBits: 10 },
    ],
    [
      "§7.1.2.1 unasked",
      pmd,
      { serverMaxWindowBits: 9 },
      `${pmd}; server_max_window_bits=9`,
      { serverMaxWindowBits: 9 },
    ],
    ["§7.1.2.2 no value, no wish", `${pmd}; client_max_window_bits`, {}, pmd, {}],
    [
      "§7.1.2.2 no value, a wish",
      `${pmd}; client_max_window_bits`,
      { clientMaxWindowBits: 11 },
      `${pmd}; client_max_window_bits=11`,
      { clientMaxWindowBits: 11 },
    ],
    [
      "§7.1.2.2 a value, no wish",
      `${pmd}; client_max_window_bits=10`,
      {},
      `${pmd}; client_max_window_bits=10`,
      { clientMaxWindowBits: 10 },
    ],
    [
      "§7.1.2.2 a value, a policy of true",
      `${pmd}; client_max_window_bits=10`,
      { clientMaxWindowBits: true },
      `${pmd}; client_max_window_bits=10`,
      { clientMaxWindowBits: 10 },
    ],
    [
      "§7.1.2.2 a value, a smaller wish",
      `${pmd}; client_max_window_bits=10`,
      { clientMaxWindowBits: 8 },
      `${pmd}; client_max_window_bits=8`,
      { clientMaxWindowBits: 8 },
    ],
    ["§7.1.2.2 not offered, and 15 is no limit", pmd, { clientMaxWindowBits: 15 }, pmd, {}],
    [
      "§9.1 a quoted value",
      `${pmd}; server_max_window_bits="10"`,
      {},
      `${pmd}; server_max_window_bits=10`,
      { serverMaxWindowBits: 10 },
    ],
    ["§5 other extensions are passed over", `x-other; a=1, ${pmd}`, {}, pmd, {}],
    [
      "§5 the first offer wins",
      `${pmd}; server_max_window_bits=9, ${pmd}`,
      {},
      `${pmd}; server_max_window_bits=9`,
      { serverMaxWindowBits: 9 },
    ],
    [
      "§5 the first acceptable offer wins",
      `${pmd}; unknown, ${pmd}; server_no_context_takeover, ${pmd}`,
      {},
      `${pmd}; server_no_context_takeover`,
      { serverNoContextTakeover: true },
    ],
    [
      "§5 an offer that forbids our limit is passed over",
      `${pmd}, ${pmd}; client_max_window_bits`,
      { clientMaxWindowBits: 9 },
      `${pmd}; client_max_window_bits=9`,
      { clientMaxWindowBits: 9 },
    ],
    [
      "§7.1 all four",
      `${pmd}; client_max_window_bits; server_max_window_bits=12; client_no_context_takeover; server_no_context_takeover`,
      { clientMaxWindowBits: 10 },
      `${pmd}; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=12; client_max_window_bits=10`,
      {
        serverNoContextTakeover: true,
        clientNoContextTakeover: true,
        serverMaxWindowBits: 12,
        clientMaxWindowBits: 10,
      },
    ],
  ];
  test.each(agreed)(
    "%s: %s with the policy %j is answered %s",
    (_section, offers, policy, header, parameters) => {
      expect(answerDeflateOffers(offers, policy)).toEqual({
        kind: "agreed",
        header,
        parameters: { ...defaults, ...parameters },
      });
    },
  );

  const declined: [why: string, offers: string | undefined, policy: DeflateOffer][] = [
    ["§5 no header", undefined, {}],
    ["§5 another extension", "x-webkit-deflate-frame", {}],
    ["§5 names compare with case", "Permessage-Deflate", {}],
    ["§9.1 a malformed header", `${pmd};`, {}],
    ["§7.1 an unknown parameter", `${pmd}; foo`, {}],
    ["§7.1 a parameter of every object", `${pmd}; constructor`, {}],
    ["§7.1 a parameter twice", `${pmd}; server_no_context_takeover; server_no_context_takeover`, {}],
    [
      "§7.1 a parameter twice with different values",
      `${pmd}; server_max_window_bits=9; server_max_window_bits=10`,
      {},
    ],
    ["§7.1.1.1 a value", `${pmd}; server_no_context_takeover=1`, {}],
    ["§7.1.1.2 a value", `${pmd}; client_no_context_takeover=true`, {}],
    ["§7.1.2.1 no value", `${pmd}; server_max_window_bits`, {}],
    ["§7.1.2.1 7 bits", `${pmd}; server_max_window_bits=7`, {}],
    ["§7.1.2.1 16 bits", `${pmd}; server_max_window_bits=16`, {}],
    ["§7.1.2.1 a leading zero", `${pmd}; server_max_window_bits=08`, {}],
    ["§7.1.2.1 a sign", `${pmd}; server_max_window_bits=+9`, {}],
    ["§7.1.2.1 not a number", `${pmd}; server_max_window_bits=foo`, {}],
    ["§7.1.2.2 7 bits", `${pmd}; client_max_window_bits=7`, {}],
    ["§7.1.2.2 16 bits", `${pmd}; client_max_window_bits=16`, {}],
    ["§7.1.2.2 a fraction", `${pmd}; client_max_window_bits=9.5`, {}],
    ["§7.1.2.2 a limit for a client that cannot be told", pmd, { clientMaxWindowBits: 14 }],
  ];
  test.each(declined)("%s: %s is declined", (_why, offers, policy) => {
    expect(answerDeflateOffers(offers, policy)).toEqual({ kind: "declined" });
  });
});

describe("RFC 7692 §7.1 the client accepts", () => {
  const rows: [section: string, answer: string, offer: DeflateOffer, Partial<DeflateParameters>][] = [
    ["§7.1", pmd, {}, {}],
    ["§7.1.1.1", `${pmd}; server_no_context_takeover`, {}, { serverNoContextTakeover: true }],
    ["§7.1.1.2", `${pmd}; client_no_context_takeover`, {}, { clientNoContextTakeover: true }],
    [
      "§7.1.1.2 what it said of itself holds",
      pmd,
      { clientNoContextTakeover: true },
      { clientNoContextTakeover: true },
    ],
    ["§7.1.2.1", `${pmd}; server_max_window_bits=8`, {}, { serverMaxWindowBits: 8 }],
    [
      "§7.1.2.1 as offered",
      `${pmd}; server_max_window_bits=10`,
      { serverMaxWindowBits: 10 },
      { serverMaxWindowBits: 10 },
    ],
    [
      "§7.1.2.2",
      `${pmd}; client_max_window_bits=9`,
      { clientMaxWindowBits: true },
      { clientMaxWindowBits: 9 },
    ],
    [
      "§7.1.2.2 as offered",
      `${pmd}; client_max_window_bits=10`,
      { clientMaxWindowBits: 10 },
      { clientMaxWindowBits: 10 },
    ],
    ["§7.1.2.2 silent, no value offered", pmd, { clientMaxWindowBits: true }, {}],
    [
      "§7.1.2.2 silent: what it said of itself holds",
      pmd,
      { clientMaxWindowBits: 10 },
      { clientMaxWindowBits: 10 },
    ],
  ];
  test.each(rows)("%s: %s to the offer %j", (_section, answer, offer, parameters) => {
    expect(acceptDeflateAnswer(answer, offer)).toEqual({
      kind: "agreed",
      parameters: { ...defaults, ...parameters },
    });
  });

  test.each([undefined, {}])(
    "§5 an answer without extensions agrees on none, whatever was offered: %j",
    (offer) => {
      expect(acceptDeflateAnswer(undefined, offer)).toEqual({ kind: "none" });
    },
  );
});

describe("RFC 7692 §7.1 the client must fail", () => {
  const rows: [answer: string, offer: DeflateOffer | undefined, section: string, message: string][] = [
    [pmd, undefined, "RFC 6455 §4.1", `the server uses extension ${pmd}, which was not offered`],
    ["foo", {}, "RFC 6455 §4.1", "the server uses extension foo, which was not offered"],
    [`${pmd}, foo`, {}, "RFC 6455 §4.1", "the server uses extension foo, which was not offered"],
    [`${pmd}, ${pmd}`, {}, "RFC 7692 §5", `the server accepts ${pmd} twice`],
    ["", {}, "RFC 6455 §9.1", "Sec-WebSocket-Extensions is malformed at character 1: "],
    [`${pmd};`, {}, "RFC 6455 §9.1", `Sec-WebSocket-Extensions is malformed at character 20: ${pmd};`],
    [`${pmd}; foo`, {}, "RFC 7692 §7.1", "the parameter foo is unknown"],
    [
      `${pmd}; server_max_window_bits=9; server_max_window_bits=9`,
      {},
      "RFC 7692 §7.1",
      "the parameter server_max_window_bits occurs twice",
    ],
    [
      `${pmd}; server_no_context_takeover=1`,
      {},
      "RFC 7692 §7.1.1.1",
      "server_no_context_takeover is 1; must have no value",
    ],
    [
      pmd,
      { serverNoContextTakeover: true },
      "RFC 7692 §7.1.1.1",
      "the answer lacks server_no_context_takeover, which was offered",
    ],
    [
      `${pmd}; client_no_context_takeover=1`,
      {},
      "RFC 7692 §7.1.1.2",
      "client_no_context_takeover is 1; must have no value",
    ],
    [
      `${pmd}; server_max_window_bits`,
      {},
      "RFC 7692 §7.1.2.1",
      "server_max_window_bits has no value; must have one from 8 to 15",
    ],
    [
      `${pmd}; server_max_window_bits=07`,
      {},
      "RFC 7692 §7.1.2.1",
      "server_max_window_bits is 07; must be an integer from 8 to 15 without leading zeros",
    ],
    [
      pmd,
      { serverMaxWindowBits: 10 },
      "RFC 7692 §7.1.2.1",
      "server_max_window_bits is missing; at most 10 was offered",
    ],
    [
      `${pmd}; server_max_window_bits=11`,
      { serverMaxWindowBits: 10 },
      "RFC 7692 §7.1.2.1",
      "server_max_window_bits is 11; at most 10 was offered",
    ],
    [
      `${pmd}; client_max_window_bits=9`,
      {},
      "RFC 7692 §7.1.2.2",
      "the answer has client_max_window_bits, which was not offered",
    ],
    [
      `${pmd}; client_max_window_bits`,
      { clientMaxWindowBits: true },
      "RFC 7692 §7.1.2.2",
      "client_max_window_bits has no value in the answer",
    ],
    [
      `${pmd}; client_max_window_bits=11`,
      { clientMaxWindowBits: 10 },
      "RFC 7692 §7.1.2.2",
      "client_max_window_bits is 11; at most 10 was offered",
    ],
    [
      `${pmd}; client_max_window_bits=16`,
      { clientMaxWindowBits: true },
      "RFC 7692 §7.1.2.2",
      "client_max_window_bits is 16; must be an integer from 8 to 15 without leading zeros",
    ],
  ];
  test.each(rows)("%s to the offer %j (%s)", (answer, offer, section, message) => {
    expect(acceptDeflateAnswer(answer, offer)).toEqual({ kind: "invalid", section, message });
  });
});

describe("RFC 7692 §7.1 both ends come to the same parameters", () => {
  const bits = fc.option(fc.integer({ min: 8, max: 15 }), { nil: undefined });
  const offers = fc.record({
    serverNoContextTakeover: fc.boolean(),
    clientNoContextTakeover: fc.boolean(),
    serverMaxWindowBits: bits,
    clientMaxWindowBits: fc.oneof(bits, fc.constant(true as const)),
  });

  test("for any offer and any policy", () => {
    fc.assert(
      fc.property(offers, offers, (offer, policy) => {
        const answer = answerDeflateOffers(formatDeflateOffer(offer), policy);
        if (answer.kind === "declined") return;
        expect(acceptDeflateAnswer(answer.header, offer)).toEqual({
          kind: "agreed",
          parameters: answer.parameters,
        });
      }),
      { numRuns: 2_000 },
    );
  });
});
