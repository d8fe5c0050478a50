// Baselines of a load: what is written is read again, and what is wrong is named with its place.

import { describe, expect, it } from "vitest";
import type { ReportBlock } from "../../src/metrics/comparison-report.js";
import { type GateBaseline, parseGateBaseline, renderGateBaseline } from "../../src/metrics/gate-baseline.js";
import { LatencyHistogram } from "../../src/metrics/histogram.js";
import { someMachine } from "../some-machine.js";

const histogram = new LatencyHistogram();
for (const us of [100, 200, 300]) histogram.record(us);

const block: ReportBlock = {
  variant: "baseline",
  startedAt: "2026-01-02T03:04:05.000Z",
  durationMs: 1_000.4,
  // Neither in the order of the catalogue nor short.
  figures: { throughput: 1_999.123456789, p99: 300, p50: 200, errorRate: 1 / 3_000 },
  latency: { metric: "ws_msg_latency", count: 3, min: 100, max: 300, hdr: histogram.toBase64() },
};
const baseline: Omit<GateBaseline, "schemaVersion" | "kind"> = {
  tool: { name: "wsrig", version: "0.1.0" },
  environment: someMachine,
  madeAt: "2026-01-02T03:05:00.000Z",
  target: { url: "ws://127.0.0.1:8080/echo", isRestarted: false },
  plan: { seed: 7 },
  gates: ["p50", "p99", "throughput"],
  noise: 0.03,
  blocks: blocksOf(block),
};

/** As many as are needed, the last one as given. */
function blocksOf(last: ReportBlock): ReportBlock[] {
  return [block, block, block, block, last];
}

type Json = Record<string, unknown>;

/** The message for a right file that `change` has damaged. */
function messageAfter(change: (json: Json) => void): string {
  const json = JSON.parse(renderGateBaseline(baseline)) as Json;
  change(json);
  return messageOf(JSON.stringify(json));
}

function messageOf(text: string): string {
  try {
    parseGateBaseline(text, "b.json");
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("it was read");
}

describe("the file of a baseline", () => {
  it("is read as it was written, whatever order its keys were given in", () => {
    const text = renderGateBaseline(baseline);
    const reversed = Object.fromEntries(Object.entries(baseline).reverse()) as typeof baseline;
    expect(renderGateBaseline(reversed)).toBe(text);
    const read = parseGateBaseline(text, "b.json");
    expect(renderGateBaseline(read)).toBe(text);
    expect(Object.keys(read)).toEqual([
      "schemaVersion",
      "kind",
      "tool",
      "environment",
      "madeAt",
      "target",
      "plan",
      "gates",
      "noise",
      "blocks",
    ]);
  });

  it("has its figures in the order of the catalogue with 7 digits, a line each, and ends with a line end", () => {
    const text = renderGateBaseline(baseline);
    expect(text).toContain(
      [
        '      "durationMs": 1000,',
        '      "figures": {',
        '        "p50": 200,',
        '        "p99": 300,',
        '        "throughput": 1999.123,',
        '        "errorRate": 0.0003333333',
        "      },",
      ].join("\n"),
    );
    expect(text.endsWith("}\n")).toBe(true);
  });

  it.each<[string, (json: Json) => void, string]>([
    ["no plan", (json) => delete json.plan, "  plan is missing; must be an object"],
    [
      "no figure that gates",
      (json) => Object.assign(json, { gates: [] }),
      "  gates: Too small: expected array to have >=1 items",
    ],
    [
      "too few blocks",
      (json) => Object.assign(json, { blocks: [block] }),
      "  blocks: Too small: expected array to have >=5 items",
    ],
    [
      "an unknown figure",
      (json) => Object.assign(json, { gates: ["p95"] }),
      '  gates[0]: Invalid option: expected one of "p50"|"p90"|"p99"|"p999"|"throughput"|"errorRate"|"handshake"|"cpuPerMessage"|"bytesPerMessage"',
    ],
    [
      "a damaged histogram",
      (json) => Object.assign(json, { blocks: blocksOf(withLatency({ hdr: "AAAA" })) }),
      "  blocks[4].latency.hdr: is no HdrHistogram",
    ],
    [
      "a histogram of another block",
      (json) => Object.assign(json, { blocks: blocksOf(withLatency({ count: 4 })) }),
      "  blocks[4].latency.hdr: has 3 latencies; count is 4",
    ],
  ])("with %s is refused with the place", (_, change, problem) => {
    expect(messageAfter(change)).toBe(`b.json is no baseline of a load: it has 1 problem:\n${problem}`);
  });

  it("has all its problems named at once", () => {
    const message = messageAfter((json) => {
      delete json.noise;
      delete json.madeAt;
    });
    expect(message.split("\n")).toEqual([
      "b.json is no baseline of a load: it has 2 problems:",
      "  madeAt is missing; must be a string",
      "  noise is missing; must be a number",
    ]);
  });

  it.each([
    ["{", "it is not JSON: "],
    ['{"kind":"performance-baseline","schemaVersion":2}', "it has schemaVersion 2; this wsrig reads up to 1"],
    [
      '{"kind":"conformance-baseline"}',
      "it seems to be a baseline of conformance cases, which wsrig conform --baseline reads",
    ],
    ['{"tool":{},"metrics":[]}', "it seems to be the report of a run"],
    ["[]", "it seems to be another document, which wsrig did not write"],
  ])("%s is refused for what it is", (text, why) => {
    expect(messageOf(text)).toContain(`b.json is no baseline of a load: ${why}`);
  });
});

function withLatency(change: Partial<NonNullable<ReportBlock["latency"]>>): ReportBlock {
  const { latency } = block;
  if (latency === undefined) throw new Error("the block has a latency");
  return { ...block, latency: { ...latency, ...change } };
}
