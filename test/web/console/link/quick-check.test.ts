// The quick check of long messages says what their schemas say, whatever a process tells.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { acceptedMessage, logMessage } from "../../../../src/link/process-message.js";
import { quickCheck } from "../../../../src/web/console/link/quick-check.js";

const place = { seq: 7, conversation: 3, atUs: 1_700_000_000_000_000 };
const entries = [
  {
    ...place,
    kind: "frame",
    direction: "sent",
    opcode: 1,
    fin: true,
    rsv: 4,
    bytes: 5,
    payload: "aGVsbG8=",
    message: 1,
  },
  {
    ...place,
    kind: "frame",
    direction: "received",
    opcode: 10,
    fin: false,
    rsv: 0,
    bytes: 0,
    payload: "",
  },
  { ...place, kind: "roundTrip", elapsedUs: 12.5 },
  { ...place, kind: "state", state: "hostLookup" },
  { ...place, kind: "closed", code: 1000, reason: "bye", wasClean: true, initiatedBy: "peer" },
  { ...place, kind: "problem", code: "certificate", message: "not trusted", hint: "Try --insecure." },
  { ...place, kind: "leftOut", direction: "sent", frames: 1, bytes: 0 },
];
const client = {
  conversation: 3,
  number: 1,
  address: "127.0.0.1:40312",
  target: "/",
  origin: "",
  subprotocol: "",
  extensions: "",
  openedAtUs: 1_700_000_000_000_000,
  state: "closed",
  messagesReceived: 1,
  messagesSent: 2,
  bytesReceived: 3,
  bytesSent: 4,
  pingUs: 5.5,
  closed: { code: 1006, reason: "", wasClean: false, initiatedBy: "none" },
};
const log = { kind: "log", isAll: false, entries };
const accepted = { kind: "accepted", isAll: true, changed: [client], removed: [1, 2] };

/** Every place in a value of JSON, as the keys that lead to it. */
function placesOf(value: unknown): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [[]];
  return [
    [],
    ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner).map((rest) => [key, ...rest])),
  ];
}

/** The value with another one at a place; `undefined` takes what is there away. */
function changed(value: unknown, [key, ...rest]: readonly string[], to: unknown): unknown {
  if (key === undefined) return to;
  const copy = structuredClone(value) as Record<string, unknown>;
  const inner = changed(copy[key], rest, to);
  if (inner === undefined) delete copy[key];
  else copy[key] = inner;
  return copy;
}

const strange = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(undefined, -1, 0, 1, 8, 15, 16, 0.5, 2 ** 53, "", "sent", "peer", "log", true, [], {}),
);

describe.each([
  ["log", logMessage, log],
  ["accepted", acceptedMessage, accepted],
] as const)("a message of the kind %s", (_, schema, message) => {
  const accepts = quickCheck(schema);

  test("is accepted as it should be", () => {
    expect(schema.safeParse(message).success).toBe(true);
    expect(accepts(message)).toBe(true);
  });

  test("is accepted when the schema accepts it, and only then, with anything at any place of it", () => {
    let refused = 0;
    fc.assert(
      fc.property(fc.constantFrom(...placesOf(message)), strange, (keys, to) => {
        const told = JSON.parse(JSON.stringify(changed(message, keys, to)) ?? "null");
        const expected = schema.safeParse(told).success;
        if (!expected) refused += 1;
        expect(accepts(told)).toBe(expected);
      }),
      { numRuns: 1_000 },
    );
    expect(refused).toBeGreaterThan(300);
  });
});

test.each([
  ["a schema of tuple", z.tuple([z.string()])],
  ["an object that minds unknown keys", z.strictObject({})],
  ["a string with bounds", z.string().max(3)],
  ["a array with bounds", z.array(z.string()).min(1)],
  ["greater_than", z.int().gt(3)],
  ["int32", z.int32()],
])("there is none for %s", (what, schema) => {
  expect(() => quickCheck(schema)).toThrow(new TypeError(`no quick check for ${what}`));
});
