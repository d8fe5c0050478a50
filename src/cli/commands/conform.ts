// `wsrig conform <url>`: is the server right, by every case of the reference suite and more?

import { WsrigError } from "../../errors.js";
import type { Command, CommandCall } from "../command.js";
import { caseFlags, explainFlags } from "../conform/case-flags.js";
import type { NamedServer } from "../conform/conform-play.js";
import type { ExitFacts } from "../exit-code.js";
import { describeDialOptions, readDialOptions } from "../flags/dial-flags.js";
import { connectFlags, watchedReportFlags } from "../flags/flag-groups.js";
import { omitFlags } from "../flags/flag-spec.js";
import type { FlagValues } from "../flags/flag-values.js";
import { requireTargetUrl } from "../flags/target-url.js";
import { repeatCommand } from "../reporting/repeat-command.js";
import { readReporting } from "../reporting/reporting.js";

export const conformCommand: Command = {
  name: "conform",
  summary: "Test a server case by case, by RFC 6455 and RFC 7692",
  positionals: [{ name: "url", summary: "ws:// or wss:// URL of an echo service", isOptional: true }],
  flags: {
    ...caseFlags,
    jobs: { kind: "text", group: "Cases:", summary: "Cases at a time", fallback: "8" },
    agent: {
      kind: "text",
      group: "Cases:",
      summary: "What to call the server in reports",
      fallback: "its Server header, or host:port",
    },
    also: {
      kind: "list",
      group: "Cases:",
      summary: "Another server to test, side by side in the report; repeat for more",
      example: "old=ws://127.0.0.1:8081/echo",
    },
    ...explainFlags,
    compare: {
      kind: "list",
      group: "Other:",
      summary:
        "Tell what changed between two results, each a report.json, an index.json or their folder; give it twice. Exit code 4 if a case got worse",
    },
    // The driver of a case frames by itself, and offers compression where the case is about it.
    ...omitFlags(connectFlags, "driver", "compression"),
    ...watchedReportFlags,
  },
  examples: [
    ["$0 conform ws://127.0.0.1:8080/echo", "every case that hurts nobody"],
    ["$0 conform ws://127.0.0.1:8080/echo --cases '6.*,7.*' --exclude '6.4.*'", "some of them"],
    ["$0 conform ws://127.0.0.1:8080/echo --baseline conformance.json", "in CI: red only on a change"],
    ["$0 conform ws://127.0.0.1:8080 --agent new --also old=ws://127.0.0.1:8081", "two builds, side by side"],
    ["$0 conform --explain 5.15,R.3.6", "what cases are about"],
    ["$0 conform --compare old/report.json --compare new/report.json", "what changed"],
  ],
  async run(call) {
    const { flags } = call;
    if (flags.list("explain").length > 0) {
      const { explainCases } = await import("../conform/explain-cases.js");
      return explainCases(call);
    }
    if (flags.list("compare").length > 0) {
      const { compareFiles } = await import("../conform/compare-cases.js");
      return compareFiles(call);
    }
    return runCases(call);
  },
};

async function runCases(call: CommandCall): Promise<ExitFacts> {
  const { flags } = call;
  if (call.positionals.url === undefined) {
    const hint = "Give the URL of an echo service, or --explain or --compare. See wsrig conform --help.";
    throw new WsrigError("usage-missing-argument", "wsrig conform needs <url>", { path: "url", hint });
  }
  const url = requireTargetUrl(call.positionals.url, "url");
  const dial = readDialOptions(flags, url);
  const reporting = readReporting(flags);
  const jobs = flags.integer("jobs", { min: 1, max: 64 });
  const agent = flags.text("agent");
  if (agent?.trim() === "") flags.problem("agent", "--agent is empty; leave it out for the default");
  const also = readAlso(flags, agent);
  // Loaded now, not at the start: help, completion and mistakes answer at once.
  const { readCaseSetup } = await import("../conform/case-setup.js");
  const { checkBaselineFlags, openBaseline } = await import("../conform/baseline-file.js");
  const setup = readCaseSetup(flags, "server");
  checkBaselineFlags(flags);
  flags.throwProblems();
  const baseline = openBaseline(flags);
  const { runReported } = await import("../reporting/reported-run.js");
  const { playServerCases } = await import("../conform/conform-play.js");
  try {
    return await runReported(call, reporting, {
      kind: "conformance",
      name: "conform",
      url,
      dial,
      dialFirst: true,
      needsWebSocket: true,
      repeat: repeatCommand(conformCommand, call),
      plan: {
        ...setup.plan,
        jobs: jobs ?? 8,
        also: also.map(({ url: other }) => other),
        ...describeDialOptions(flags),
      },
      work: (context) =>
        playServerCases({ url, dial, also, setup, baseline, jobs, agent, redact: reporting.redact, context }),
    });
  } finally {
    baseline?.output?.discard();
  }
}

/** The servers of --also; what is no name and URL, and a name that is taken, is noted in `flags`. */
function readAlso(flags: FlagValues, agent: string | undefined): readonly NamedServer[] {
  const servers: NamedServer[] = [];
  for (const text of flags.list("also")) {
    const at = text.indexOf("=");
    const name = text.slice(0, Math.max(at, 0)).trim();
    if (name === "") {
      flags.problem(
        "also",
        `--also is "${text}"; must be a name and a URL`,
        "Such as old=ws://127.0.0.1:8081.",
      );
    } else if ([agent, ...servers.map((one) => one.agent)].includes(name)) {
      flags.problem(
        "also",
        `--also names ${name}, which another server is called`,
        "Give each a name of its own.",
      );
    } else servers.push({ agent: name, url: requireTargetUrl(text.slice(at + 1), "--also") });
  }
  return servers;
}
