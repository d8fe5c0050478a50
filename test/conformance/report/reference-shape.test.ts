import { describe, expect, test } from "vitest";
import { CaseFileNames } from "../../../src/conformance/report/case-file-names.js";
import { handshakeText } from "../../../src/conformance/report/handshake-text.js";
import { redactResult } from "../../../src/conformance/report/redact-result.js";
import { referenceCase, referenceIndex } from "../../../src/conformance/report/reference-shape.js";
import { failedResult, sampleCase, sampleResult, sampleRun } from "./sample-runs.js";

const hex = (text: string): string => Buffer.from(text, "latin1").toString("hex");

describe("the files of the reference suite", () => {
  test("are named after the peer and the case", () => {
    const names = new CaseFileNames();
    expect(names.nameOf("Apache/2.4 (Unix)", "1.1.1")).toBe("apache_2_4__unix__case_1_1_1.json");
    expect(names.nameOf("ws", "H.1.2")).toBe("ws_case_H_1_2.json");
  });

  test("of peers whose cleaned names are the same get names of their own", () => {
    const names = new CaseFileNames();
    const agents = ["ws 8", "ws-8", "WS/8", "ws-8"];
    expect(agents.map((agent) => names.nameOf(agent, "1.1.1"))).toEqual([
      "ws_8_case_1_1_1.json",
      "ws_8_2_case_1_1_1.json",
      "ws_8_3_case_1_1_1.json",
      "ws_8_2_case_1_1_1.json",
    ]);
  });

  test("have an index by peer and case, a close code that did not come as null", () => {
    const index = referenceIndex([sampleRun()], (agent, id) => `${agent}-${id}`);
    expect(Object.keys(index["ws 8"] ?? {})).toEqual(["1.1.1", "2.10", "6.4.1", "12.1.1"]);
    expect(index["ws 8"]?.["2.10"]).toEqual({
      behavior: "FAILED",
      behaviorClose: "WRONG CODE",
      duration: 1_003,
      remoteCloseCode: 1011,
      reportfile: "ws 8-2.10",
    });
    expect(index["ws 8"]?.["12.1.1"]?.remoteCloseCode).toBeNull();
  });

  test("have the facts of a case under its names", () => {
    const placed = { agent: "ws 8", role: "server", url: "ws://h/", caseNumber: 18 } as const;
    expect(referenceCase({ ...placed, testCase: sampleCase("2.10"), result: failedResult })).toMatchObject({
      agent: "ws 8",
      case: 18,
      id: "2.10",
      description: "What 2.10 sends.",
      behavior: "FAILED",
      behaviorClose: "WRONG CODE",
      reason: 'Expected a text message "hi"; received nothing.',
      result: "What came from the peer differs from what was expected.",
      resultClose: "The peer's close frame has code 1011; must be 1000.",
      expected: { OK: [["message", "hi", false]] },
      expectedClose: { closedByMe: true, closeCode: [1000], requireClean: true },
      received: [],
      isServer: false,
      duration: 1_003,
      closedByMe: true,
      remoteCloseCode: 1011,
      remoteCloseReason: "internal",
      localCloseReason: null,
      wasClean: true,
    });
  });
});

describe("the wire log in the file of a case", () => {
  const frame = {
    kind: "frame",
    atUs: 1,
    sender: "driver",
    opcode: 0,
    fin: false,
    rsv: 0,
    isMasked: true,
    payloadBytes: 64,
    payloadHex: "2a".repeat(64),
  } as const;
  const entries = Array.from({ length: 15 }, () => frame);
  const wire = { first: entries, omitted: 100, last: entries.slice(0, 5) };
  const placed = { agent: "ws 8", role: "server", url: "ws://h/", caseNumber: 1 } as const;

  test("has 12 entries of a case that passed, with 32 bytes each, and counts the others", () => {
    const result = sampleResult("9.3.1", { wire });
    expect(referenceCase({ ...placed, testCase: sampleCase("9.3.1"), result }).wirelog).toEqual({
      first: entries.slice(0, 12).map((entry) => ({ ...entry, payloadHex: "2a".repeat(32) })),
      omitted: 3 + 100 + 5,
      last: [],
    });
  });

  test.each(["fail", "nonStrict", "unimplemented"] as const)(
    "is whole where the verdict is %s",
    (verdict) => {
      const result = sampleResult("9.3.1", { wire, verdict });
      expect(referenceCase({ ...placed, testCase: sampleCase("9.3.1"), result }).wirelog).toEqual(wire);
    },
  );
});

describe("the handshake of a case", () => {
  const request = "GET /?token=abc HTTP/1.1\r\nAuthorization: Bearer abc\r\nX-Own: abc\r\n\r\n";
  const response = "HTTP/1.1 101 Switching Protocols\r\nSet-Cookie: abc\r\n\r\n";
  const bytes = (sender: "driver" | "peer", text: string) =>
    ({ kind: "bytes", atUs: 1, sender, bytes: text.length, hex: hex(text) }) as const;
  const result = sampleResult("1.1.1", {
    reason: "It is at ws://u:abc@h/.",
    wire: {
      first: [
        bytes("driver", request.slice(0, 9)),
        bytes("driver", request.slice(9)),
        bytes("peer", `${response}\u0081`),
      ],
      omitted: 0,
      last: [],
    },
  });

  test("is there as text, whoever the peer is", () => {
    expect(handshakeText(result, "server")).toEqual({ request, response });
    expect(handshakeText(result, "client")).toEqual({ request: response, response: request });
  });

  test("holds no secret after redaction, nor does the rest", () => {
    const safe = redactResult(result, ["token", "X-Own"]);
    expect(handshakeText(safe, "server")).toEqual({
      request: "GET /?token=*** HTTP/1.1\r\nAuthorization: ***\r\nX-Own: ***\r\n\r\n",
      response: "HTTP/1.1 101 Switching Protocols\r\nSet-Cookie: ***\r\n\r\n",
    });
    expect(safe.reason).toBe("It is at ws://***@h/.");
    expect(JSON.stringify(safe)).not.toContain(hex("abc"));
  });
});
