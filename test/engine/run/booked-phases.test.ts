import { expect, test } from "vitest";
import { BookedPhases } from "../../../src/engine/run/booked-phases.js";
import { SessionBook } from "../../../src/engine/traffic/session-book.js";
import { MetricCollector } from "../../../src/metrics/collector.js";
import { FakeClock } from "../../fake-clock.js";
import { FakeConnection } from "../fake-connection.js";

test("what went before the end of a phase is booked to it, whoever looks first after that", () => {
  const clock = new FakeClock();
  const collector = new MetricCollector({ clock });
  const sessions = new SessionBook(collector, {}, clock);
  const connection = new FakeConnection();
  sessions.began(0, { connection: connection.connection, openedAtUs: 0 });
  const phases = new BookedPhases(sessions, (us) => (us < 1_000_000 ? "warm-up" : "steady"));
  phases.book(0);
  connection.bytesReceived = 100;
  phases.book(500_000);
  connection.bytesReceived = 120;
  // The beat of the second comes after the end of the warm-up, and before the timer that waits for it.
  phases.book(1_000_400);
  connection.bytesReceived = 123;
  phases.book(1_000_900);
  expect(collector.total("data_received", { phase: "warm-up" })).toBe(120);
  expect(collector.total("data_received", { phase: "steady" })).toBe(3);
});
