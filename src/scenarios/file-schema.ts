// The shape of declarative scenario files (YAML and JSON): what may be written, before any of it is run.

import { z } from "zod";
import { Opcode } from "../protocol/opcodes.js";
import { parseDurationMs, parseSizeBytes } from "../units.js";
import type { FileProblem } from "./file-problems.js";

const durationClause = 'must be a duration with its unit, such as "500ms", "30s", "1m30s"';
const sizeClause = 'must be a size with its unit, such as "32B", "16KiB", "1MiB"';

const duration = z
  .string(durationClause)
  .refine((text) => parses(() => parseDurationMs(text, "")), durationClause)
  .describe('A duration with its unit, such as "250ms"');
const size = z
  .string(sizeClause)
  .refine((text) => parses(() => parseSizeBytes(text, "")), sizeClause)
  .describe('A size with its unit, such as "16KiB"');
const count = z.int().min(1);
const hex = z
  .string()
  .regex(/^([\da-f]{2}\s*)*$/i, 'must be pairs of hexadecimal digits, such as "de ad be ef"')
  .describe("Bytes in hexadecimal; spaces between bytes are allowed");
const base64 = z.base64('must be base64, such as "3q2+7w=="').describe("Bytes in base64");
const regex = z
  .string()
  .refine((source) => parses(() => new RegExp(source, "u")), "must be a regular expression")
  .describe("A regular expression; it may match anywhere");
const closeCode = z.int().min(0).max(65_535);
const json = z.json();
const opcodeName = z.enum(Object.keys(Opcode) as [keyof typeof Opcode, ...(keyof typeof Opcode)[]]);

const on = z
  .string()
  .optional()
  .describe("Name of the connection (see connect.as). Default: the unnamed one");
const title = z.string().min(1).optional().describe("Title of the check. Default: made from the step");
const within = duration.optional().describe("Deadline of the step. Default: the scenario's timeout");
const echo = z.literal(true).optional().describe("The same as was sent last on this connection");

/** What a connect step or the scenario's `connect` may say. */
const connectShape = {
  url: z.string().optional().describe("An absolute URL. Default: the target"),
  path: z.string().startsWith("/", 'must begin with "/"').optional().describe("Path and query on the target"),
  subprotocols: z.array(z.string()).optional().describe("In order of preference"),
  headers: z.record(z.string(), z.string()).optional(),
  origin: z.string().optional(),
  compression: z.boolean().optional().describe("Offer permessage-deflate"),
  timeout: duration.optional().describe("Deadline of the whole handshake"),
};
const connect = z.strictObject({
  as: z.string().min(1).optional().describe("Name for later steps' `on`"),
  ...connectShape,
});

const sendText = z
  .strictObject({
    text: z.string().optional(),
    json: json.optional().describe("Sent as compact JSON"),
    size: size.optional().describe("Text of this many bytes, made from the client's number"),
    on,
  })
  .refine(...oneOf("text", "json", "size"));
const sendBinary = z
  .strictObject({
    hex: hex.optional(),
    base64: base64.optional(),
    size: size.optional().describe("Bytes made from the client's number"),
    on,
  })
  .refine(...oneOf("hex", "base64", "size"));
const sendFragments = z
  .strictObject({
    text: z.string().optional(),
    hex: hex.optional(),
    base64: base64.optional(),
    size: size.optional().describe("Binary of this size, made from the client's number"),
    fragment: size.describe("Payload of each fragment"),
    on,
  })
  .refine(...oneOf("text", "hex", "base64", "size"));
const sendFrame = z
  .strictObject({
    opcode: z.union([opcodeName, z.int().min(0).max(15)]),
    fin: z.boolean().optional(),
    rsv: z.int().min(0).max(7).optional().describe("RSV1-3 as one number: 4 is RSV1"),
    masked: z.boolean().optional().describe("Default true, as a client must"),
    text: z.string().optional(),
    hex: hex.optional(),
    base64: base64.optional(),
    on,
  })
  .refine(...atMostOneOf("text", "hex", "base64"));
const expectText = z
  .strictObject({
    equals: z.string().optional(),
    matches: regex.optional(),
    json: z.record(z.string(), json).optional().describe("Path in the JSON (`user.tags[0]`) to its value"),
    echo,
    within,
    title,
    on,
  })
  .refine(...oneOf("equals", "matches", "json", "echo"));
const expectBinary = z
  .strictObject({ hex: hex.optional(), base64: base64.optional(), echo, within, title, on })
  .refine(...oneOf("hex", "base64", "echo"));
const expectClose = z.strictObject({
  code: closeCode.optional(),
  reason: z.string().optional(),
  within,
  title,
  on,
});
const ping = z.strictObject({ text: z.string().max(125).optional(), within, title, on });
const close = z.strictObject({
  code: closeCode.optional(),
  reason: z.string().optional(),
  expect: closeCode.optional().describe("The code that must answer"),
  within,
  title,
  on,
});

const stepShape = {
  connect: connect.nullable().optional().describe("Opens a connection"),
  sendText: z.union([z.string(), sendText]).optional().describe("Sends a text message"),
  sendBinary: sendBinary.optional().describe("Sends a binary message"),
  sendFragments: sendFragments.optional().describe("Sends a message in fragments"),
  sendFrame: sendFrame.optional().describe("Sends one frame, legal or not"),
  expectText: z.union([z.string(), expectText]).optional().describe("The next message must be this text"),
  expectBinary: expectBinary.optional().describe("The next message must be these bytes"),
  expectClose: z.union([closeCode, expectClose]).optional().describe("The target must close"),
  ping: ping.nullable().optional().describe("Sends a ping, which must be answered"),
  sleep: duration.optional().describe("Waits"),
  close: close.nullable().optional().describe("Closes, which must be answered"),
};
const bareStep = z.enum(["connect", "ping", "close"]).describe("A step without options");
const simpleStep = z.strictObject(stepShape).refine(...exactlyOne(Object.keys(stepShape)));
const repeat = z.strictObject({ times: count, steps: z.array(z.union([bareStep, simpleStep])).min(1) });
const step = z
  .strictObject({ ...stepShape, repeat: repeat.optional().describe("Runs steps several times") })
  .refine(...exactlyOne([...Object.keys(stepShape), "repeat"]));

const scenarioShape = {
  name: z.string().regex(/^[\w.-]{1,100}$/, 'must be 1 to 100 letters, digits, ".", "_" or "-"'),
  description: z.string().optional(),
  tags: z.record(z.string(), z.string()).optional().describe("On every metric and check"),
  path: connectShape.path,
  clients: count.optional().describe("Virtual clients, all at once. Default 1"),
  iterations: count.optional().describe("Runs of each client, one after another. Default 1"),
  timeout: duration.optional().describe("Deadline of every step that names none. Default 5s"),
  sessionTimeout: duration.optional().describe("Deadline of one run of the steps. Default 10m"),
  connect: z.strictObject(connectShape).optional().describe("Defaults of every connect"),
  data: z
    .array(z.record(z.string(), z.string()))
    .min(1)
    .optional()
    .describe("One row per virtual client, in turn, for {{data.NAME}}"),
  steps: z.array(z.union([bareStep, step])).min(1),
};
const url = z
  .string()
  .regex(/^wss?:\/\//, 'must begin with "ws://" or "wss://"')
  .optional();
const $schema = z.string().optional().describe("Where an editor finds this schema");

/** Keys that others put at the top of a file beside its scenarios, such as loads: optional ones, each with its schema. */
export type FileParts = Readonly<Record<string, z.ZodType>>;

/** What is wrong with a file whose scenarios and parts are each right. `parts` holds those of the file alone. */
export type PartsCheck = (file: {
  readonly scenarios: readonly unknown[];
  readonly parts: Readonly<Record<string, unknown>>;
}) => readonly FileProblem[];

/** A file with one scenario. */
export const singleScenarioSchema = z.strictObject({ $schema, url, ...scenarioShape });
/** A file with several. */
export const scenarioListSchema = z.strictObject({
  $schema,
  url,
  scenarios: z.array(z.strictObject(scenarioShape)).min(1),
});

/** A file with parts; scenarios are only needed where something runs them. */
export function partedFileSchema(parts: FileParts): z.ZodType<PartedFile> {
  return scenarioListSchema.partial({ scenarios: true }).extend(parts);
}

/** What a file with parts says. */
export type PartedFile = Partial<DeclaredFile> & Readonly<Record<string, unknown>>;
export type DeclaredFile = z.output<typeof scenarioListSchema>;
export type DeclaredScenario = DeclaredFile["scenarios"][number];
export type DeclaredConnect = z.output<typeof connect>;
export type DeclaredStep = z.output<typeof step> | z.output<typeof bareStep>;

function parses(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch {
    // That it throws is the answer; the schema's own message says what is right.
    return false;
  }
}

function exactlyOne(kinds: readonly string[]) {
  return [(step: object) => Object.keys(step).length === 1, `must be one of ${kinds.join(", ")}`] as const;
}

function oneOf(...keys: readonly string[]) {
  return [
    (value: object) => keys.filter((key) => key in value).length === 1,
    `must have exactly one of ${keys.join(", ")}`,
  ] as const;
}

function atMostOneOf(...keys: readonly string[]) {
  return [
    (value: object) => keys.filter((key) => key in value).length <= 1,
    `may have only one of ${keys.join(", ")}`,
  ] as const;
}
