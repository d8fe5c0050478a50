// What was said in a connection as the steps of a scenario, seen from the client.

import { isUtf8 } from "node:buffer";
import { CloseCode } from "../../../protocol/close-codes.js";
import type { DeclaredStep } from "../../../scenarios/file-schema.js";
import type { ConversationRecord, RecordedItem, Speaker } from "./conversation-record.js";

type Message = Extract<RecordedItem, { kind: "message" }>;
type Ping = Extract<RecordedItem, { kind: "ping" }>;
type Close = Extract<RecordedItem, { kind: "close" }>;

/** Steps, and sentences about what they cannot say. */
export interface ExportedSteps {
  readonly steps: readonly DeclaredStep[];
  readonly notes: readonly string[];
}

/** Binary of at most so many bytes is written in hex, which can be read. */
const maxHexBytes = 64;

/** The steps after `connect`. */
export function exportSteps(record: ConversationRecord): ExportedSteps {
  const steps: DeclaredStep[] = [];
  const notes: string[] = [];
  const isWhole = record.leftOutMessages === 0;
  const broken = brokenRule(record);
  let hasClosed = false;
  for (const item of record.items) {
    const skipsClose = hasClosed || !isWhole || broken !== undefined;
    const { step, note } = exportItem(item, record.items, skipsClose);
    if (step !== undefined) steps.push(step);
    if (note !== undefined && !notes.includes(note)) notes.push(note);
    hasClosed ||= item.kind === "close";
  }
  if (!isWhole) notes.push(leftOutNote(record));
  else if (record.unfinishedMessages > 0) notes.push("A message whose last frame never came is left out.");
  const end = !isWhole || (hasClosed && broken === undefined) ? {} : exportEnd(record);
  if (end.step !== undefined) steps.push(end.step);
  if (end.note !== undefined) notes.push(end.note);
  return { steps, notes };
}

interface Exported {
  readonly step?: DeclaredStep | undefined;
  readonly note?: string | undefined;
}

function exportItem(item: RecordedItem, all: readonly RecordedItem[], skipsClose: boolean): Exported {
  switch (item.kind) {
    case "message":
      return item.by === "client" ? sendStep(item) : { step: expectStep(item) };
    case "ping":
      return pingStep(item);
    case "close":
      return skipsClose ? {} : closeStep(item, all);
    default:
      return item satisfies never;
  }
}

function sendStep({ isText, payload, frameBytes }: Message): Exported {
  const text = isText ? { text: textOf(payload) } : undefined;
  const [fragment = 0] = frameBytes;
  if (frameBytes.length > 1) {
    const cut = { ...(text ?? bytesOf(payload)), fragment: `${Math.max(fragment, 1)}B` };
    const note = isCutEvenly(frameBytes)
      ? undefined
      : "Some messages were cut into frames of different sizes; the file cuts them into frames of the first one's.";
    return { step: { sendFragments: cut }, note };
  }
  return { step: text === undefined ? { sendBinary: bytesOf(payload) } : { sendText: text.text } };
}

function isCutEvenly(frameBytes: readonly number[]): boolean {
  const [first = 0] = frameBytes;
  const last = frameBytes.at(-1) ?? 0;
  return last > 0 && last <= first && frameBytes.slice(0, -1).every((bytes) => bytes === first);
}

function expectStep({ isText, payload }: Message): DeclaredStep {
  return isText ? { expectText: textOf(payload) } : { expectBinary: bytesOf(payload) };
}

function pingStep({ payload, isAnswered }: Ping): Exported {
  if (!isAnswered)
    return { note: "A ping that was not answered is left out: a scenario's ping must be answered." };
  if (payload.length === 0) return { step: "ping" };
  if (isUtf8(payload)) return { step: { ping: { text: textOf(payload) } } };
  return {
    step: "ping",
    note: "The payload of a ping is no text; the file's ping has a payload of its own.",
  };
}

function closeStep({ by, close: { code, reason } }: Close, all: readonly RecordedItem[]): Exported {
  const withReason = reason === "" ? {} : { reason };
  if (by === "server") return { step: { expectClose: { code, ...withReason } } };
  const answer = closeOf("server", all);
  if (answer === undefined)
    return { note: "The close frame is left out, since the server has not answered it." };
  if (code === CloseCode.noStatus) {
    return { step: "close", note: "The client closed without a code; the file closes with 1000." };
  }
  return { step: { close: { code, ...withReason, expect: answer.close.code } } };
}

function closeOf(by: Speaker, all: readonly RecordedItem[]): Close | undefined {
  return all.find((item): item is Close => item.kind === "close" && item.by === by);
}

/** Of a connection in which close frames were not the end. */
function exportEnd(record: ConversationRecord): Exported {
  const { outcome, weAre } = record;
  const broken = brokenRule(record);
  if (broken !== undefined) {
    const whose = weAre === "client" ? "server" : "client";
    return { note: `The file ends where the ${whose} broke a rule: ${broken}.` };
  }
  if (outcome === undefined) return {};
  if (weAre === "client" && (outcome.error ?? outcome.violation) !== undefined) {
    return { step: { expectClose: CloseCode.abnormal } };
  }
  return { note: "The connection ended without close frames; the file ends where it did." };
}

/** Why the connection was failed. That TCP was lost is told in the same way, but is no rule that a frame breaks. */
function brokenRule({ outcome }: ConversationRecord): string | undefined {
  const violation = outcome?.violation;
  return violation === undefined || violation.code === "connection-lost" ? undefined : violation.message;
}

function leftOutNote(record: ConversationRecord): string {
  const kept = record.items.filter((item) => item.kind === "message").length;
  return `The file holds the first ${kept} messages; ${record.leftOutMessages} later ones, and the end, are left out.`;
}

function textOf(payload: Uint8Array): string {
  return Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString("utf8");
}

function bytesOf(payload: Uint8Array): { readonly hex: string } | { readonly base64: string } {
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.length);
  if (bytes.length > maxHexBytes) return { base64: bytes.toString("base64") };
  return { hex: bytes.toString("hex").replaceAll(/..(?=.)/g, "$& ") };
}
