import { describe, expect, it } from "vitest";
import { Opcode } from "../../../../src/protocol/opcodes.js";
import { ConversationRecord, recordLimits } from "../../../../src/ui/windows/export/conversation-record.js";
import { RecordShelf } from "../../../../src/ui/windows/export/record-shelf.js";
import { frame } from "../log-rows.js";

const outcome = { code: 1000, reason: "", wasClean: true, initiatedBy: "peer" } as const;

describe("ConversationRecord", () => {
  it("puts fragments together, of both sides at once, and says who spoke", () => {
    const record = new ConversationRecord("server", new RecordShelf());
    record.frame("received", frame("ab", { fin: false }), 1);
    record.frame("sent", frame("x", { fin: false, wireBytes: 3 }), 2);
    record.frame("received", frame("c", { opcode: Opcode.continuation }), 3);
    record.frame("sent", frame("", { opcode: Opcode.continuation, wireBytes: 2 }), 4);
    expect(record.items).toEqual([
      {
        kind: "message",
        by: "client",
        isText: true,
        payload: Buffer.from("abc"),
        frameBytes: [2, 1],
        atUs: 3,
      },
      { kind: "message", by: "server", isText: true, payload: Buffer.from("x"), frameBytes: [1, 0], atUs: 4 },
    ]);
  });

  it.each([
    [125, 131],
    [126, 134],
    [65_535, 65_543],
    [65_536, 65_550],
  ])("reads a payload of %i bytes from a masked frame of %i", (payloadBytes, wireBytes) => {
    const record = new ConversationRecord("client", new RecordShelf());
    record.frame("sent", frame("", { wireBytes }), 0);
    expect(record.items).toMatchObject([{ frameBytes: [payloadBytes] }]);
  });

  it("keeps bytes of its own", () => {
    const record = new ConversationRecord("client", new RecordShelf());
    const payload = Buffer.from("mine");
    record.frame("sent", frame(payload), 0);
    record.frame("sent", frame(payload, { opcode: Opcode.ping }), 0);
    payload.fill("!");
    expect(record.items.map((item) => "payload" in item && Buffer.from(item.payload).toString())).toEqual([
      "mine",
      "mine",
    ]);
  });

  it("knows which pings of the client were answered, earlier ones by a later pong too", () => {
    const record = new ConversationRecord("client", new RecordShelf());
    for (const text of ["a", "b", "c"]) record.frame("sent", frame(text, { opcode: Opcode.ping }), 0);
    record.frame("received", frame("b", { opcode: Opcode.pong }), 0);
    record.frame("received", frame("server's own", { opcode: Opcode.ping }), 0);
    expect(record.items.map((item) => item.kind === "ping" && item.isAnswered)).toEqual([true, true, false]);
  });

  it("holds 500 messages and counts the others, the one under way in the other direction too", () => {
    const record = new ConversationRecord("client", new RecordShelf());
    record.frame("received", frame("never whole", { fin: false }), 0);
    for (let i = 0; i < recordLimits.messages + 7; i++) record.frame("sent", frame(`${i}`), 0);
    record.frame("received", frame("", { opcode: Opcode.continuation }), 0);
    expect(record.items).toHaveLength(500);
    expect(record.leftOutMessages).toBe(8);
  });

  it("holds 1 MiB, and no message in part", () => {
    const record = new ConversationRecord("client", new RecordShelf());
    const half = Buffer.alloc(500_000);
    record.frame("sent", frame(half), 0);
    record.frame("sent", frame(half, { fin: false }), 0);
    record.frame("sent", frame(half, { opcode: Opcode.continuation }), 0);
    record.frame("sent", frame("small"), 0);
    expect(record.items).toHaveLength(1);
    expect(record.leftOutMessages).toBe(2);
    expect(record.unfinishedMessages).toBe(0);
  });
});

describe("RecordShelf", () => {
  it("makes room by forgetting the record that ended first, never an open one", () => {
    const shelf = new RecordShelf(2_500);
    const [open, first, second] = [1, 2, 3].map(() => {
      const record = new ConversationRecord("client", shelf);
      record.frame("sent", frame(Buffer.alloc(500)), 0);
      return record;
    });
    first?.ended(outcome);
    second?.ended(outcome);
    const late = new ConversationRecord("client", shelf);
    late.frame("sent", frame(Buffer.alloc(500)), 0);
    expect([open, first, second, late].map((record) => record?.isForgotten)).toEqual([
      false,
      true,
      false,
      false,
    ]);
    late.frame("sent", frame(Buffer.alloc(1_500)), 0);
    expect([open, second].map((record) => record?.isForgotten)).toEqual([false, true]);
    expect(late.leftOutMessages).toBe(1);
    expect(late.items).toHaveLength(1);
  });
});
