// `wsrig ui`: the two windows, runs and reports in a browser, until a signal.

import { fileURLToPath } from "node:url";
import { readToolVersion } from "../../metrics/environment.js";
import type { UserInterface, UserInterfaceOptions } from "../../ui/user-interface.js";
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
    const ui = await open({
      ...at,
      folder: flags.text("out") ?? "reports",
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

async function open({
  folder,
  ...options
}: Pick<UserInterfaceOptions, "port" | "host" | "onBug"> & {
  readonly folder: string;
}): Promise<UserInterface> {
  // Loaded now, not at the start: help, completion and mistakes answer at once.
  const [{ openUserInterface }, { makeReports }, { loadConsolePage }, { listBehaviours }] = await Promise.all(
    [
      import("../../ui/user-interface.js"),
      import("../../ui/reports/reports-part.js"),
      import("../../store/report-page.js"),
      import("../../server/behaviours/catalogue.js"),
    ],
  );
  const [{ makeWindows }, { LiveHub }, { makeRuns }, { formCommands }, { commands: all }] = await Promise.all(
    [
      import("../../ui/windows/windows-part.js"),
      import("../../ui/live/live-hub.js"),
      import("../../ui/runs/runs.js"),
      import("../form-commands.js"),
      // Which has this very command.
      import("../commands.js"),
    ],
  );
  const commands = formCommands(all);
  return openUserInterface({
    ...options,
    names: { host: "--host", port: "--port" },
    page: loadConsolePage(),
    hello: {
      version: readToolVersion(),
      mode: "console",
      behaviours: listBehaviours().map(({ path, summary }) => ({ path, summary })),
      commands: [...commands],
      folder,
    },
    parts(tabs) {
      const hub = new LiveHub({ tabs });
      // The hub is asked last for what a tab must know, so that the run knows first that somebody looks.
      return [
        makeWindows({ tabs }),
        makeReports({ folder }),
        makeRuns({ tabs, program, commands, hub, folder }),
        hub,
      ];
    },
  });
}

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
