// Does on a connection what a line asks for, and tells which frames that were.

import type { Connection } from "../../connection/connection.js";
import { encodeClosePayload } from "../../protocol/close-payload.js";
import { Opcode } from "../../protocol/opcodes.js";
import { fragmentFacts, frameFacts } from "./frame-facts.js";
import type { LineAction } from "./script-line.js";
import type { FrameFacts } from "./transcript.js";

/** An action that sends something. */
export type SendAction = Exclude<LineAction, { kind: "help" | "quit" }>;

/**
 * Sends.
 *
 * @returns the frames sent; none for raw bytes.
 * @throws WsrigError what the connection refuses, such as close code 1005.
 */
export function sendAction(connection: Connection, action: SendAction): readonly FrameFacts[] {
  switch (action.kind) {
    case "text":
      connection.sendText(action.text);
      return [frameFacts({ opcode: Opcode.text, payload: Buffer.from(action.text) })];
    case "binary":
      connection.sendBinary(action.payload);
      return [frameFacts({ opcode: Opcode.binary, payload: action.payload })];
    case "fragment": {
      const payload = Buffer.from(action.text);
      connection.sendFragments("text", payload, action.fragmentBytes);
      return fragmentFacts(Opcode.text, payload, action.fragmentBytes);
    }
    case "ping":
    case "pong":
      connection[action.kind](action.payload);
      return [frameFacts({ opcode: Opcode[action.kind], payload: action.payload })];
    case "close":
      connection.close(action.code, action.reason);
      return [frameFacts({ opcode: Opcode.close, payload: encodeClosePayload(action.code, action.reason) })];
    case "raw":
      connection.sendBytes(action.bytes);
      return [];
    default:
      return action satisfies never;
  }
}
