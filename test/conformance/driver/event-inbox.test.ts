// Events wait for the script in the order in which they came, however many they are.

import { expect, test } from "vitest";
import { pong } from "../../../src/conformance/case-event.js";
import { EventInbox } from "../../../src/conformance/driver/event-inbox.js";

const numbers = Array.from({ length: 2_500 }, (_, index) => index);

test("2,500 events are told one by one, and hold no memory once they were told", async () => {
  const inbox = new EventInbox(false);
  for (const number of numbers) inbox.add(pong(`${number}`));
  expect(inbox.heldBytes).toBeGreaterThan(2_500 * 64);
  for (const number of numbers) {
    expect(inbox.hasUntold).toBe(true);
    expect(inbox.events).toHaveLength(2_500 - number);
    expect(await inbox.next()).toEqual(pong(`${number}`));
  }
  expect(inbox.hasUntold).toBe(false);
  expect(inbox.heldBytes).toBe(0);
});

test("events that come between two waits keep their order", async () => {
  const inbox = new EventInbox(false);
  for (const number of numbers.slice(0, 999)) inbox.add(pong(`${number}`));
  for (const number of numbers.slice(0, 998)) expect(await inbox.next()).toEqual(pong(`${number}`));
  inbox.add(pong("999"));
  inbox.add(pong("1000"));
  for (const number of [998, 999, 1_000]) expect(await inbox.next()).toEqual(pong(`${number}`));
  inbox.end();
  expect(await inbox.next()).toEqual({ kind: "over" });
});

test("a list that is kept for the verdict has the told events too", async () => {
  const inbox = new EventInbox(true);
  inbox.add(pong("a"));
  inbox.add(pong("b"));
  await inbox.next();
  expect(inbox.events).toEqual([pong("a"), pong("b")]);
  expect(inbox.hasUntold).toBe(true);
});
