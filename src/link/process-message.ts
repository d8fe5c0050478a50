// What the process tells the page, unasked or as an answer.

import { z } from "zod";
import { accepted, clientState, problem, serverState } from "./conversation.js";
import { liveEvent } from "./live-event.js";
import { logEntry } from "./log-entry.js";
import { reportDocuments } from "./report-documents.js";
import { formCommand } from "./run-form.js";

/** Raised when a message changes its meaning: a tab of an older wsrig then says that it must be loaded again. */
export const linkVersion = 1;

/** Clients of the server window that are new or changed, and those that left the list. With `isAll` the list begins anew. */
export const acceptedMessage = z.object({
  kind: z.literal("accepted"),
  isAll: z.boolean(),
  changed: z.array(accepted),
  removed: z.array(z.int()),
});

/** Rows of the log, oldest first. With `isAll` the log begins anew. */
export const logMessage = z.object({
  kind: z.literal("log"),
  isAll: z.boolean(),
  entries: z.array(logEntry),
});

/** The schema of {@link ProcessMessage}. */
export const processMessage = z.discriminatedUnion("kind", [
  /** First of all; also after the page has connected anew, when everything it knew is told again. */
  z.object({
    kind: z.literal("hello"),
    linkVersion: z.int(),
    version: z.string(),
    /** `console`: the process of `wsrig ui`. `watch`: a command with --ui; there are no windows, forms and other reports. */
    mode: z.enum(["console", "watch"]),
    /** What the server window offers: path, summary and names of the query parameters of each behaviour of the reference server. */
    behaviours: z.array(
      z.object({ path: z.string(), summary: z.string(), parameters: z.array(z.string()).optional() }),
    ),
    /** What the Run tab offers. */
    commands: z.array(formCommand),
    /** Of the reports. */
    folder: z.string(),
  }),
  z.object({
    kind: z.literal("answer"),
    id: z.int(),
    result: z.unknown().optional(),
    problem: problem.optional(),
  }),
  /** Replaces the server window. */
  z.object({ kind: z.literal("server"), server: serverState }),
  acceptedMessage,
  /** Replaces all tabs of the client window. */
  z.object({ kind: z.literal("clients"), clients: z.array(clientState) }),
  logMessage,
  /** Of the run under way. With `isAll` the run begins anew with the first of them. No run yet: nothing is told. */
  z.object({ kind: z.literal("live"), isAll: z.boolean(), events: z.array(liveEvent) }),
  /** The report that the run under way ended with. */
  z.object({ kind: z.literal("report"), documents: reportDocuments }),
]);

/** See the file's first line. */
export type ProcessMessage = z.infer<typeof processMessage>;
