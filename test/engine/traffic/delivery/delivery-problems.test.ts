import { expect, test } from "vitest";
import type { DeliveryPlan, PayloadPlan } from "../../../../src/engine/plan/traffic-plan.js";
import {
  type DeliveryDial,
  deliveryProblems,
} from "../../../../src/engine/traffic/delivery/delivery-problems.js";

function told(
  delivery: DeliveryPlan,
  dial: DeliveryDial = {},
  payload: PayloadPlan = text,
): readonly string[] {
  return deliveryProblems({ kind: "text", payload, delivery }, dial, "echo").map(
    ({ path, message }) => `${path}: ${message}`,
  );
}

const text: PayloadPlan = { kind: "template", text: "x" };
const generated = (bytes: number): PayloadPlan => ({ kind: "generated", size: { kind: "fixed", bytes } });
const at = "echo.message.delivery";

test.each<[string, DeliveryPlan, DeliveryDial, PayloadPlan]>([
  ["nothing asked", {}, { driver: "ws", compression: true }, text],
  [
    "fragments by any driver, compressed or not",
    { fragmentBytes: 1 },
    { driver: "ws", compression: {} },
    text,
  ],
  ["TCP writes by the driver frame", { writeBytes: 1 }, { driver: "frame", compression: false }, text],
  ["pings between three fragments", { fragmentBytes: 5, pingEveryFragments: 2 }, {}, generated(11)],
  [
    "pings between fragments of a template, whose length is not known",
    { fragmentBytes: 5, pingEveryFragments: 9 },
    {},
    text,
  ],
])("%s is no problem", (_, delivery, dial, payload) => {
  expect(told(delivery, dial, payload)).toEqual([]);
});

test.each<[string, DeliveryPlan, DeliveryDial, PayloadPlan, readonly string[]]>([
  [
    "sizes that are no sizes, all at once",
    { fragmentBytes: 0, writeBytes: 1.5, pingEveryFragments: -1 },
    {},
    text,
    [
      `${at}.fragmentBytes: fragmentBytes is 0; must be a whole number of at least 1`,
      `${at}.writeBytes: writeBytes is 1.5; must be a whole number of at least 1`,
      `${at}.pingEveryFragments: pingEveryFragments is -1; must be a whole number of at least 1`,
    ],
  ],
  [
    "TCP writes and pings by the driver ws with compression",
    { fragmentBytes: 1, writeBytes: 1, pingEveryFragments: 1 },
    { driver: "ws", compression: true },
    text,
    [
      `${at}.writeBytes: writeBytes needs a driver that can send raw frames; the driver "ws" cannot`,
      `${at}.writeBytes: writeBytes needs connections without compression`,
      `${at}.pingEveryFragments: pingEveryFragments needs a driver that can send raw frames; the driver "ws" cannot`,
      `${at}.pingEveryFragments: pingEveryFragments needs connections without compression`,
    ],
  ],
  [
    "pings in a message of one frame",
    { pingEveryFragments: 1 },
    {},
    text,
    [`${at}.pingEveryFragments: pingEveryFragments needs fragments; the message goes in one frame`],
  ],
  [
    "pings that no message is long enough for",
    { fragmentBytes: 5, pingEveryFragments: 2 },
    {},
    generated(10),
    [
      `${at}.pingEveryFragments: pingEveryFragments is 2; must be less than the fragments of a message, at most 2 here`,
    ],
  ],
])("%s are told", (_, delivery, dial, payload, problems) => {
  expect(told(delivery, dial, payload)).toEqual(problems);
});
