// `wsrig ui`: the two windows, runs and reports in a browser.

import { readToolVersion } from "../../metrics/environment.js";
import { listBehaviours } from "../../server/behaviours/catalogue.js";
import { loadConsolePage } from "../../store/report-page.js";
import { makeReports } from "../../ui/reports/reports-part.js";
import { openUserInterface } from "../../ui/user-interface.js";
import { makeWindows } from "../../ui/windows/windows-part.js";
import type { Command } from "../command.js";
import { ExitCode } from "../exit-code.js";
import { quietFlags } from "../flags/flag-groups.js";
import { watchInterrupts } from "../interrupt.js";

export const uiCommand: Command = {
  name: "ui",
  summary: "Open a server window and a client window, runs and reports in a browser",
  positionals: [],
  flags: {
    port: {
      kind: "text",
      group: "Page:",
      summary: "TCP port of the page; 0 picks a free one",
      fallback: "0",
    },
    open: { kind: "switch", group: "Page:", summary: "Open the page in the browser", fallback: "on" },
    out: {
      kind: "text",
      group: "Page:",
      summary: "Folder of the reports that the page lists",
      fallback: "reports",
    },
    ...quietFlags,
  },
  examples: [["$0 ui", "opens the browser"]],
  async run({ flags, terminal }) {
    const port = flags.integer("port", { min: 0, max: 65_535 });
    const outFolder = flags.text("out") ?? "reports";
    flags.throwProblems();
    const ended = new Promise<void>((resolve) => {
      watchInterrupts({ onFirst: () => resolve(), onSecond: () => process.exit(ExitCode.pass) });
    });
    const ui = await openUserInterface({
      page: loadConsolePage(),
      port,
      hello: {
        version: readToolVersion(),
        mode: "console",
        behaviours: listBehaviours().map(({ path, summary }) => ({ path, summary })),
        commands: [],
        folder: outFolder,
      },
      parts: (tabs) => [makeWindows({ tabs }), makeReports({ folder: outFolder })],
    });
    terminal.out(ui.url);
    await ended;
    await ui.close();
    return {};
  },
};
