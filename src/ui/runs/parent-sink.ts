// Tells the process that has started this one what happens in the run: for a run that was started from the page.

import type { LiveEvent } from "../../link/live-event.js";
import type { ReportDocuments } from "../../link/report-documents.js";
import type { LiveSink } from "../live/live-sink.js";
import { type ChildMessage, parentMessage } from "./child-message.js";
import { childVariable } from "./child-variable.js";

/** The sink, and whether it was told an end. */
export interface ParentSink extends LiveSink {
  readonly hasEnded: boolean;
}

let opened: ParentSink | undefined;

/**
 * The sink of this process; `undefined` where it was not started from a page. The first call takes the variable out of the
 * environment, so that programs which the run starts do not take themselves for such a child.
 *
 * When the parent goes away, the run drains and writes its report, as after Ctrl-C.
 */
export function parentSink(): ParentSink | undefined {
  const isChild = process.env[childVariable] === "1";
  delete process.env[childVariable];
  if (isChild && process.send !== undefined) opened ??= openSink();
  return opened;
}

function openSink(): ParentSink {
  let isWatched = true;
  let hasEnded = false;
  const leaving = new Set<Promise<void>>();
  const send = (message: ChildMessage): void => {
    if (!process.connected) return;
    const left = new Promise<void>((resolve) => {
      process.send?.(message, undefined, undefined, () => resolve());
    });
    leaving.add(left);
    void left.then(() => leaving.delete(left));
  };
  process.on("message", (message) => {
    const read = parentMessage.safeParse(message);
    if (read.success) isWatched = read.data.isWatched;
  });
  const parentGone = (): void => void process.kill(process.pid, "SIGINT");
  if (process.connected) process.once("disconnect", parentGone);
  else parentGone();
  // Listening for messages must not keep the process alive.
  process.channel?.unref();
  return {
    get isWatched() {
      return isWatched;
    },
    get hasEnded() {
      return hasEnded;
    },
    tell(event: LiveEvent) {
      hasEnded ||= event.kind === "ended" || event.kind === "failed";
      send({ live: event });
    },
    tellReport: (documents: ReportDocuments) => send({ report: documents }),
    async end(deadlineMs) {
      const deadline = new Promise<void>((resolve) => setTimeout(resolve, deadlineMs).unref());
      await Promise.race([Promise.all(leaving), deadline]);
    },
  };
}
