// What a peer caused in a case, as the verdict compares it.

import type { MessageKind } from "../protocol/opcodes.js";

/** One event. Pings and close frames of the peer are none: pings are answered, the close is judged on its own. */
export type CaseEvent =
  | { readonly kind: "message"; readonly type: MessageKind; readonly payload: Uint8Array }
  | { readonly kind: "pong"; readonly payload: Uint8Array }
  /** The script waited, and the connection was still open. */
  | { readonly kind: "waited"; readonly tag: string };

/** A text message; a string is encoded. */
export function text(payload: string | Uint8Array): CaseEvent {
  return { kind: "message", type: "text", payload: bytesOf(payload) };
}

/** A binary message. */
export function binary(payload: Uint8Array): CaseEvent {
  return { kind: "message", type: "binary", payload };
}

/** A pong. */
export function pong(payload: string | Uint8Array = ""): CaseEvent {
  return { kind: "pong", payload: bytesOf(payload) };
}

/** The marker of a wait. */
export function waited(tag: string): CaseEvent {
  return { kind: "waited", tag };
}

/** Whether two lists are equal: kinds, types, bytes and order, nothing more and nothing less. */
export function sameEvents(a: readonly CaseEvent[], b: readonly CaseEvent[]): boolean {
  return a.length === b.length && a.every((event, index) => sameEvent(event, b[index] as CaseEvent));
}

function sameEvent(a: CaseEvent, b: CaseEvent): boolean {
  if (a.kind === "waited") return b.kind === "waited" && a.tag === b.tag;
  if (b.kind === "waited") return false;
  if (a.kind === "message" && b.kind === "message" && a.type !== b.type) return false;
  return a.kind === b.kind && Buffer.compare(a.payload, b.payload) === 0;
}

function bytesOf(payload: string | Uint8Array): Uint8Array {
  return typeof payload === "string" ? Buffer.from(payload) : payload;
}
