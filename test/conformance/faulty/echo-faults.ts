// What comes back for a message, for a ping and to greet: right, or as a fault has it. Pure.

import type { EchoFaults, FrameFaults } from "./fault-switches.js";

/** A message to send. */
export interface Echo {
  readonly isText: boolean;
  readonly payload: Buffer;
}

/** Opcode and payload of a frame to send. */
export interface Greeting {
  readonly opcode: number;
  readonly payload: Buffer;
}

const noBytes: Buffer = Buffer.alloc(0);

/** The messages that answer one that came in `fragments`. */
export function echoesOf(
  echo: EchoFaults["echo"],
  { isText, fragments, previous }: { isText: boolean; fragments: readonly Buffer[]; previous: Buffer },
): readonly Echo[] {
  const payload = Buffer.concat(fragments);
  const whole: Echo = { isText, payload };
  const other = (bytes: Buffer): readonly Echo[] => [{ isText, payload: bytes }];
  const unless = (isLost: boolean): readonly Echo[] => (isLost ? [] : [whole]);
  switch (echo) {
    case "never":
      return [];
    case "wrong-type":
      return [{ isText: !isText, payload }];
    case "wrong-bytes":
      return other(Buffer.alloc(Math.max(1, payload.length), "x"));
    case "wrong-last-byte":
      return other(withOtherLastByte(payload));
    case "cut":
      return other(payload.subarray(0, -1));
    case "twice":
      return [whole, whole];
    case "swapped-fragments":
      return other(Buffer.concat([...fragments].reverse()));
    case "previous":
      return other(previous);
    case "not-empty":
      return unless(payload.length === 0);
    case "not-binary":
      return unless(!isText);
    case "not-large":
      return unless(payload.length > 65_535);
    case "not-fragmented":
      return unless(fragments.length > 1);
    default:
      return [whole];
  }
}

/** The payloads of the pongs that answer the ping number `count` at once. */
export function pongsOf(pong: EchoFaults["pong"], payload: Buffer, count: number): readonly Buffer[] {
  switch (pong) {
    case "never":
    case "ping-instead":
    case "latest-only":
    case "reversed":
    case "behind-echo":
      return [];
    case "wrong-payload":
      return [Buffer.from("another payload")];
    case "empty":
      return [noBytes];
    case "twice":
      return [payload, payload];
    case "first-only":
      return count > 1 ? [] : [payload];
    default:
      return [payload];
  }
}

/** Of pings that came together and wait for their pongs: which are answered, in what order. */
export function gatheredPongs(pong: EchoFaults["pong"], waiting: readonly Buffer[]): readonly Buffer[] {
  if (pong === "latest-only") return waiting.slice(-1);
  return pong === "reversed" ? [...waiting].reverse() : waiting;
}

/** What a peer sends before it is asked. */
export const greetings: Readonly<Record<Exclude<NonNullable<FrameFaults["greets"]>, "close">, Greeting>> = {
  pong: { opcode: 10, payload: Buffer.from("nobody asked") },
  ping: { opcode: 9, payload: Buffer.from("are you there?") },
  text: { opcode: 1, payload: Buffer.from("welcome") },
  "reserved-opcode": { opcode: 3, payload: noBytes },
  "stray-continuation": { opcode: 0, payload: Buffer.from("nothing before it") },
  "long-ping": { opcode: 9, payload: Buffer.alloc(126) },
};

function withOtherLastByte(bytes: Buffer): Buffer {
  if (bytes.length === 0) return Buffer.from("?");
  const other = Buffer.from(bytes);
  const last = other.length - 1;
  other[last] = other[last] === 0x3f ? 0x21 : 0x3f;
  return other;
}
