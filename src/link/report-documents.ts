// A report as the page shows it: the document, and what the process works out of its histograms, as `report.html` holds them.

import { z } from "zod";

/** JSON texts as the data elements of report.html have them; the page reads them with `readReportText`. */
export const reportDocuments = z.object({
  /** report.json, or the history of many runs. */
  report: z.string(),
  curves: z.string(),
  merged: z.string(),
  variants: z.string(),
  /** Of a conformance run; "null" where there are none. */
  details: z.string(),
});
export type ReportDocuments = z.infer<typeof reportDocuments>;

/** A run in the folder of reports, as the Reports tab lists it. */
export const listedReport = z.object({
  /** Name of its folder. */
  folder: z.string(),
  kind: z.enum(["run", "conformance", "experiment", "comparison"]),
  name: z.string(),
  url: z.string(),
  /** ISO 8601. */
  startedAt: z.string(),
  durationMs: z.number(),
  verdict: z.enum(["pass", "fail", "invalid", "interrupted"]),
  tags: z.record(z.string(), z.string()),
  /** The arguments that repeat it, the program first. */
  command: z.array(z.string()),
  /** Key figures where it has them: messages received per second, p99 of the latency in µs, checks that failed. */
  messagesPerSecond: z.number().optional(),
  p99Us: z.number().optional(),
  failedChecks: z.int().optional(),
  /** Of an experiment or a comparison: the gravest verdict of its candidates. */
  answer: z.enum(["better", "worse", "same", "unclear"]).optional(),
});
export type ListedReport = z.infer<typeof listedReport>;

/** The answer to `listReports`. */
export const listedReports = z.object({
  /** Newest first. */
  reports: z.array(listedReport),
  /** Folders without a run that could be read, each with the reason, as sentences. */
  skipped: z.array(z.string()),
});
export type ListedReports = z.infer<typeof listedReports>;
