// `wsrig compare <baseline> [candidate]`: whether one thing is faster than another, from reports that are there.

import type { ComparedReports } from "../../compare/compare-reports.js";
import type { ComparedInput } from "../../compare/compared-input.js";
import { markRed } from "../../metrics/comparison-verdict.js";
import type { Command } from "../command.js";
import { judgingFlagsFailing, readJudging } from "../compare/compare-flags.js";
import { benchmarkFlags, reportFlags } from "../flags/flag-groups.js";
import { repeatCommand } from "../reporting/repeat-command.js";
import { readReporting } from "../reporting/reporting.js";

export const compareCommand: Command = {
  name: "compare",
  summary: "Compare two runs, or folders of several: better, worse, same or unclear, and by how much",
  positionals: [
    {
      name: "baseline",
      summary:
        "report.json, folder of a run, folder of several, or an experiment; FILE#VARIANT names a variant of it",
    },
    {
      name: "candidate",
      summary:
        "The same, held against the baseline; without it the variants of an experiment are compared again",
      isOptional: true,
    },
  ],
  flags: {
    ...judgingFlagsFailing("worse"),
    variant: {
      kind: "list",
      group: "Comparison:",
      summary: "Field of the plan, with all in it, in which the two are meant to differ; repeat for more",
      example: "traffic.message.delivery",
    },
    force: {
      kind: "switch",
      group: "Comparison:",
      summary: "Compare runs of other machines, Node.js versions or plans too, and say so",
    },
    ...benchmarkFlags,
    ...reportFlags,
  },
  examples: [
    ["$0 compare runs/old runs/new", "two folders with several runs each"],
    ["$0 compare before.json after.json --gate p99 --noise 5%", "two runs, by p99 alone"],
    ["$0 compare reports/latest --noise 5%", "the variants of an experiment, judged again"],
  ],
  async run(call) {
    const { flags, positionals } = call;
    const reporting = readReporting(flags);
    const { failOn, ...judging } = readJudging(flags, ["worse"]);
    const varied = flags.list("variant");
    const isForced = flags.switch("force") ?? false;
    if (positionals.candidate === undefined) {
      for (const name of ["variant", "force"])
        if (flags.given().includes(name))
          flags.problem(name, `--${name} is for two things; only one is given`, "Leave it out.");
    }
    flags.throwProblems();
    // Loaded now, not at the start: help, completion and mistakes answer at once.
    const { compareAgain } = await import("../../compare/compare-again.js");
    const { compareReports } = await import("../../compare/compare-reports.js");
    const { readComparedInput } = await import("../compare/compare-inputs.js");
    const baseline = readComparedInput(positionals.baseline ?? "");
    const candidate =
      positionals.candidate === undefined ? undefined : readComparedInput(positionals.candidate);
    const options = { ...judging, varied, isForced };
    const compared =
      candidate === undefined
        ? compareAgain(baseline, options)
        : compareReports(baseline, candidate, options);
    const { runReported } = await import("../reporting/reported-run.js");
    return runReported(call, reporting, {
      kind: "comparison",
      name: "compare",
      url: compared.url,
      environment: compared.environment,
      repeat: repeatCommand(compareCommand, call),
      plan: {
        baseline: describeInput(baseline),
        ...(candidate !== undefined && { candidate: describeInput(candidate) }),
        ...judging,
        failOn,
        varied: compared.varied,
        force: isForced,
      },
      work: async () => findingsOf(compared, markRed(compared.comparisons, failOn)),
    });
  },
};

function findingsOf(
  { blocks, metrics, warnings, invalid }: ComparedReports,
  comparisons: ComparedReports["comparisons"],
) {
  return {
    checks: [],
    warnings,
    invalid,
    reachedHttp: true,
    blocks: [...blocks],
    comparisons: [...comparisons],
    measured: { metrics: [...metrics], series: [] },
  };
}

function describeInput({ path, variant, reports }: ComparedInput): Readonly<Record<string, unknown>> {
  return { path, ...(variant !== undefined && { variant }), reports: reports.map(({ source }) => source) };
}
