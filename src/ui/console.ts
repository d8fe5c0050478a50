// The console: two windows, runs and reports on one page.

import type { FormCommand } from "../link/run-form.js";
import { readToolVersion } from "../metrics/environment.js";
import { listBehaviours } from "../server/behaviours/catalogue.js";
import { loadConsolePage } from "../store/report-page.js";
import { LiveHub } from "./live/live-hub.js";
import { makeReports } from "./reports/reports-part.js";
import { makeRuns } from "./runs/runs.js";
import { openUserInterface, type UserInterface, type UserInterfaceOptions } from "./user-interface.js";
import { makeWindows } from "./windows/windows-part.js";

/** Options of {@link openConsole}. */
export interface ConsoleOptions
  extends Pick<UserInterfaceOptions, "host" | "port" | "token" | "names" | "onBug"> {
  /** Of the reports that it lists and that its runs write. Default `reports`. */
  readonly folder?: string | undefined;
  /** The program that runs are started with, and what its commands take. Default: no runs can be started. */
  readonly runs?:
    | { readonly program: readonly string[]; readonly commands: readonly FormCommand[] }
    | undefined;
}

/**
 * Serves the page of `wsrig ui`, on 127.0.0.1 unless told otherwise. Whoever has its `url` can do there what this process may.
 *
 * @throws WsrigError `usage-cannot-listen`; `console-page-missing` when wsrig was never built
 */
export function openConsole({
  folder = "reports",
  runs,
  ...options
}: ConsoleOptions = {}): Promise<UserInterface> {
  return openUserInterface({
    ...options,
    page: loadConsolePage(),
    hello: {
      version: readToolVersion(),
      mode: "console",
      behaviours: listBehaviours().map(({ path, summary, parameters }) => ({
        path,
        summary,
        parameters: parameters.map(({ name }) => name).filter((name) => !name.startsWith("<")),
      })),
      commands: [...(runs?.commands ?? [])],
      folder,
    },
    parts(tabs) {
      const hub = new LiveHub({ tabs });
      // The hub is asked last for what a tab must know, so that the run knows first that somebody looks.
      return [
        makeWindows({ tabs }),
        makeReports({ folder }),
        ...(runs === undefined ? [] : [makeRuns({ ...runs, tabs, hub, folder })]),
        hub,
      ];
    },
  });
}
