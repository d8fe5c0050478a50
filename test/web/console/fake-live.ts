// A user interface without a run behind it: tests tell what happens, in the order and at the moment that they choose.

import { readFileSync } from "node:fs";
import { commands } from "../../../src/cli/commands.js";
import { formCommands } from "../../../src/cli/form-commands.js";
import type { WsrigError } from "../../../src/errors.js";
import type { ServerState } from "../../../src/link/conversation.js";
import type { LiveEvent } from "../../../src/link/live-event.js";
import type { ProcessMessage } from "../../../src/link/process-message.js";
import type { ReportDocuments } from "../../../src/link/report-documents.js";
import type { RunRequest } from "../../../src/link/run-form.js";
import { LiveHub } from "../../../src/ui/live/live-hub.js";
import type { UiPart } from "../../../src/ui/ui-part.js";
import { openUserInterface } from "../../../src/ui/user-interface.js";

/** See {@link openFakeLive}. Whoever opened it closes it. */
export interface FakeLive extends AsyncDisposable {
  readonly url: string;
  readonly hub: LiveHub;
  /** What pages asked to start, in order. */
  readonly started: readonly RunRequest[];
  /** How often a page asked to stop. */
  readonly stops: number;
  /** Refuses the next start. */
  refuse(error: WsrigError): void;
  tell(...events: readonly LiveEvent[]): void;
  tellReport(documents: ReportDocuments): void;
  /** The process ends; tabs are told. */
  close(): Promise<void>;
}

/** Options of {@link openFakeLive}. */
export interface FakeLiveOptions {
  readonly mode?: "console" | "watch";
  /** Of the server window, while it listens. */
  readonly serverUrl?: string;
}

/** Serves the built page with the real hub of live runs; starting a run only writes down what was asked. */
export async function openFakeLive({ mode = "console", serverUrl }: FakeLiveOptions = {}): Promise<FakeLive> {
  const started: RunRequest[] = [];
  const hubs: LiveHub[] = [];
  let stops = 0;
  let refusal: WsrigError | undefined;
  const ui = await openUserInterface({
    page: readFileSync("dist/web/console.html", "utf8"),
    hello: {
      version: "0.0.0",
      mode,
      behaviours: [],
      commands: mode === "console" ? [...formCommands(commands)] : [],
      folder: "reports",
    },
    parts: (tabs) => {
      const hub = new LiveHub({ tabs });
      hubs.push(hub);
      const starting: UiPart = {
        handlers: {
          startRun({ run }) {
            const refused = refusal;
            refusal = undefined;
            if (refused !== undefined) throw refused;
            started.push(run);
            hub.reset();
          },
          stopRun() {
            stops++;
          },
        },
        snapshot: () => (serverUrl === undefined ? [] : [listening(serverUrl)]),
        close: () => Promise.resolve(),
      };
      return [hub, starting];
    },
  });
  const [hub] = hubs;
  if (hub === undefined) throw new TypeError("the user interface made no parts");
  return {
    url: `${ui.url}&view=run`,
    hub,
    started,
    get stops() {
      return stops;
    },
    refuse(error) {
      refusal = error;
    },
    tell(...events) {
      for (const event of events) hub.tell(event);
    },
    tellReport: (documents) => hub.tellReport(documents),
    close: () => ui.close(),
    [Symbol.asyncDispose]: () => ui.close(),
  };
}

function listening(url: string): ProcessMessage {
  const server: ServerState = {
    status: "listening",
    options: { port: 0, behaviour: "", secure: false, compression: false, subprotocols: [] },
    url,
    connected: 0,
    accepted: 0,
    refused: 0,
  };
  return { kind: "server", server };
}
