import { expect, test } from "vitest";
import { OutstandingPings } from "../../src/scenarios/outstanding-pings.js";

const bytes = (...values: number[]) => Uint8Array.from(values);

test("§5.5.2 a pong settles the ping with its payload", async () => {
  const pings = new OutstandingPings();
  const ping = pings.sent(bytes(1), 100);
  expect(pings.answered(bytes(2), 110)).toBe(false);
  expect(pings.answered(bytes(1), 130)).toBe(true);
  expect(await ping.pong).toEqual({ roundTripUs: 30, exact: true });
  expect(pings.answered(bytes(1), 140)).toBe(false);
});

test("§5.5.3 a pong settles all earlier pings, whose round trip is then not exact", async () => {
  const pings = new OutstandingPings();
  const [first, second, third] = [
    pings.sent(bytes(1), 100),
    pings.sent(bytes(2), 110),
    pings.sent(bytes(3), 120),
  ];
  pings.answered(bytes(2), 150);
  expect(await first.pong).toEqual({ roundTripUs: 50, exact: false });
  expect(await second.pong).toEqual({ roundTripUs: 40, exact: true });
  pings.end();
  expect(await third.pong).toBeUndefined();
  expect(await pings.sent(bytes(4), 200).pong).toBeUndefined();
});

test("a ping that was given up is not waited for, and no payload is made twice", () => {
  const pings = new OutstandingPings();
  pings.sent(bytes(1), 100).cancel();
  expect(pings.answered(bytes(1), 110)).toBe(false);
  expect(pings.newPayload()).toEqual(bytes(0, 0, 0, 0, 0, 0, 0, 1));
  expect(pings.newPayload()).toEqual(bytes(0, 0, 0, 0, 0, 0, 0, 2));
});
