import { describe, expect, it } from "vitest";
import { LogBook, logLimits } from "../../../src/ui/windows/log-book.js";
import { FakeClock } from "../../fake-clock.js";
import { makeLog } from "./log-rows.js";

const state = { kind: "state", state: "connected" } as const;

describe("LogBook", () => {
  it("tells rows in batches, at most one in 100 ms", async () => {
    const clock = new FakeClock();
    const { log, page } = makeLog(clock);
    log.add(1, 0, state);
    await clock.advanceMs(0);
    for (let ms = 1; ms <= 1_000; ms++) {
      log.add(1, ms * 1_000, state);
      await clock.advanceMs(1);
    }
    expect(page.messages).toHaveLength(11);
    expect(page.log.length).toBeGreaterThan(1_000 - 100);
    await clock.advanceMs(100);
    expect(page.log.map(({ seq }) => seq)).toEqual(Array.from({ length: 1_001 }, (_, index) => index + 1));
    expect(clock.sleepingMs).toEqual([]);
  });

  it("keeps the last 20,000 rows", () => {
    const { log } = makeLog(new FakeClock());
    for (let i = 0; i < logLimits.entries + 5; i++) log.add(1, i, state);
    const { entries } = log.snapshot();
    expect(entries).toHaveLength(logLimits.entries);
    expect(entries[0]?.seq).toBe(6);
    expect(entries.at(-1)?.seq).toBe(logLimits.entries + 5);
  });

  it("keeps no more than 8 MiB of payload", () => {
    const { log } = makeLog(new FakeClock());
    const payload = "A".repeat(4_096);
    const row = {
      kind: "frame",
      direction: "sent",
      opcode: 2,
      fin: true,
      rsv: 0,
      bytes: 3_072,
      payload,
    } as const;
    for (let i = 0; i < 3_000; i++) log.add(1, i, row);
    const { entries } = log.snapshot();
    expect(entries).toHaveLength(2_048);
    expect(entries.at(-1)?.seq).toBe(3_000);
  });

  it("forgets a conversation: its rows, those not told yet, and those that still come", async () => {
    const clock = new FakeClock();
    const { log, page } = makeLog(clock);
    log.add(1, 0, state);
    await clock.advanceMs(0);
    log.add(2, 1, state);
    log.add(1, 2, state);
    log.forget(2);
    log.add(2, 3, state);
    await clock.advanceMs(200);
    expect(page.log.map(({ conversation, seq }) => [conversation, seq])).toEqual([
      [1, 1],
      [1, 3],
    ]);
    expect(log.snapshot().entries.map(({ seq }) => seq)).toEqual([1, 3]);
  });

  it("tells the other tabs what they do not know before a snapshot, and not again", async () => {
    const clock = new FakeClock();
    const { log, page } = makeLog(clock);
    log.add(1, 0, state);
    log.add(1, 1, state);
    expect(log.snapshot().entries).toHaveLength(2);
    expect(page.log).toHaveLength(2);
    await clock.advanceMs(500);
    expect(page.messages).toHaveLength(1);
  });

  it("does no work for nobody, and keeps the rows for who comes later", async () => {
    const clock = new FakeClock();
    const log = new LogBook({
      tabs: { count: 0, tell: () => expect.fail("nobody is there") },
      clock,
      epochUs: 0,
    });
    log.add(1, 0, state);
    expect(clock.sleepingMs).toEqual([]);
    expect(log.snapshot().entries).toHaveLength(1);
  });
});
