// A message as the frames of its delivery, with the pings between them.

import { Opcode } from "../../../protocol/opcodes.js";
import type { RawFrame } from "../../../protocol/raw-frame.js";
import type { MessagePlan } from "../../plan/traffic-plan.js";
import { fragmentPing } from "./fragment-ping.js";

/**
 * The frames of one message in their order; payloads are views.
 *
 * RFC 6455 §5.4: control frames may stand between the fragments of a message. So a ping comes after every
 * `pingEveryFragments` fragments, but none after the last.
 */
export function messageFrames(message: MessagePlan, payload: Uint8Array): RawFrame[] {
  const { fragmentBytes, pingEveryFragments } = message.delivery;
  const pieceBytes = fragmentBytes ?? Math.max(1, payload.length);
  const fragments = Math.max(1, Math.ceil(payload.length / pieceBytes));
  const frames: RawFrame[] = [];
  for (let i = 0; i < fragments; i++) {
    frames.push({
      opcode: i === 0 ? Opcode[message.kind] : Opcode.continuation,
      fin: i === fragments - 1,
      payload: payload.subarray(i * pieceBytes, (i + 1) * pieceBytes),
    });
    const isPingDue = pingEveryFragments !== undefined && (i + 1) % pingEveryFragments === 0;
    if (isPingDue && i < fragments - 1) frames.push({ opcode: Opcode.ping, payload: fragmentPing });
  }
  return frames;
}
