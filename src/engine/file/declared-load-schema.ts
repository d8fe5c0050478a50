// One load as a scenario file says it: what may be written, before any of it is planned.

import { z } from "zod";
import { parseLocalAddresses } from "../../client/local-addresses.js";
import { parseDurationMs, parseSizeBytes } from "../../units.js";

const durationClause = 'must be a duration with its unit, such as "500ms", "30s", "1m30s"';
const sizeClause = 'must be a size with its unit, such as "32B", "16KiB", "1MiB"';
const addressesClause =
  'must be IPv4 addresses of this machine, such as "127.0.0.1-127.0.0.8" or "10.0.0.5,10.0.0.6"';

/** `"30s"`. */
export const declaredDuration = z
  .string(durationClause)
  .refine((text) => parses(() => parseDurationMs(text, "")), durationClause)
  .describe('A duration with its unit, such as "30s"');
const size = z
  .string(sizeClause)
  .refine((text) => parses(() => parseSizeBytes(text, "")), sizeClause)
  .describe('A size with its unit, such as "16KiB"');
const duration = declaredDuration;
const count = z.int().min(1);
const rate = z.number().positive().describe("Per second");
const text = z.string();

const phase = z.strictObject({
  duration,
  target: z.number().min(0).describe("Clients, or arrivals per second, at its end"),
  name: z.string().min(1).optional().describe('Value of the tag "phase". Default: phase-1, phase-2, ...'),
});
const phases = z.array(phase).min(1);

const executor = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("constant-clients"), clients: count, duration }),
  z.strictObject({
    kind: z.literal("ramping-clients"),
    startClients: z.int().min(0).optional().describe("Default 0"),
    phases,
  }),
  z.strictObject({
    kind: z.literal("constant-arrival-rate"),
    rate: rate.describe("Sessions begun per second"),
    duration,
    maxClients: count.describe("Sessions at once at most; an arrival beyond is dropped and counted"),
  }),
  z.strictObject({
    kind: z.literal("ramping-arrival-rate"),
    startRate: z.number().min(0).optional().describe("Sessions begun per second at first. Default 0"),
    phases,
    maxClients: count,
  }),
  z.strictObject({
    kind: z.literal("shared-iterations"),
    clients: count,
    iterations: count.describe("Sessions in all"),
    maxDuration: duration.optional().describe("Default 10m"),
  }),
  z.strictObject({
    kind: z.literal("per-client-iterations"),
    clients: count,
    iterations: count.describe("Sessions of each client"),
    maxDuration: duration.optional().describe("Default 10m"),
  }),
]);

const sizes = z.union([
  size,
  z
    .strictObject({ min: size, max: size, mean: size.optional(), stdev: size.optional() })
    .refine((value) => "mean" in value === "stdev" in value, "mean and stdev go together"),
  z.array(z.strictObject({ size, weight: z.number().positive() })).min(1),
]);
const message = z
  .strictObject({
    kind: z.enum(["text", "binary"]).optional().describe("Default text"),
    size: sizes
      .optional()
      .describe(
        "One size; min and max, even or with mean and stdev normal; or sizes with weights. Default 32B, of a broadcast 64B",
      ),
    template: text
      .optional()
      .describe("Payload with {{client}} {{seq}} {{id}} {{nowMs}} {{feed.NAME}} and so on"),
    feed: z
      .strictObject({
        file: text.describe("CSV or JSONL; relative to this file"),
        format: z.enum(["csv", "jsonl"]).optional(),
        order: z.enum(["sequential", "random"]).optional(),
      })
      .optional(),
    fragment: size.optional().describe("Payload of each frame"),
    write: size.optional().describe("Bytes of each TCP write"),
    pingEvery: count.optional().describe("A ping after every so many fragments"),
  })
  .refine((value) => !("size" in value && "template" in value), "may have only one of size, template")
  .refine((value) => !("feed" in value) || "template" in value, "feed needs a template");

const session = z.strictObject({
  messages: count.optional().describe("Messages of each connection"),
  duration: duration.optional(),
});
const match = z.union([
  z.literal("order"),
  z.strictObject({ json: z.string().min(1).describe("Path of the id in the answer, such as meta.id") }),
  z.strictObject({ offset: z.int().min(0).describe("Where the answer has the id, in bytes") }),
]);
const base = {
  connectionsPerClient: count.optional(),
  keepOpen: z.boolean().optional().describe("Sockets outlive the sessions of their client"),
  messageTimeout: duration
    .optional()
    .describe("An answer after this is late; a bounded session that gets none is given up. Default 10s"),
};
const open = {
  rate: rate.optional().describe("Messages per second over all connections"),
  ratePerConnection: rate.optional().describe("Messages per second of each connection"),
  arrivals: z.enum(["constant", "poisson"]).optional().describe("Default constant"),
};
const schedule = {
  ...open,
  inFlight: count.optional().describe("Closed loop: unanswered messages per connection"),
};

/** A traffic that sends: what says when must not contradict itself. */
function sending<T extends z.ZodRawShape>(shape: T) {
  const paces = ["rate", "ratePerConnection", "inFlight"].filter((key) => key in shape);
  return z
    .strictObject(shape)
    .refine(
      (value) => paces.filter((key) => key in value).length <= 1,
      `may have only one of ${paces.join(", ")}`,
    )
    .refine(
      (value) => !("arrivals" in value) || "rate" in value || "ratePerConnection" in value,
      "arrivals needs rate or ratePerConnection",
    );
}

const traffic = z.discriminatedUnion("kind", [
  sending({
    kind: z.literal("echo"),
    ...base,
    ...schedule,
    message: message.optional(),
    match: match.optional(),
    session: session.optional(),
  }),
  sending({
    kind: z.literal("broadcast"),
    ...base,
    ...open,
    publishers: count.optional(),
    includesSender: z.boolean().optional(),
    message: message.optional(),
  }),
  z.strictObject({
    kind: z.literal("stream"),
    ...base,
    stall: duration.optional(),
    subscribe: text.optional().describe("Text sent once after opening"),
    session: session.optional(),
  }),
  sending({
    kind: z.literal("sink"),
    ...base,
    ...schedule,
    message: message.optional(),
    session: session.optional(),
  }),
  z.strictObject({
    kind: z.literal("idle"),
    ...base,
    pingInterval: duration.optional(),
    session: session.omit({ messages: true }).optional(),
  }),
  z.strictObject({
    kind: z.literal("storm"),
    ...base,
    hold: duration.optional(),
    drop: z.enum(["close", "reset"]).optional(),
    backoff: z
      .strictObject({
        base: duration,
        factor: z.number().min(1),
        max: duration,
        jitter: z.number().min(0).max(1),
      })
      .optional(),
  }),
  z.strictObject({
    kind: z.literal("slow-reader"),
    ...base,
    readPerSecond: size.optional().describe("Bytes read per second and connection"),
    message: message.optional(),
    session: session.optional(),
  }),
]);

const connect = z.strictObject({
  headers: z.record(text, text).optional(),
  subprotocols: z.array(text).optional(),
  origin: text.optional(),
  compression: z.boolean().optional(),
  maskKeys: z.enum(["random", "fixed"]).optional(),
  timeout: duration.optional(),
  rate: rate.optional().describe("Handshakes per second at most"),
  concurrency: count.optional().describe("Handshakes in progress at most, per worker"),
  localAddresses: z
    .string()
    .refine((value) => parses(() => parseLocalAddresses(value)), addressesClause)
    .optional()
    .describe('Such as "127.0.0.1-127.0.0.8"'),
});

/** One load of a file. */
export const declaredLoadSchema = z
  .strictObject({
    url: z
      .string()
      .regex(/^wss?:\/\//, 'must begin with "ws://" or "wss://"')
      .optional(),
    path: z
      .string()
      .startsWith("/", 'must begin with "/"')
      .optional()
      .describe("Path and query on the target"),
    start: duration.optional().describe("After the start of the run. Default 0"),
    warmUp: duration.optional().describe("Tagged, and kept out of the figures"),
    gracefulStop: duration.optional(),
    tags: z.record(text, text).optional(),
    executor,
    traffic: traffic.optional().describe("Default: an echo"),
    scenario: text.optional().describe("Name of a scenario of this file, instead of a traffic"),
    connect: connect.optional(),
  })
  .refine((value) => !("traffic" in value && "scenario" in value), "may have only one of traffic, scenario");

export type DeclaredLoad = z.output<typeof declaredLoadSchema>;
export type DeclaredExecutor = z.output<typeof executor>;
export type DeclaredTraffic = z.output<typeof traffic>;
export type DeclaredMessage = z.output<typeof message>;

function parses(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch {
    return false; // That it throws is the answer; the schema's own message says what is right.
  }
}
