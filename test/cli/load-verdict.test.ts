// What a load is judged by: thresholds, the generator's own lateness, and mistakes before it begins.

import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runReportSchema } from "../../src/metrics/run-report.js";
import type { ReferenceServer } from "../../src/server/reference-server.js";
import { runCli, temporaryFolder } from "./run-cli.js";
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
// A rate that any machine holds, and limits that any machine keeps.
const open = ["-c", "4", "-r", "40", "-d", "500ms", "--warm-up", "0s", "--max-lateness", "1m"];
const closed = ["-c", "2", "-d", "200ms", "--warm-up", "0s"];

describe("thresholds", () => {
  it("that hold: exit code 0, with what was observed", async () => {
    const thresholds = ["--threshold", "ws_errors: count == 0", "--threshold", "ws_msgs_answered: count > 1"];
    const { code, stdout } = await runCli(["load", server.url, ...closed, ...thresholds, "--json", ...out]);
    expect(code).toBe(0);
    const { thresholds: judged, verdict } = runReportSchema.parse(JSON.parse(stdout));
    expect(verdict).toBe("pass");
    expect(judged).toMatchObject([
      { metric: "ws_errors", expression: "count == 0", ok: true, observed: 0 },
      { metric: "ws_msgs_answered", expression: "count > 1", ok: true },
    ]);
  });

  it("one that does not: exit code 99", async () => {
    const threshold = ["--threshold", "ws_msgs_answered: count == 0"];
    const { code, stdout } = await runCli(["load", server.url, ...closed, ...threshold, "-q", ...out]);
    expect(code).toBe(99);
    expect(stdout).toMatch(/^FAIL/);
    expect(stdout).toMatch(/ws_msgs_answered: count == 0 +failed/);
  });
});

describe("an open model", () => {
  it("shows both latencies of every message, and when it was late itself", async () => {
    const { code, stdout } = await runCli(["load", server.url, ...open, "--json", ...out]);
    expect(code).toBe(0);
    const { metrics, loads } = runReportSchema.parse(JSON.parse(stdout));
    for (const name of ["ws_msg_latency", "ws_msg_latency_corrected", "generator_lateness"]) {
      const trend = metrics.find((metric) => metric.name === name && metric.tags.phase === "steady");
      expect(trend, name).toMatchObject({ kind: "trend", count: 20 });
    }
    expect(loads).toMatchObject([{ model: "open", hasDueTimes: true }]);
  });

  it("in two workers sends the same messages as in one", async () => {
    const { code, stdout } = await runCli(["load", server.url, ...open, "-w", "2", "--json", ...out]);
    expect(code).toBe(0);
    const { metrics, plan } = runReportSchema.parse(JSON.parse(stdout));
    expect(plan).toMatchObject({ workers: 2 });
    expect(metrics).toContainEqual(
      expect.objectContaining({ name: "ws_msgs_sent", tags: { phase: "steady" }, count: 20 }),
    );
  });

  it("that the generator could not keep is invalid: exit code 5, with the reason and the way out", async () => {
    // No machine sends within a microsecond.
    const { code, stdout } = await runCli([
      "load",
      server.url,
      ...["-r", "40", "-d", "500ms", "--warm-up", "0s", "--max-lateness", "1us", "-q"],
      ...out,
    ]);
    expect(code).toBe(5);
    expect(stdout).toMatch(/^INVALID/);
    expect(stdout).toMatch(/The generator sent late: p99 .* above the limit of 0\.001 ms\./);
    expect(stdout).toContain("Lower the rate, add --workers, or use --pacing precise.");
  });

  it("invalid goes before a threshold that fails", async () => {
    const flags = ["-r", "40", "-d", "300ms", "--warm-up", "0s", "--max-lateness", "1us"];
    const threshold = ["--threshold", "ws_msgs_answered: count == 0"];
    const { code } = await runCli(["load", server.url, ...flags, ...threshold, "-q", ...out]);
    expect(code).toBe(5);
  });
});

describe("mistakes: exit code 2, all at once, nothing sent and nothing written", () => {
  // Nothing listens there: a command that got as far as connecting would end with 3.
  const url = "ws://127.0.0.1:1/";

  it.each<[title: string, args: readonly string[], lines: readonly string[]]>([
    [
      "flags that exclude each other",
      ["-r", "5", "--rate-per-connection", "5", "--in-flight", "2", "--phase", "1s:5", "-d", "1s"],
      [
        "error: 4 flags are wrong:",
        "  --rate and --rate-per-connection exclude each other. Give one of them.",
        "  --rate and --in-flight exclude each other. An open model sends when a message is due, whatever is under way.",
        "  --rate-per-connection and --in-flight exclude each other. An open model sends when a message is due, whatever is under way.",
        "  --phase and --duration exclude each other. The phases say how long the load is.",
      ],
    ],
    [
      "iterations and what has its own end",
      ["--iterations", "5", "--arrival-rate", "5", "--phase", "1s:5"],
      [
        "error: 2 flags are wrong:",
        "  --iterations and --arrival-rate exclude each other. Give one of them.",
        "  --iterations and --phase exclude each other. A ramp is over when its phases are.",
      ],
    ],
    [
      "values that are none",
      [
        ...["--phase", "x:5", "--phase", "5s:y", "-r", "0", "--match", "xml:id", "--max-cpu", "120%"],
        ...["--size", "1KiB", "--payload", "x", "-w", "0"],
      ],
      [
        "error: 7 flags are wrong:",
        '  --phase is "x"; must be a duration with its unit, such as "500ms", "30s", "1m30s"',
        '  --phase is "5s:y"; must be DURATION:TARGET. Write it as in --phase 30s:500 --phase 1m:500 --phase 10s:0.',
        '  --rate is "0"; must be a number greater than 0',
        "  --size and --payload exclude each other. The template says how long a payload is.",
        '  --match is "xml:id"; must be order, json:PATH such as json:meta.id, or offset:BYTES',
        '  --max-cpu is "120%"; must be above 0% and at most 100%',
        '  --workers is "0"; must be a whole number from 1 to 256',
      ],
    ],
    [
      "flags of another traffic",
      ["--traffic", "idle", "-r", "5", "--publishers", "2", "--messages", "5"],
      [
        "error: 3 flags are wrong:",
        "  --rate is for the traffic echo, churn, broadcast or sink, not for idle",
        "  --messages is for the traffic echo, churn, sink, stream or slow-reader, not for idle",
        "  --publishers is for the traffic broadcast, not for idle",
      ],
    ],
    [
      "a plan that cannot be, in the words of the flags",
      ["--arrival-rate", "9000000", "--rate", "5"],
      [
        "error: 2 flags are wrong:",
        '  --arrival-rate is "9000000"; must be greater than 0 and at most 1,000,000. Lower it, or run from several machines.',
        '  --rate is "5"; a rate over all connections needs the executor constant-clients. Use --rate-per-connection.',
      ],
    ],
    [
      "a storm on a ramp",
      ["--traffic", "storm", "--phase", "5s:5"],
      [
        'error: --traffic is "storm"; must have the executor constant-clients, not ramping-clients',
        "hint: Leave out --phase, --arrival-rate and --iterations.",
      ],
    ],
    [
      "one phase of several",
      ["--phase", "1s:5", "--phase", "1s:2000000"],
      ['error: --phase is "1s:2000000"; its target must be a whole number from 0 to 1,000,000'],
    ],
    [
      "idle sessions without an end",
      ["--traffic", "idle", "--iterations", "5"],
      [
        "error: --session-duration: session has no end; must have messages or --session-duration under the executor shared-iterations",
        "hint: Give --session-duration, or --messages where the traffic has them.",
      ],
    ],
    [
      "a broadcast that nobody would hear",
      ["--traffic", "broadcast", "-c", "3", "--publishers", "9", "--size", "3B"],
      [
        "error: 2 flags are wrong:",
        '  --publishers is "9"; must be less than the 3 connections, so that one only listens',
        "  --size: size can be 3 bytes; must be at least 48, for the digits that receivers time a message by",
      ],
    ],
    [
      "what compressed connections cannot do",
      ["--write-bytes", "5", "--compression", "--ping-every", "3"],
      [
        "error: 3 flags are wrong:",
        "  --write-bytes needs connections without compression. Turn compression off.",
        "  --ping-every needs connections without compression. Turn compression off.",
        "  --ping-every needs fragments; the message goes in one frame. Set --fragment-bytes too.",
      ],
    ],
    [
      "a range that is upside down",
      ["--size", "9KiB-1B"],
      ['error: --size is "9KiB-1B"; must be at most the end of the range, 1'],
    ],
    [
      "a template with an unknown word",
      ["--payload", "{{foo}}"],
      [
        "error: --payload: text, character 1: {{foo}} is not known",
        "hint: Known are client, connection, seq, id, nowUs, nowMs, uuid, random.",
      ],
    ],
    [
      "a corrected latency where no due time is",
      ["--threshold", "ws_msg_latency_corrected: p(99) < 5ms"],
      [
        "error: --threshold: ws_msg_latency_corrected needs messages that have a due time, and those of this run have none: each is sent when the one before it is answered",
        "hint: Use ws_msg_latency, or give the load a rate.",
      ],
    ],
    [
      "gaps at random without a rate",
      ["--poisson"],
      ["error: --poisson needs a rate", "hint: Add --rate or --rate-per-connection."],
    ],
  ])("%s", async (_, args, lines) => {
    const own = temporaryFolder();
    try {
      const result = await runCli(["load", url, ...args, "--out", own.path]);
      expect(result).toEqual({ code: 2, stdout: "", stderr: `${lines.join("\n")}\n` });
      expect(readdirSync(own.path)).toEqual([]);
    } finally {
      own.remove();
    }
  });
});
