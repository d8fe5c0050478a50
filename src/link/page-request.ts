// What the page asks of the process. Every request is answered by one message of kind `answer` with its id.

import { z } from "zod";
import { clientOptions, serverOptions } from "./conversation.js";
import { runRequest } from "./run-form.js";
import { sending } from "./sending.js";

const id = { id: z.int().min(1) };
const conversation = z.int().min(1);
/** The name of one folder, no path: nothing outside the folder of reports can be named. */
const folder = z
  .string()
  .max(255)
  .regex(/^(?!\.{1,2}$)[^/\\\0]+$/, "must be the name of a folder of reports");

/** The schema of {@link PageRequest}. What is none is answered with a problem, or where it has no id ends the link with 1008. */
export const pageRequest = z.discriminatedUnion("kind", [
  // The server window
  z.strictObject({ kind: z.literal("listen"), ...id, options: serverOptions }),
  z.strictObject({ kind: z.literal("stopServer"), ...id }),
  // The client window
  /** Answered with `{ conversation }`. */
  z.strictObject({ kind: z.literal("addClient"), ...id }),
  z.strictObject({ kind: z.literal("removeClient"), ...id, conversation }),
  z.strictObject({ kind: z.literal("connect"), ...id, conversation, options: clientOptions }),
  /** Gives up an attempt; drops an open connection without a closing handshake. */
  z.strictObject({ kind: z.literal("abort"), ...id, conversation }),
  // Both. Answered with `{ sent: number of conversations that were open }`
  z.strictObject({
    kind: z.literal("send"),
    ...id,
    /** `allAccepted`: all clients of the server window. */
    to: z.union([z.array(conversation).min(1), z.literal("allAccepted")]),
    what: sending,
  }),
  /** Answered with `ExportedScenario`. */
  z.strictObject({ kind: z.literal("exportScenario"), ...id, conversation }),
  // Runs
  /** Answered when it has started. */
  z.strictObject({ kind: z.literal("startRun"), ...id, run: runRequest }),
  /** Asks it to drain and write its report; asked again, ends it at once. */
  z.strictObject({ kind: z.literal("stopRun"), ...id }),
  // Reports
  /** Answered with `{ reports: ListedReport[], skipped: string[] }`, newest first. */
  z.strictObject({ kind: z.literal("listReports"), ...id }),
  /** Answered with `ReportDocuments`. */
  z.strictObject({ kind: z.literal("openReport"), ...id, folder }),
  /** Answered with the `ReportDocuments` of a comparison; the first one is the baseline. */
  z.strictObject({
    kind: z.literal("compareReports"),
    ...id,
    folders: z.tuple([folder, folder]),
    /** Compare what is not alike too; each difference is then a caveat. */
    isForced: z.boolean().optional(),
  }),
]);

/** See the file's first line. */
export type PageRequest = z.infer<typeof pageRequest>;

/** A conversation as a scenario file for `wsrig run`. */
export const exportedScenario = z.object({
  /** `conversation-2.yaml` */
  fileName: z.string(),
  text: z.string(),
  /** Where it was spoken, without a path: `ws://127.0.0.1:8080`. */
  url: z.string(),
  /** What could not be kept, in sentences; empty when the file is the whole conversation. */
  notes: z.array(z.string()),
});
export type ExportedScenario = z.infer<typeof exportedScenario>;
