// A tab that watches a run, as the page in a browser does: reads all it is told. Its own work is not measured.

import { WebSocket } from "ws";
import { type ProcessMessage, processMessage } from "../../src/link/process-message.js";

/** What a tab was told until it was closed. */
export interface ToldTab {
  readonly messages: number;
  readonly bytes: number;
  readonly seconds: number;
  /** The metrics that came last, and the report that ended it. */
  readonly lastMetrics: unknown;
  readonly report: string | undefined;
}

/** A tab that is open. */
export interface OpenTab {
  /** Resolves when the process has closed it. */
  readonly closed: Promise<ToldTab>;
}

/** @param pageUrl - With the token. */
export function openTab(pageUrl: string): Promise<OpenTab> {
  const page = new URL(pageUrl);
  const socket = new WebSocket(`ws://${page.host}/link${page.search}`, { headers: { Origin: page.origin } });
  const told = { messages: 0, bytes: 0, seconds: 0, lastMetrics: undefined as unknown };
  let report: string | undefined;
  socket.on("message", (data) => {
    const text = String(data);
    told.messages++;
    told.bytes += text.length;
    const message: ProcessMessage = processMessage.parse(JSON.parse(text));
    if (message.kind === "report") report = message.documents.report;
    if (message.kind !== "live") return;
    for (const event of message.events) {
      if (event.kind !== "second") continue;
      told.seconds++;
      told.lastMetrics = event.metrics;
    }
  });
  const closed = new Promise<ToldTab>((resolve) => socket.once("close", () => resolve({ ...told, report })));
  return new Promise((resolve, reject) => {
    socket.once("open", () => resolve({ closed }));
    socket.once("error", reject);
  });
}
