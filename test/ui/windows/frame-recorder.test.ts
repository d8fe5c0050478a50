import { describe, expect, it } from "vitest";
import { Opcode } from "../../../src/protocol/opcodes.js";
import { FrameRecorder, floodLimits } from "../../../src/ui/windows/frame-recorder.js";
import { logLimits } from "../../../src/ui/windows/log-book.js";
import { FakeClock } from "../../fake-clock.js";
import { frame, makeLog } from "./log-rows.js";

describe("FrameRecorder", () => {
  it("makes a row of every frame, messages numbered by direction, control frames not", async () => {
    const { recorder, page, clock } = setUp();
    recorder.frame("received", frame("a", { fin: false }), 1_001);
    recorder.frame("received", frame("b", { opcode: Opcode.ping }), 1_002);
    recorder.frame("sent", frame("b", { opcode: Opcode.pong }), 1_003);
    recorder.frame("received", frame("c", { opcode: Opcode.continuation }), 1_004);
    recorder.frame("sent", frame(Buffer.from([1, 2]), { opcode: Opcode.binary, rsv: 4 }), 1_005);
    recorder.frame("received", frame("d"), 1_006);
    await clock.advanceMs(0);
    expect(page.rows(7)).toEqual([
      'received text unfinished "a" #1',
      'received ping "b"',
      'sent pong "b"',
      'received continuation "c" #1',
      "sent binary 0102 #1",
      'received text "d" #2',
    ]);
    expect(page.log[4]).toEqual({
      kind: "frame",
      seq: 5,
      conversation: 7,
      atUs: 5_001_005,
      direction: "sent",
      opcode: 2,
      fin: true,
      rsv: 4,
      bytes: 2,
      payload: "AQI=",
      message: 1,
    });
  });

  it("keeps the first 4,096 bytes of a frame, and its whole size, whatever becomes of the view", async () => {
    const { recorder, page, clock } = setUp();
    const payload = Buffer.alloc(4_097, "x");
    recorder.frame("received", frame(payload), 0);
    payload.fill("y");
    await clock.advanceMs(0);
    expect(page.log).toMatchObject([{ bytes: 4_097, payload: Buffer.alloc(4_096, "x").toString("base64") }]);
  });

  it("counts the frames of a flood beyond 200 in 100 ms, by direction, and tells them when the window has ended", async () => {
    const { recorder, page, clock } = setUp();
    for (let i = 0; i < 1_000; i++) {
      recorder.frame("received", frame("12345"), 50);
      recorder.frame("sent", frame("123"), 60);
    }
    await clock.advanceMs(99);
    expect(page.log).toHaveLength(200);
    await clock.advanceMs(150);
    expect(page.rows(7).slice(200)).toEqual([
      "left out received 900 frames 4500 bytes",
      "left out sent 900 frames 2700 bytes",
    ]);
    expect(page.log[200]).toMatchObject({ atUs: 5_000_050, seq: 2_001 });
    recorder.frame("received", frame("later"), 250_000);
    await clock.advanceMs(100);
    expect(page.log.at(-1)).toMatchObject({ seq: 2_003, message: 1_001, bytes: 5 });
  });

  it("tells what was left out before the first frame of the next window", async () => {
    const { recorder, page, clock } = setUp();
    for (let i = 0; i < 201; i++) recorder.frame("received", frame("1"), 0);
    recorder.frame("received", frame("next"), 100_000);
    await clock.advanceMs(0);
    expect(page.rows(7).slice(200)).toEqual([
      "left out received 1 frames 1 bytes",
      'received text "next" #202',
    ]);
  });

  it("tells a gap before the next data frame, where the bounds of all conversations are what made it", async () => {
    const { recorder, log, page, clock } = setUp();
    const other = new FrameRecorder(8, log);
    for (let i = 0; i < logLimits.windowFrames; i++) {
      new FrameRecorder(9 + (i % 10), log).frame("received", frame("x"), 0);
    }
    recorder.frame("received", frame("start", { fin: false }), 50_000);
    recorder.frame("received", frame("lost", { opcode: Opcode.continuation, fin: false }), 60_000);
    // A new window of all conversations, while this one's own goes on.
    other.frame("received", frame("y"), 100_000);
    recorder.frame("received", frame("end", { opcode: Opcode.continuation }), 100_001);
    await clock.advanceMs(0);
    expect(page.rows(7)).toEqual(["left out received 2 frames 9 bytes", 'received continuation "end" #1']);
  });

  it("keeps control frames in a flood, and a close frame behind what was left out before it", async () => {
    const { recorder, page, clock } = setUp();
    for (let i = 0; i < 250; i++) recorder.frame("received", frame("1"), 0);
    for (let i = 0; i < 60; i++) recorder.frame("received", frame("p", { opcode: Opcode.ping }), 0);
    recorder.frame("received", frame("", { opcode: Opcode.close }), 0);
    await clock.advanceMs(0);
    expect(page.log.filter((row) => row.kind === "frame" && row.opcode === 9)).toHaveLength(
      floodLimits.controlFrames,
    );
    expect(page.rows(7).slice(-2)).toEqual(["left out received 60 frames 60 bytes", 'received close ""']);
  });

  it("shows no more payload in a window than 256 KiB", async () => {
    const { recorder, page, clock } = setUp();
    const large = frame(Buffer.alloc(100_000));
    for (let i = 0; i < 100; i++) recorder.frame("received", large, 0);
    await clock.advanceMs(0);
    expect(page.log).toHaveLength(64);
  });

  it("shares 600 frames in a window with all conversations", async () => {
    const { log, page, clock, recorders } = several(5);
    expect(logLimits.windowFrames).toBe(600);
    for (const recorder of recorders) for (let i = 0; i < 150; i++) recorder.frame("sent", frame("1"), 0);
    await clock.advanceMs(250);
    expect(page.log.filter(({ kind }) => kind === "frame")).toHaveLength(600);
    expect(page.rows(5)).toEqual(["left out sent 150 frames 150 bytes"]);
    expect(log.snapshot().entries).toHaveLength(601);
  });

  it("of many conversations tells what was left out in turns, and loses nothing", async () => {
    const { page, clock, recorders } = several(1_000);
    const windows = 20;
    for (let window = 0; window < windows; window++) {
      for (const recorder of recorders) {
        for (let i = 0; i < 3; i++) recorder.frame("received", frame("12"), clock.nowUs());
      }
      await clock.advanceMs(100);
    }
    const rows = page.log.length;
    expect(rows).toBeLessThan(windows * 1_400);
    await clock.advanceMs(2_000);
    const shown = page.log.filter(({ kind }) => kind === "frame").length;
    const leftOut = page.log.filter((row) => row.kind === "leftOut");
    expect(shown).toBe(600 * windows);
    expect(leftOut.reduce((sum, row) => sum + row.frames, 0)).toBe(3_000 * windows - shown);
    expect(clock.sleepingMs).toEqual([]);
  });

  it("tells another row behind what was left out before it", async () => {
    const { recorder, page, clock } = setUp();
    for (let i = 0; i < 201; i++) recorder.frame("sent", frame("1"), 0);
    recorder.row(10, { kind: "state", state: "closing" });
    await clock.advanceMs(0);
    expect(page.rows(7).slice(200)).toEqual(["left out sent 1 frames 1 bytes", "closing"]);
  });
});

function setUp() {
  const clock = new FakeClock();
  const { log, page } = makeLog(clock, 5_000_000);
  return { clock, log, page, recorder: new FrameRecorder(7, log) };
}

function several(count: number) {
  const clock = new FakeClock();
  const { log, page } = makeLog(clock);
  return {
    clock,
    log,
    page,
    recorders: Array.from({ length: count }, (_, i) => new FrameRecorder(i + 1, log)),
  };
}
