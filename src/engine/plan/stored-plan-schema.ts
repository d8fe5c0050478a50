// The load of a baseline file as a schema: a plan with every default resolved, but for where it goes and by which way.

import { z } from "zod";
import type { TrafficPlan } from "./traffic-plan.js";

// Whether the values make sense is asked of planRun, as for any plan: here is only what they are.
const n = z.number();

/** Only those at one level for all their time: blocks of a ramp say nothing about one thing. */
const executor = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("constant-clients"), clients: n, durationMs: n }),
  z.strictObject({
    kind: z.literal("constant-arrival-rate"),
    ratePerSecond: n,
    durationMs: n,
    maxClients: n,
  }),
]);

const size = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("fixed"), bytes: n }),
  z.strictObject({ kind: z.literal("uniform"), minBytes: n, maxBytes: n }),
  z.strictObject({ kind: z.literal("normal"), meanBytes: n, stdevBytes: n, minBytes: n, maxBytes: n }),
  z.strictObject({ kind: z.literal("weighted"), choices: z.array(z.strictObject({ bytes: n, weight: n })) }),
]);
const feed = z.strictObject({
  file: z.string().describe("Relative to the folder of the baseline"),
  format: z.enum(["csv", "jsonl"]),
  order: z.enum(["sequential", "random"]),
});
const message = z.strictObject({
  kind: z.enum(["text", "binary"]),
  payload: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("generated"), size }),
    z.strictObject({ kind: z.literal("template"), text: z.string(), feed: feed.optional() }),
  ]),
  delivery: z.strictObject({
    fragmentBytes: n.optional(),
    writeBytes: n.optional(),
    pingEveryFragments: n.optional(),
  }),
});

const open = z.strictObject({
  kind: z.literal("open"),
  ratePerSecond: n,
  per: z.enum(["connection", "load"]),
  arrivals: z.enum(["constant", "poisson"]),
});
const schedule = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("closed"), inFlight: n }),
  open,
]);
const match = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("order") }),
  z.strictObject({ kind: z.literal("json"), path: z.string() }),
  z.strictObject({ kind: z.literal("offset"), offset: n }),
]);
const session = z.strictObject({ messages: n.optional(), durationMs: n.optional() });
const base = { connectionsPerClient: n, keepOpen: z.boolean(), messageTimeoutMs: n };

const traffic: z.ZodType<TrafficPlan> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("echo"), message, schedule, match, session, ...base }),
  z.strictObject({
    kind: z.literal("broadcast"),
    publishers: n,
    includesSender: z.boolean(),
    message,
    schedule: open,
    ...base,
  }),
  z.strictObject({
    kind: z.literal("stream"),
    stallMs: n,
    subscribe: z.strictObject({ kind: z.enum(["text", "binary"]), text: z.string() }).optional(),
    session,
    ...base,
  }),
  z.strictObject({ kind: z.literal("sink"), message, schedule, session, ...base }),
  z.strictObject({ kind: z.literal("idle"), pingIntervalMs: n, session, ...base }),
  z.strictObject({
    kind: z.literal("storm"),
    holdMs: n,
    drop: z.enum(["close", "reset"]),
    backoff: z.strictObject({ baseMs: n, factor: n, maxMs: n, jitter: n }),
    ...base,
  }),
  z.strictObject({
    kind: z.literal("slow-reader"),
    readBytesPerSecond: n,
    message: message.optional(),
    session,
    ...base,
  }),
]);

/** Validates the plan of a baseline file; the order of its keys is that of the file. */
export const storedPlanSchema = z.strictObject({
  seed: n,
  workers: n,
  pacing: z.enum(["economical", "precise"]),
  limits: z.strictObject({ latenessP99Ms: n, cpuShare: n, cpuSeconds: n }),
  load: z.strictObject({
    warmUpMs: n,
    gracefulStopMs: n,
    executor,
    traffic,
    connectConcurrency: n,
    connectRatePerSecond: n.optional(),
    localAddresses: z.array(z.string()),
  }),
  dial: z
    .strictObject({
      driver: z.enum(["frame", "ws"]),
      compression: z.boolean(),
      subprotocols: z.array(z.string()),
      maskKeys: z.enum(["random", "fixed"]),
    })
    .describe(
      "What of the way to the target changes the figures; headers, keys and addresses are given with each run",
    ),
});

/** A load that can be run again elsewhere: without its URL, its tags and the secrets of its connections. */
export type StoredPlan = z.infer<typeof storedPlanSchema>;
