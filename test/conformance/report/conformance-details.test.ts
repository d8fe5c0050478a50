import { describe, expect, test } from "vitest";
import type { CaseResult } from "../../../src/conformance/case-result.js";
import { conformanceDetails } from "../../../src/conformance/report/conformance-details.js";
import { failedResult, sampleCases, sampleResult, sampleRun } from "./sample-runs.js";

/** A wire log of `count` frames in its beginning and `count` in its end. */
function longWire(count: number): CaseResult["wire"] {
  const entries = Array.from({ length: count }, (_, index) => ({
    kind: "frame" as const,
    atUs: index,
    sender: "peer" as const,
    opcode: 2,
    fin: true,
    rsv: 0,
    isMasked: false,
    payloadBytes: 256,
    payloadHex: "ab".repeat(256),
  }));
  return { first: entries, omitted: 7, last: entries };
}

describe("the details of a conformance run", () => {
  test("tell what each case is, the excluded ones too", () => {
    const details = conformanceDetails([sampleRun()], sampleCases);
    expect(details.groups.map(({ id }) => id)).toEqual(["1", "2", "6", "12", "H", "L"]);
    expect(details.cases.map(({ id, group }) => [id, group])).toEqual([
      ["1.1.1", "1"],
      ["2.10", "2"],
      ["6.4.1", "6"],
      ["12.1.1", "12"],
      ["H.1.1", "H"],
      ["L.1.1", "L"],
    ]);
    expect(details.cases[2]).toEqual({
      id: "6.4.1",
      group: "6",
      description: "What 6.4.1 sends.",
      expectation: "What 6.4.1 expects.",
      section: "RFC 6455 §5.4",
      fix: "Mend 6.4.1.",
      outcomes: {
        ok: [],
        nonStrict: [[{ kind: "message", type: "text", payloadBytes: 2, payloadHex: "6869" }]],
      },
    });
    expect(details.cases[5]?.isHostile).toBe(true);
  });

  test("have the facts of each result, but what the document has already", () => {
    const { agents } = conformanceDetails([sampleRun()], sampleCases);
    const { id, startedAt, behaviorReason, closeReason, isOpened, closedByDriver, ...rest } = failedResult;
    const { droppedByDriver, wasClean, closeTimedOut, serverDropTimedOut, localClose, remoteClose } = rest;
    expect(agents.map(({ agent, cases }) => [agent, cases.length])).toEqual([["ws 8", 4]]);
    expect(agents[0]?.cases[1]).toEqual({
      request: "\r\n\r\n",
      ...{ id, startedAt, behaviorReason, closeReason, isOpened, closedByDriver, droppedByDriver, wasClean },
      ...{ closeTimedOut, serverDropTimedOut, localClose, remoteClose },
      ...{ received: rest.received, complaints: [], wire: rest.wire },
    });
  });

  test("keep the wire log of a failed case whole, of one that passed its beginning", () => {
    const wire = longWire(20);
    const results = [sampleResult("1.1.1", { wire }), { ...failedResult, wire }];
    const [passed, failed] = conformanceDetails([sampleRun({ results })], sampleCases).agents[0]?.cases ?? [];
    expect(failed?.wire).toEqual(wire);
    expect(passed?.wire).toMatchObject({ omitted: 7 + 8 + 20, last: [] });
    expect(passed?.wire.first).toHaveLength(12);
    expect(passed?.wire.first[0]).toMatchObject({ payloadBytes: 256, payloadHex: "ab".repeat(32) });
  });

  test("are bounded where everything fails", () => {
    const results = Array.from({ length: 200 }, (_, index) => ({
      ...failedResult,
      id: `6.${index}`,
      wire: longWire(150),
    }));
    const details = conformanceDetails([sampleRun({ results })], sampleCases);
    const sizes = details.agents[0]?.cases.map(({ wire }) => wire.first.length);
    expect([sizes?.at(0), sizes?.at(-1)]).toEqual([150, 12]);
    expect(JSON.stringify(details).length).toBeLessThan(13_500_000);
  });
});
