// Holds two servers against each other from a test, by p50 alone: a server that answers 10 ms later is slower, and the report says so.

import { expect, test } from "vitest";
import { buildRunReport, markRed, renderMarkdown, runExperiment, startReferenceServer } from "wsrig";

test("the new server is slower, and that makes the run fail", { timeout: 60_000 }, async () => {
  await using server = await startReferenceServer({ port: 0 });
  const startedAt = new Date();
  const variantOn = (name: string, path: string) => ({
    name,
    load: {
      url: `${new URL(path, server.url)}`,
      warmUpMs: 100,
      executor: { kind: "constant-clients" as const, clients: 2, durationMs: 300 },
    },
  });
  const { durationMs, ...result } = await runExperiment({
    variants: [variantOn("old", "/echo"), variantOn("new", "/slow?delay=10ms")],
    blocks: 5,
    pauseMs: 50,
    gates: ["p50"],
    startedAt,
  });
  const comparisons = markRed(result.comparisons, ["worse"]);
  expect(comparisons.map(({ candidate, verdict }) => [candidate, verdict])).toEqual([["new", "worse"]]);
  expect(result.blocks).toHaveLength(10);

  // The same document as that of `wsrig experiment`, and all its renderings.
  const report = buildRunReport({
    kind: "experiment",
    name: "old against new",
    startedAt,
    durationMs,
    command: [],
    target: { url: server.url },
    plan: {},
    checks: result.checks,
    experiment: result.experiment,
    blocks: [...result.blocks],
    comparisons: [...comparisons],
    metrics: result.metrics,
    series: result.series,
    warnings: result.warnings,
  });
  expect(report.verdict).toBe("fail");
  expect(renderMarkdown(report)).toContain("| p50 latency |");
});
