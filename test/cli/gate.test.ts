// `wsrig gate`: what it refuses, and one run that is red. Whole runs of every way are in gate-runs.test.ts.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runReportSchema } from "../../src/metrics/run-report.js";
import type { ReferenceServer } from "../../src/server/reference-server.js";
import { runCli, temporaryFolder } from "./run-cli.js";
import { deadUrl, startTarget } from "./targets.js";

const folder = temporaryFolder();
let server: ReferenceServer;
beforeAll(async () => {
  server = await startTarget();
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

const out = ["--out", join(folder.path, "reports")];
const file = (name: string): string => join(folder.path, name);
/** A closed loop, which no busy machine makes invalid; one figure gates, so that five blocks a side can tell. */
const short = [
  "-c",
  "2",
  "-d",
  "300ms",
  "--warm-up",
  "0s",
  "--pause",
  "0s",
  "--blocks",
  "5",
  "--gate",
  "p50",
];

describe("wsrig gate", () => {
  it("is red when the new build is slower: exit code 4, an annotation, the summary, and a test in JUnit", async () => {
    const summary = file("summary.md");
    writeFileSync(summary, "before\n");
    const urls = [`${server.url}/slow?delay=60ms`, "--against", `${server.url}/slow?delay=5ms`];
    const args = ["gate", ...urls, ...short, "--json", "--junit", file("junit.xml"), ...out];
    const env = { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: summary };
    const { code, stdout, stderr } = await runCli(args, { env });
    expect(code, stderr).toBe(4);
    const report = runReportSchema.parse(JSON.parse(stdout));
    expect(report).toMatchObject({
      kind: "experiment",
      name: "gate",
      verdict: "fail",
      reasons: [{ code: "regression" }],
      experiment: { baseline: "old", varied: ["url"], isRestarted: false },
      comparisons: [{ baseline: "old", candidate: "new", verdict: "worse", isRed: true }],
      plan: { gate: { blocks: 5, gates: ["p50"], noise: 0.03, failOn: ["worse"] } },
    });
    const [comparison] = report.comparisons ?? [];
    const message = comparison?.sentence.replaceAll("%", "%25");
    expect(stderr).toBe(`::error title=gate%3A new worse against old::${message}\n`);
    expect(readFileSync(summary, "utf8")).toMatch(/^before\n## ❌ wsrig gate: fail\n/);
    expect(readFileSync(file("junit.xml"), "utf8")).toContain("<failure");
  });

  it.each<[string, readonly string[], string]>([
    [
      "nothing to hold the build against",
      ["ws://127.0.0.1:1/"],
      "error: there is nothing to hold the new build against\nhint: Give --against URL or --command-a OLD --command-b NEW, which run both in turn, or --baseline FILE, which --write-baseline FILE has written.\n",
    ],
    [
      "two ways at once",
      ["ws://127.0.0.1:1/", "--against", "ws://127.0.0.1:1/", "--baseline", "b.json"],
      "error: --baseline and --against exclude each other\nhint: Give one of them: what the new build is held against.\n",
    ],
    [
      "a URL that is none",
      ["ws://127.0.0.1:1/", "--against", "http://127.0.0.1:1/"],
      'error: --against is "http://127.0.0.1:1/"; must be a URL that begins with ws:// or wss://\nhint: Did you mean ws://127.0.0.1:1/?\n',
    ],
    [
      "too few blocks and no figure",
      ["ws://127.0.0.1:1/", "--against", "ws://127.0.0.1:1/", "--blocks", "4", "--gate", "p98"],
      '  --gate is "p98"; must be one of',
    ],
    [
      "no file",
      ["ws://127.0.0.1:1/", "--baseline", "missing.json"],
      'error: --baseline is "missing.json"; it does not exist\nhint: Write it with wsrig gate URL --write-baseline missing.json.\n',
    ],
    [
      "a load that cannot be",
      ["ws://127.0.0.1:1/", "--against", "ws://127.0.0.1:1/", "--size", "1B", "--fragment-bytes", "0"],
      '--fragment-bytes is "0"; must be',
    ],
    [
      "a secret that would get into the file",
      [
        "ws://127.0.0.1:1/",
        ...["--write-baseline", "b.json", "--traffic", "stream", "--subscribe", "Authorization: Bearer x"],
      ],
      "error: the load has a secret in it, which must not get into a file for version control\n",
    ],
    [
      "a process to watch of two builds",
      ["ws://127.0.0.1:1/", "--against", "ws://127.0.0.1:1/", "--watch-pid", "1"],
      "error: --watch-pid is for one target that runs already\nhint: Leave it out: one process cannot be both builds.\n",
    ],
    [
      "a command that is none",
      ["--command-a", "no-such-program-of-wsrig", "--command-b", "no-such-program-of-wsrig"],
      "no-such-program-of-wsrig",
    ],
  ])("refuses %s with exit code 2", async (_, args, message) => {
    const { code, stdout, stderr } = await runCli(["gate", ...args, ...out, "--quiet"], { cwd: folder.path });
    expect({ code, stdout }, stderr).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });

  it("refuses a file that is no baseline, for reading and for writing, and leaves it as it is", async () => {
    const other = file("package.json");
    writeFileSync(other, '{"name":"mine"}\n');
    const read = await runCli(["gate", "ws://127.0.0.1:1/", "--baseline", other, ...out]);
    expect(read, read.stderr).toMatchObject({ code: 2 });
    expect(read.stderr).toContain(
      "is no baseline of a load: it seems to be another document, which wsrig did not write",
    );
    const write = await runCli(["gate", "ws://127.0.0.1:1/", "--write-baseline", other, ...out]);
    expect(write, write.stderr).toMatchObject({ code: 2 });
    expect(write.stderr).toContain(
      "it is there and no baseline of a load\nhint: Name another file, or add --force",
    );
    expect(readFileSync(other, "utf8")).toBe('{"name":"mine"}\n');
  });

  it("ends with exit code 3 where a build does not answer, old or new", async () => {
    const dead = await deadUrl();
    for (const [url, against] of [
      [dead, `${server.url}/echo`],
      [`${server.url}/echo`, dead],
    ] as const) {
      const { code, stderr } = await runCli(["gate", url, "--against", against, ...short, ...out]);
      expect(code, stderr).toBe(3);
    }
  });
});
