// The part of the report document that a conformance run fills: every peer with every case.

import { z } from "zod";

const count = z.number().int().nonnegative();

const verdict = z.enum(["pass", "nonStrict", "informational", "unimplemented", "fail"]);

const change = z
  .enum(["better", "worse", "other", "new"])
  .describe("Against the baseline; other: it fails in another way; new: the baseline does not know the case");

const reportCase = z.object({
  id: z.string(),
  verdict: verdict.describe(
    "The overall one: fail when behavior or behaviorClose is, or the peer broke a rule",
  ),
  behavior: z.enum(["OK", "NON-STRICT", "INFORMATIONAL", "UNIMPLEMENTED", "FAILED"]),
  behaviorClose: z.enum(["OK", "FAILED", "WRONG CODE", "UNCLEAN", "FAILED BY CLIENT", "INFORMATIONAL"]),
  durationMs: count.describe("From the open connection to the loss of TCP"),
  remoteCloseCode: count
    .optional()
    .describe("Absent where the peer sent no close frame, or one without a code"),
  reason: z.string().describe("What happened, as the sentence to read first"),
  section: z.string().optional().describe("The rule behind the case: RFC 6455 §5.4"),
  fix: z.string().optional().describe("What to change in the peer; where the case did not pass"),
  isRed: z
    .literal(true)
    .optional()
    .describe("The case makes the run fail: by --fail-on, or with a baseline because it changed"),
  expected: z.string().optional().describe("The outcome that the baseline has; absent without one"),
  change: change.optional().describe("Absent where the outcome is that of the baseline, or there is none"),
});

/** One peer with its cases. A selected case is in `cases` or in `missing`, any other in `excluded`. */
export const reportAgentSchema = z.object({
  agent: z.string(),
  role: z.enum(["server", "client"]).describe("What the peer is"),
  url: z.string().describe("Of the server; of a client that of our listener"),
  summary: z.object({
    pass: count,
    nonStrict: count,
    informational: count,
    unimplemented: count,
    fail: count,
    missing: count.describe("Selected cases without a result"),
    excluded: count.describe("Cases not selected"),
  }),
  cases: z.array(reportCase).describe("In the order of the catalogue"),
  missing: z.array(z.string()),
  excluded: z.array(
    z.object({
      id: z.string(),
      why: z.enum(["not selected", "excluded", "hostile"]).describe("hostile: --hostile was not given"),
    }),
  ),
});

/** What the results were held against. */
export const reportBaselineSchema = z.object({
  file: z.string(),
  changed: count.describe("Cases with another outcome than the baseline has; new ones are not counted"),
  new: count.describe("Cases that the baseline does not know"),
  isUpdated: z.boolean().describe("Whether the file was written anew with these results"),
});

export type ReportAgent = z.infer<typeof reportAgentSchema>;
export type ReportCase = z.infer<typeof reportCase>;
export type ReportBaseline = z.infer<typeof reportBaselineSchema>;
export type CaseChange = z.infer<typeof change>;
export type ReportedVerdict = z.infer<typeof verdict>;
