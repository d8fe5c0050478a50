// The step that most built-in scenarios are made of: a fresh connection, one message, the same message back.

import type { MessageKind } from "../../protocol/opcodes.js";
import type { Session, SessionConnection } from "../session.js";
import { explainDifference, quoteText, showBytes } from "../words.js";

/** A message that an echo must give back. */
export interface EchoMessage {
  readonly kind: MessageKind;
  readonly payload: Uint8Array;
}

/** Checks on a connection of its own that the target echoes a message, sent as `send` does (default: in one frame). */
export async function echoStep(
  session: Session,
  title: string,
  message: EchoMessage,
  send: (connection: SessionConnection) => unknown = (connection) => sendWhole(connection, message),
): Promise<void> {
  await session.step(title, async () => {
    const connection = await session.connect();
    send(connection);
    await expectEcho(session, connection, message);
    leave(connection);
  });
}

/** Reads the next message and fails the step when it is not `expected`, byte for byte and of the same kind. */
export async function expectEcho(
  session: Session,
  connection: SessionConnection,
  expected: EchoMessage,
): Promise<void> {
  const received = await connection.receiveMessage();
  if (received.kind !== expected.kind) {
    session.fail({
      expected: show(expected),
      received: show(received),
      reason: `sent as ${expected.kind}, came back as ${received.kind}`,
    });
  }
  const difference = explainDifference(expected.payload, received.payload);
  if (!difference) return;
  const short = Math.max(expected.payload.length, received.payload.length) <= 80;
  session.fail(short ? { ...difference, expected: show(expected), received: show(received) } : difference);
}

/** Starts the closing handshake and does not wait: how a target closes is the scenario `close-codes`' business. */
export function leave({ connection }: SessionConnection): void {
  if (connection.state === "open") connection.close(1000);
}

/** UTF-8 of `text`. */
export function textMessage(text: string): EchoMessage {
  return { kind: "text", payload: new TextEncoder().encode(text) };
}

function sendWhole(connection: SessionConnection, { kind, payload }: EchoMessage): void {
  if (kind === "text") connection.sendText(new TextDecoder().decode(payload));
  else connection.sendBinary(payload);
}

function show({ kind, payload }: EchoMessage): string {
  return kind === "text"
    ? `text ${quoteText(new TextDecoder().decode(payload))}`
    : `binary ${showBytes(payload)}`;
}
