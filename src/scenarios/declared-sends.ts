// The sending steps of a declarative scenario.

import { Opcode } from "../protocol/opcodes.js";
import { parseSizeBytes } from "../units.js";
import type { DeclaredConnection } from "./declared-connections.js";
import type { DeclaredStep } from "./file-schema.js";
import { bytesOfSize, textOfSize } from "./payload.js";
import type { Session } from "./session.js";

type Step = Exclude<DeclaredStep, string>;

/** Sends a text message: given, as JSON, or made to a size. */
export function sendDeclaredText(
  on: DeclaredConnection,
  step: NonNullable<Step["sendText"]>,
  session: Session,
): void {
  const text = typeof step === "string" ? step : textOf(on, step, session);
  on.connection.sendText(text);
  remember(on, utf8(text));
}

/** Sends a binary message: given, or made to a size. */
export function sendDeclared(
  on: DeclaredConnection,
  step: NonNullable<Step["sendBinary"]>,
  session: Session,
): void {
  const payload =
    givenBytes(step) ?? bytesOfSize(parseSizeBytes(step.size ?? "0", "size"), labelOf(on, session));
  on.connection.sendBinary(payload);
  remember(on, payload);
}

/** Sends a message in fragments; text when it is given as text. */
export function sendDeclaredFragments(
  on: DeclaredConnection,
  step: NonNullable<Step["sendFragments"]>,
  session: Session,
): void {
  const payload =
    givenBytes(step) ?? bytesOfSize(parseSizeBytes(step.size ?? "0", "size"), labelOf(on, session));
  const kind = step.text === undefined ? "binary" : "text";
  on.connection.sendFragments(kind, payload, parseSizeBytes(step.fragment, "fragment"));
  remember(on, payload);
}

/** Sends one frame of any shape. */
export function sendDeclaredFrame(on: DeclaredConnection, step: NonNullable<Step["sendFrame"]>): void {
  const { opcode, fin, rsv, masked } = step;
  const payload = givenBytes(step) ?? new Uint8Array();
  const number = typeof opcode === "number" ? opcode : Opcode[opcode];
  on.connection.sendFrame({ opcode: number, fin, rsv, payload, mask: masked });
  remember(on, payload);
}

/** The bytes that a step gives as text, hex or base64. */
export function givenBytes(step: {
  readonly text?: string | undefined;
  readonly hex?: string | undefined;
  readonly base64?: string | undefined;
}): Uint8Array | undefined {
  if (step.text !== undefined) return utf8(step.text);
  if (step.hex !== undefined) return new Uint8Array(Buffer.from(step.hex.replaceAll(/\s/g, ""), "hex"));
  if (step.base64 !== undefined) return new Uint8Array(Buffer.from(step.base64, "base64"));
  return undefined;
}

function textOf(
  on: DeclaredConnection,
  step: Exclude<Step["sendText"], string | undefined>,
  session: Session,
): string {
  if (step.text !== undefined) return step.text;
  if (step.size !== undefined) return textOfSize(parseSizeBytes(step.size, "size"), labelOf(on, session));
  return JSON.stringify(step.json);
}

function labelOf(on: DeclaredConnection, session: Session): string {
  return `client ${session.client}.${session.iteration} message ${on.sent}`;
}

function remember(on: DeclaredConnection, payload: Uint8Array): void {
  on.lastSent = payload;
  on.sent++;
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
