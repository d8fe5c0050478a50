import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { runReportSchema } from "../../src/metrics/run-report.js";
import { runCli, temporaryFolder } from "./run-cli.js";

const folder = temporaryFolder();
afterAll(() => folder.remove());

it("wsrig demo shows the main job on a real server: scenarios pass, whole and fragments side by side in one report", async () => {
  // A variable meant for other commands must not configure the server that the demo starts.
  const { code, stdout } = await runCli(["demo", "--out", folder.path], {
    env: { WSRIG_PORT: "1", WSRIG_TLS: "1" },
  });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^PASS {2}wsrig demo/);
  expect(stdout).toMatch(/^ {2}whole +[\d,]+ /m);
  expect(stdout).toMatch(/^ {2}fragments +[\d,]+ /m);
  const path = /^HTML report: (.+)$/m.exec(stdout)?.[1] ?? "";
  const report = runReportSchema.parse(JSON.parse(readFileSync(join(path, "..", "report.json"), "utf8")));
  for (const delivery of ["whole", "fragments"]) {
    const latency = report.metrics.find(
      ({ name, tags }) => name === "ws_msg_latency" && tags.delivery === delivery && tags.phase === "steady",
    );
    expect(latency).toMatchObject({ kind: "trend" });
  }
  expect(report.durationMs).toBeLessThan(30_000);
  // Its server is gone.
  await expect(fetch(report.target.url.replace("ws", "http"))).rejects.toThrow();
}, 90_000);
