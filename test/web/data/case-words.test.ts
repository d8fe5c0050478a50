// Addresses, bytes, events and the close of a case in words.

import { describe, expect, test } from "vitest";
import type { CaseDetail, DetailWireEntry } from "../../../src/metrics/conformance-details.js";
import { caseHref, parseCaseAddress } from "../../../src/web/data/case-address.js";
import {
  countsInWords,
  countVerdicts,
  suiteWords,
  worstInShort,
} from "../../../src/web/data/case-verdicts.js";
import { closeFacts } from "../../../src/web/data/close-facts.js";
import { conformanceHeadline, conformanceSentences } from "../../../src/web/data/conformance-words.js";
import { eventRows } from "../../../src/web/data/event-rows.js";
import { dumpLines, textOfHex } from "../../../src/web/data/hex-bytes.js";
import { rulePieces } from "../../../src/web/data/rfc-links.js";
import { formatAt, wireRow } from "../../../src/web/data/wire-rows.js";
import { wireLines } from "../../../src/web/data/wire-runs.js";
import { sampleCases, sampleResult, sampleRun } from "../../conformance/report/sample-runs.js";
import { conformanceSample } from "../conformance-source.js";

describe("the address of a case", () => {
  test.each([
    ["5.15", "ws", "#case=5.15&agent=ws"],
    ["H.1.1", "a&b=c #1 ü\ud800", "#case=H.1.1&agent=a%26b%3Dc+%231+%C3%BC%EF%BF%BD"],
  ])("of %s on %j is %s", (caseId, agent, href) => {
    expect(caseHref(caseId, agent)).toBe(href);
    expect(parseCaseAddress(href)).toEqual({ caseId, agent: agent.replace("\ud800", "\ufffd") });
  });

  test("without a peer has none, and other addresses are none", () => {
    expect(parseCaseAddress("#case=5.15")).toEqual({ caseId: "5.15", agent: undefined });
    expect(["", "#cases", "#case"].map(parseCaseAddress)).toEqual([undefined, undefined, undefined]);
  });
});

test("verdicts are counted from worst to best", () => {
  const counts = countVerdicts(["pass", "fail", "informational", "pass", "excluded"]);
  expect(countsInWords(counts)).toBe("1 fail, 1 informational, 2 pass, 1 excluded");
  expect(worstInShort(counts)).toBe("1 fail");
  expect(worstInShort(countVerdicts(["unimplemented"]))).toBe("1 unimpl.");
  expect(worstInShort(countVerdicts([]))).toBe("");
});

test.each([
  ["pass", "OK", "OK", undefined],
  ["informational", "INFORMATIONAL", "INFORMATIONAL", undefined],
  ["informational", "OK", "UNCLEAN", "OK / UNCLEAN"],
  ["fail", "OK", "OK", "OK / OK"],
  ["fail", "OK", "WRONG CODE", "OK / WRONG CODE"],
] as const)("beside %s both verdicts %s and %s show as %s", (verdict, behavior, behaviorClose, words) => {
  expect(suiteWords({ verdict, behavior, behaviorClose })).toBe(words);
});

describe("bytes", () => {
  test("are dumped 16 to a line, or 8", () => {
    expect(dumpLines("48656c6c6f2c20776f726c6421000102ff7f")).toEqual([
      {
        offset: "0000",
        bytes: "48 65 6c 6c 6f 2c 20 77  6f 72 6c 64 21 00 01 02",
        ascii: "Hello, world!...",
      },
      { offset: "0010", bytes: "ff 7f", ascii: ".." },
    ]);
    expect(dumpLines("")).toEqual([]);
    expect(dumpLines("48656c6c6f2c20776f", 8)).toEqual([
      { offset: "0000", bytes: "48 65 6c 6c 6f 2c 20 77", ascii: "Hello, w" },
      { offset: "0008", bytes: "6f", ascii: "o" },
    ]);
  });

  test("are text with what is no UTF-8 replaced, and half a character at a cut left out", () => {
    expect(textOfHex("eda080", false)).toBe("\ufffd\ufffd\ufffd");
    expect(textOfHex("61c3", true)).toBe("a");
    expect(textOfHex("efbbbf61", false)).toBe("\ufeffa");
  });
});

describe("the wire log", () => {
  const frame = (changes: Partial<Extract<DetailWireEntry, { kind: "frame" }>>): DetailWireEntry => ({
    kind: "frame",
    atUs: 1_204,
    sender: "driver",
    opcode: 1,
    fin: true,
    rsv: 0,
    isMasked: true,
    payloadBytes: 2,
    payloadHex: "6869",
    ...changes,
  });

  test.each<[DetailWireEntry, string, readonly string[], string | undefined]>([
    [frame({}), "text", ["FIN", "masked"], "hi"],
    [frame({ fin: false, rsv: 6, isMasked: false }), "text", ["no FIN", "RSV1", "RSV2", "not masked"], "hi"],
    [
      frame({ opcode: 0, rsv: 1, pieceBytes: 1 }),
      "continuation",
      ["FIN", "RSV3", "masked", "in pieces of 1 byte"],
      "hi",
    ],
    [frame({ opcode: 2, payloadHex: "fe00" }), "binary", ["FIN", "masked"], undefined],
    [frame({ opcode: 8, payloadHex: "03ea", payloadBytes: 2 }), "close", ["FIN", "masked"], "code 1002"],
    [
      frame({ opcode: 8, payloadHex: "03ea6869", payloadBytes: 4 }),
      "close",
      ["FIN", "masked"],
      "code 1002, reason “hi”",
    ],
    [frame({ opcode: 8, payloadHex: "", payloadBytes: 0 }), "close", ["FIN", "masked"], undefined],
    [frame({ opcode: 11 }), "reserved opcode 11", ["FIN", "masked"], "hi"],
    [{ kind: "bytes", atUs: 0, sender: "peer", bytes: 4, hex: "00ff00ff" }, "bytes", [], undefined],
    [
      {
        kind: "bytes",
        atUs: 0,
        sender: "peer",
        bytes: 17,
        hex: Buffer.from("HTTP/1.1 400 No\r\n").toString("hex"),
      },
      "HTTP",
      [],
      "HTTP/1.1 400 No",
    ],
    [{ kind: "note", atUs: 0, text: "TCP is closed" }, "TCP is closed", [], undefined],
  ])("says %j as %s, %j, %s", (entry, title, facts, text) => {
    const row = wireRow(entry);
    expect([row.title, row.facts, row.payload?.text]).toEqual([title, facts, text]);
  });

  test("has times in ms to the µs, and says how much of a payload was not kept", () => {
    expect(formatAt(1_234_567)).toBe("1,234.567 ms");
    expect(wireRow(frame({ payloadBytes: 65_536 }))).toMatchObject({
      at: "1.204 ms",
      sender: "driver",
      payload: { bytes: 65_536, cut: 65_534 },
    });
  });

  test("has one line for four like entries and more, whatever their payloads", () => {
    const piece = (atUs: number, changes = {}): DetailWireEntry =>
      frame({ opcode: 0, fin: false, payloadBytes: 1, payloadHex: "2a", atUs, ...changes });
    const lines = wireLines([
      frame({ fin: false }),
      ...[900, 1_000, 2_000, 3_100].map((atUs) => piece(atUs)),
      piece(3_200, { fin: true }),
      ...[1, 2, 3, 4].map((byte) => piece(4_000 + byte, { sender: "peer", payloadHex: `0${byte}` })),
      ...[1, 2, 3].map((byte) => piece(5_000 + byte)),
    ]);
    expect(
      lines.map((line) =>
        line.kind === "one"
          ? `${line.row.at} ${line.row.title}`
          : `${line.rows.length} ${line.rows[0]?.title} from ${line.rows[0]?.at} to ${line.until}, same: ${line.isSame}`,
      ),
    ).toEqual([
      "1.204 ms text",
      "4 continuation from 0.900 ms to 3.100 ms, same: true",
      "3.200 ms continuation",
      "4 continuation from 4.001 ms to 4.004 ms, same: false",
      "5.001 ms continuation",
      "5.002 ms continuation",
      "5.003 ms continuation",
    ]);
  });

  test.each<[string, Partial<Extract<DetailWireEntry, { kind: "frame" }>>]>([
    ["sender", { sender: "peer" }],
    ["opcode", { opcode: 2 }],
    ["FIN", { fin: false }],
    ["RSV", { rsv: 4 }],
    ["mask", { isMasked: false }],
    ["length", { payloadBytes: 3 }],
    ["pieces", { pieceBytes: 1 }],
  ])("never puts frames of another %s into one line", (_, changes) => {
    const entries = [frame({}), frame({}), frame({}), frame(changes), frame(changes), frame(changes)];
    expect(wireLines(entries).map(({ kind }) => kind)).toEqual(Array.from(entries, () => "one"));
  });

  test("never folds notes and HTTP, but bytes of one length", () => {
    const note = { kind: "note", atUs: 0, text: "TCP is closed" } as const;
    const http = { kind: "bytes", atUs: 0, sender: "peer", bytes: 9, hex: "485454502f312e3120" } as const;
    const bytes = { ...http, hex: "00" };
    expect(wireLines([note, note, note, note, http, http, http, http]).length).toBe(8);
    expect(wireLines([bytes, bytes, bytes, bytes]).length).toBe(1);
  });
});

test("events stand side by side, equal as far as they were kept", () => {
  const message = { kind: "message", type: "text", payloadBytes: 2, payloadHex: "6869" } as const;
  const long = { kind: "message", type: "binary", payloadBytes: 300, payloadHex: "fe00" } as const;
  const rows = eventRows(
    [message, long, { kind: "waited", tag: "quiet" }],
    [message, { ...long, payloadHex: "fe" }, { kind: "pong", payloadBytes: 0, payloadHex: "" }, message],
  );
  expect(rows.map(({ isSame }) => isSame)).toEqual([true, true, false, false]);
  expect(rows.map(({ expected, received }) => [expected?.title, received?.title])).toEqual([
    ["text message, 2 bytes", "text message, 2 bytes"],
    ["binary message, 300 bytes", "binary message, 300 bytes"],
    ["a wait, still open (quiet)", "pong, 0 bytes"],
    [undefined, "text message, 2 bytes"],
  ]);
  expect(rows.map(({ expected }) => expected?.payload)).toEqual(["hi", "fe 00 …", undefined, undefined]);
});

describe("the end of a connection", () => {
  const { received, complaints, wire, ...flags } = sampleResult("1.1.1");
  const detail: CaseDetail = { ...flags, received, complaints, wire };

  test.each<[string, Partial<CaseDetail>, "server" | "client", readonly string[]]>([
    [
      "clean",
      {},
      "server",
      [
        "completed",
        "from wsrig",
        "1000",
        "1000",
        "yes: close frames went both ways, in time",
        "none",
        "the peer",
      ],
    ],
    [
      "failed by the peer with a reason",
      {
        closedByDriver: false,
        wasClean: false,
        localClose: undefined,
        remoteClose: { code: 1002, reason: "bad" },
      },
      "server",
      ["completed", "from the peer", "none", "1002 “bad”", "no", "none", "the peer"],
    ],
    [
      "of a server that keeps TCP open",
      { droppedByDriver: true, serverDropTimedOut: true, wasClean: false, remoteClose: {} },
      "server",
      [
        "completed",
        "from wsrig",
        "1000",
        "without a code",
        "no",
        "the server did not drop TCP in time",
        "wsrig; the server should have",
      ],
    ],
    [
      "of a client that never closes",
      { droppedByDriver: true, closeTimedOut: true, wasClean: false, remoteClose: undefined },
      "client",
      [
        "completed",
        "from wsrig",
        "1000",
        "none",
        "no",
        "the peer's close frame did not come in time",
        "wsrig",
      ],
    ],
    [
      "that never was",
      {
        isOpened: false,
        closedByDriver: false,
        wasClean: false,
        localClose: undefined,
        remoteClose: undefined,
        wire: { first: [], omitted: 0, last: [] },
      },
      "server",
      [
        "not completed",
        "none: the peer sent no close frame",
        "none",
        "none",
        "no",
        "none",
        "there was no connection",
      ],
    ],
  ])("%s", (_what, changes, role, values) => {
    expect(closeFacts({ ...detail, ...changes }, role).map(([, value]) => value)).toEqual(values);
  });
});

test("rules lead to the text of the RFC, made of its numbers alone", () => {
  expect(rulePieces("RFC 6455 §5.4 and §5.5.1, RFC 7692 <b>")).toEqual([
    { text: "RFC 6455 §5.4", href: "https://www.rfc-editor.org/rfc/rfc6455.html#section-5.4" },
    { text: " and " },
    { text: "§5.5.1", href: "https://www.rfc-editor.org/rfc/rfc6455.html#section-5.5.1" },
    { text: ", " },
    { text: "RFC 7692", href: "https://www.rfc-editor.org/rfc/rfc7692.html" },
    { text: " <b>" },
  ]);
  expect(rulePieces("§5.4 of nothing")).toEqual([{ text: "§5.4 of nothing" }]);
});

describe("the verdict on a conformance run", () => {
  const sample = conformanceSample([sampleRun()], { cases: sampleCases }).report;

  test("counts what failed and what is missing", () => {
    expect(conformanceHeadline(sample)).toBe("1 of 4 cases failed and 1 case is missing.");
    expect(conformanceSentences(sample)).toEqual([
      "4 cases were run on the server ws 8 in 12.4 s: 1 fail, 1 non-strict, 1 unimplemented, 1 pass.",
      "1 case was left out.",
    ]);
  });

  test("says so where all passed, and where some are neither right nor wrong", () => {
    const selection = { selected: sampleCases.slice(0, 1), excluded: [] };
    const one = (changes: Parameters<typeof sampleResult>[1]) =>
      conformanceSample([sampleRun({ selection, results: [sampleResult("1.1.1", changes)] })]).report;
    expect(conformanceHeadline(one({}))).toBe("The case passed.");
    expect(conformanceHeadline(one({ verdict: "informational" }))).toBe("None of 1 case failed.");
  });

  test("tells changes against a baseline from failures", () => {
    const baseline = { agents: { "ws 8": { "1.1.1": "fail (FAILED / OK)" } } };
    const { report } = conformanceSample([sampleRun()], { cases: sampleCases, judging: { baseline } });
    expect(conformanceHeadline(report)).toBe(
      "1 of 4 cases failed, 1 case changed against the baseline and 1 case is missing.",
    );
  });
});
