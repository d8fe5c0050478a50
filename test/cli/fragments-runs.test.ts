// Whole sweeps, as a user runs them.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runReportSchema } from "../../src/metrics/run-report.js";
import type { ReferenceServer } from "../../src/server/reference-server.js";
import { runCli, startCli, temporaryFolder } from "./run-cli.js";
import { startTarget } from "./targets.js";

const folder = temporaryFolder();
let server: ReferenceServer;
beforeAll(async () => {
  server = await startTarget();
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

const out = ["--out", folder.path];
// No block is to be invalid for a machine that is shared.
const calm = ["--max-lateness", "60s", "--max-cpu", "100%", "--pacing", "economical"];
const tiny = [
  "--size",
  "1KiB",
  "--fragment-bytes",
  "64",
  "--blocks",
  "5",
  "-d",
  "150ms",
  "--warm-up",
  "50ms",
];
const brief = [...tiny, "--pause", "0", "-c", "2", ...calm];

describe("wsrig fragments", () => {
  it("measures ceilings and latencies, and reports them as one experiment with a sweep", async () => {
    const { code, stdout, stderr } = await runCli([
      ...["fragments", `${server.url}/echo`, ...brief, "--seed", "7", "--json", ...out],
      ...["--markdown", join(folder.path, "sweep.md")],
    ]);
    expect(code, stderr).toBe(0);
    const report = runReportSchema.parse(JSON.parse(stdout));
    expect(report.kind).toBe("experiment");
    expect(report.experiment?.variants.map(({ name }) => name)).toEqual([
      "1 KiB whole closed",
      "1 KiB in 64 B closed",
      "1 KiB whole open",
      "1 KiB in 64 B open",
    ]);
    expect(report.experiment?.varied).toEqual(["traffic.message.delivery.fragmentBytes"]);
    expect(report.blocks).toHaveLength(20);
    expect(report.comparisons?.map(({ baseline, candidate }) => [baseline, candidate])).toEqual([
      ["1 KiB whole closed", "1 KiB in 64 B closed"],
      ["1 KiB whole open", "1 KiB in 64 B open"],
    ]);
    const sweep = report.experiment?.sweep;
    expect(sweep?.points.map(({ frames, wireBytes }) => [frames, wireBytes])).toEqual([
      // 16 frames of 64 B, each with 2 B of header and 4 B of mask key; whole has 4 + 4.
      [16, 1_024 + 16 * 6],
      [16, 1_024 + 16 * 6],
      [1, 1_024 + 8],
      [1, 1_024 + 8],
    ]);
    expect(sweep?.rates).toEqual([{ payloadBytes: 1_024, ratePerSecond: expect.any(Number), share: 0.5 }]);
    expect(sweep?.delivery.map(({ fact, value }) => [fact, value])).toEqual([
      ["pong-between-fragments", true],
      ["passes-fragments-on", false],
      ["answer-frames", 1],
    ]);
    expect(report.series).toEqual([]);
    const markdown = readFileSync(join(folder.path, "sweep.md"), "utf8");
    expect(markdown).toContain("- A message in 4 fragments is delivered whole: its answer has 1 frame.");
    expect(markdown).toMatch(/#### 1 KiB messages: latencies at [\d,.]+ per second, medians of 5 blocks/);
  });

  it("starts a target for each block", async () => {
    const command = "node test/peers/websocket-node/server.js";
    const { code, stdout, stderr } = await runCli([
      ...["fragments", "ws://127.0.0.1:{port}/", "--command", command],
      ...[...brief, "--rate", "100", "--json", ...out],
    ]);
    expect(code, stderr).toBe(0);
    const report = runReportSchema.parse(JSON.parse(stdout));
    expect(report.experiment?.isRestarted).toBe(true);
    expect(report.experiment?.sweep?.rates).toEqual([{ payloadBytes: 1_024, ratePerSecond: 100 }]);
    expect(report.experiment?.variants[0]?.url).toBe("ws://127.0.0.1:{port}/");
  });

  it("ends at Ctrl-C with the report of what was done, and exit code 130", async () => {
    const run = startCli(["fragments", `${server.url}/echo`, "--size", "1KiB", ...calm, ...out]);
    await run.stderrHas("1 KiB, ceiling");
    run.child.kill("SIGINT");
    const { code, stdout } = await run.result;
    expect(code).toBe(130);
    expect(stdout).toContain("INTERRUPTED  wsrig fragments");
  });
});
