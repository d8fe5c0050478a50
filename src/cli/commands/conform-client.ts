// `wsrig conform-client`: is the client right? Clients come to us; a program of theirs can be started, too.

import type { Command } from "../command.js";
import { caseFlags, explainFlags } from "../conform/case-flags.js";
import { watchedReportFlags } from "../flags/flag-groups.js";
import { readKeyPair } from "../flags/pem-flags.js";
import { repeatCommand } from "../reporting/repeat-command.js";
import { readReporting } from "../reporting/reporting.js";

const listening = "Listening:";

export const conformClientCommand: Command = {
  name: "conform-client",
  summary: "Test clients case by case, by RFC 6455 and RFC 7692",
  positionals: [],
  programSummary: "a client program, which is started with {url} replaced",
  flags: {
    ...caseFlags,
    port: {
      kind: "text",
      group: listening,
      summary: "TCP port; 0 picks a free one",
      fallback: "9001; with a program 0",
    },
    host: { kind: "text", group: listening, summary: "Address to listen on", fallback: "127.0.0.1" },
    cert: { kind: "text", group: listening, summary: "wss: file of the server's certificate (PEM)" },
    key: { kind: "text", group: listening, summary: "File of its private key (PEM)" },
    once: {
      kind: "switch",
      group: listening,
      summary: "End when the first client asks for its reports (/updateReports)",
    },
    "client-timeout": {
      kind: "text",
      group: listening,
      summary: "End a program that runs no case for so long",
      example: "1m",
      fallback: "1m",
    },
    ...explainFlags,
    ...watchedReportFlags,
    json: {
      kind: "switch",
      group: "Output:",
      summary:
        "Print only JSON Lines on stdout: an event listening with the URL, an event case for each, last an event report with the document; errors as JSON on stderr",
    },
  },
  examples: [
    ["$0 conform-client -- node my-client.js {url}", "start a client, run its cases, end with it"],
    ["$0 conform-client --port 9001 --once", "for a driver script of the reference suite"],
    ["$0 conform-client", "open the address that it shows in a browser to test that browser"],
  ],
  async run(call) {
    const { flags, program } = call;
    if (flags.list("explain").length > 0) {
      const { explainCases } = await import("../conform/explain-cases.js");
      return explainCases(call);
    }
    const hasProgram = program.length > 0;
    const port = flags.integer("port", { min: 0, max: 65_535 }) ?? (hasProgram ? 0 : 9001);
    const host = flags.text("host") ?? "127.0.0.1";
    const tls = readKeyPair(flags);
    const clientTimeoutMs = flags.durationMs("client-timeout") ?? 60_000;
    const reporting = readReporting(flags);
    // Loaded now, not at the start: help, completion and mistakes answer at once.
    const { readCaseSetup } = await import("../conform/case-setup.js");
    const { checkBaselineFlags, openBaseline } = await import("../conform/baseline-file.js");
    const setup = readCaseSetup(flags, "client");
    checkBaselineFlags(flags);
    flags.throwProblems();
    const baseline = openBaseline(flags);
    const { openClientPlay } = await import("../conform/conform-client-play.js");
    const { runReported } = await import("../reporting/reported-run.js");
    try {
      await using play = await openClientPlay({
        call,
        listener: { port, host, tls },
        setup,
        baseline,
        program,
        once: flags.switch("once") ?? false,
        clientTimeoutMs,
        redact: reporting.redact,
        json: reporting.json,
        quiet: reporting.quiet,
      });
      return await runReported(call, reporting, {
        kind: "conformance",
        name: "conform-client",
        url: play.url,
        unreached: () => play.nobodyCame(),
        endsBySignal: !hasProgram,
        jsonLines: true,
        repeat: repeatCommand(conformClientCommand, call),
        plan: { ...setup.plan, program },
        work: (context) => play.run(context),
      });
    } finally {
      baseline?.output?.discard();
    }
  },
};
