// `wsrig ui`: the two windows, runs and reports in a browser, until a signal.

import { fileURLToPath } from "node:url";
import type { UserInterface } from "../../ui/user-interface.js";
import type { Command, CommandCall } from "../command.js";
import { renderError, renderErrorJson } from "../error-output.js";
import { jsonFlags, openFlags, quietFlags } from "../flags/flag-groups.js";
import { openPage } from "../open-page.js";
import { untilEnded } from "../until-ended.js";

const page = "Page:";

/** This very executable, for the runs that it starts. */
const program = [
  process.execPath,
  ...process.execArgv,
  fileURLToPath(new URL("../main.js", import.meta.url)),
];

export const uiCommand: Command = {
  name: "ui",
  summary: "Open a server window and a client window, runs and reports in a browser",
  positionals: [],
  flags: {
    port: { kind: "text", group: page, summary: "TCP port of the page; 0 picks a free one", fallback: "0" },
    host: {
      kind: "text",
      group: page,
      summary: "Address to listen on; any other lets other machines in, which can then start programs as you",
      fallback: "127.0.0.1",
    },
    ...openFlags,
    out: {
      kind: "text",
      group: page,
      summary: "Folder of the reports that the page lists",
      fallback: "reports",
    },
    ...jsonFlags,
    ...quietFlags,
  },
  examples: [
    ["$0 ui", "opens the browser; Ctrl-C ends it and all that it has open"],
    ["$0 ui --port 8081 --no-open", "for a browser elsewhere, through ssh -L 8081:127.0.0.1:8081"],
  ],
  async run(call) {
    const { flags, terminal } = call;
    const at = { port: flags.integer("port", { min: 0, max: 65_535 }), host: flags.text("host") };
    flags.throwProblems();
    using end = untilEnded();
    let bug = false;
    // Loaded now, not at the start: help, completion and mistakes answer at once.
    const { openConsole } = await import("../../ui/console.js");
    const { formCommands } = await import("../form-commands.js");
    // Which has this very command.
    const { commands } = await import("../commands.js");
    const ui = await openConsole({
      ...at,
      names: { host: "--host", port: "--port" },
      folder: flags.text("out"),
      runs: { program, commands: formCommands(commands) },
      onBug(error) {
        bug = true;
        terminal.err(flags.switch("json") ? renderErrorJson(error) : renderError(error, terminal.errColours));
      },
    });
    tellAddress(ui, call);
    await openPage(ui.ticketUrl(), { terminal, wanted: flags.switch("open") ?? true });
    await end.ended;
    await ui.close();
    return { bug };
  },
};

function tellAddress({ url, warning }: UserInterface, { flags, terminal }: CommandCall): void {
  if (flags.switch("json")) {
    terminal.out(JSON.stringify({ event: "listening", url, pid: process.pid, ...(warning && { warning }) }));
  } else {
    terminal.out(url);
  }
  if (flags.switch("quiet")) return;
  const { yellow, bold } = terminal.errColours;
  if (warning !== undefined) terminal.err(`${yellow(bold("WARNING:"))} ${warning}`);
  terminal.err(
    "Keep this address to yourself: whoever has it can start programs as you. Ctrl-C ends the page and all that it has open.",
  );
}
