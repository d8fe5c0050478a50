// Streams that a peer might send when it is wrong in every way: mostly frames, some of them damaged, some plain noise.

import { MessageDeflater } from "../../src/protocol/deflate.js";
import { encodeFrame } from "../../src/protocol/frame-encoder.js";
import type { Role } from "../../src/protocol/opcodes.js";
import type { Random } from "../../src/random.js";

/** Options of {@link randomStream}. */
export interface RandomStreamOptions {
  /** Who receives it: a server's peer masks. */
  readonly receiver: Role;
  /** Whether some messages are compressed. */
  readonly deflate: boolean;
}

const texts = ["", "a", "grüße", "你好", "𝄞", "x".repeat(130), "Hello, Hello, Hello"].map((text) =>
  Buffer.from(text),
);

/** The bytes of up to ten frames, in a new array. */
export function randomStream(random: Random, options: RandomStreamOptions): Uint8Array {
  if (random.next() < 0.05) return random.bytes(random.integer(0, 60));
  const deflater = options.deflate
    ? new MessageDeflater({ windowBits: 9, contextTakeover: true, memLevel: 1, level: 1 })
    : undefined;
  const peer: RandomPeer = { random, receiver: options.receiver, deflater, isInsideMessage: false };
  const frames = Array.from({ length: random.integer(1, 10) }, () => randomFrame(peer));
  const stream = new Uint8Array(Buffer.concat(frames));
  const damages = random.next() < 0.4 && stream.length > 0 ? random.integer(1, 3) : 0;
  for (let i = 0; i < damages; i++) stream[random.integer(0, stream.length - 1)] = random.integer(0, 255);
  return random.next() < 0.2 ? stream.subarray(0, random.integer(0, stream.length)) : stream;
}

/** Cuts `bytes` into copies of pieces of random sizes, empty ones included. */
export function randomlyCut(random: Random, bytes: Uint8Array): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = random.integer(0, random.next() < 0.5 ? 3 : 60);
    pieces.push(bytes.slice(at, at + size));
    at += size;
  }
  return pieces;
}

interface RandomPeer {
  readonly random: Random;
  readonly receiver: Role;
  readonly deflater: MessageDeflater | undefined;
  isInsideMessage: boolean;
}

function randomFrame(peer: RandomPeer): Uint8Array {
  const { random, receiver } = peer;
  const mask = receiver === "server" && random.integer(0, 0xffff_ffff);
  const payload = random.next() < 0.9 ? random.pick(texts) : random.bytes(random.integer(0, 140));
  const kind = random.next();
  if (kind < 0.25)
    return encodeFrame({ opcode: random.pick([9, 10]), payload: payload.subarray(0, 125) }, mask);
  if (kind < 0.3) return encodeFrame({ opcode: 8, payload: randomClosePayload(random) }, mask);
  if (kind < 0.97) return randomDataFrame(peer, payload, mask);
  return strangeFrame(random, payload, mask);
}

/** Usually in the order that §5.4 demands. */
function randomDataFrame(peer: RandomPeer, payload: Uint8Array, mask: number | false): Uint8Array {
  const { random, deflater } = peer;
  const goesOn = random.next() < 0.95 ? peer.isInsideMessage : !peer.isInsideMessage;
  const compressed = !goesOn && random.next() < 0.5 ? deflater?.deflate(payload) : undefined;
  const fin = compressed !== undefined || random.next() < 0.5;
  peer.isInsideMessage = !fin;
  return encodeFrame(
    {
      opcode: goesOn ? 0 : random.integer(1, 2),
      fin,
      rsv: compressed ? 4 : 0,
      payload: compressed ?? payload,
    },
    mask,
  );
}

function randomClosePayload(random: Random): Uint8Array {
  const code = random.next() < 0.7 ? 1000 : random.integer(990, 1020);
  const payload = Buffer.concat([Uint8Array.of(code >> 8, code & 255), random.pick(texts).subarray(0, 60)]);
  return random.next() < 0.8 ? payload : payload.subarray(0, random.integer(0, 3));
}

/** Any header at all. */
function strangeFrame(random: Random, payload: Uint8Array, mask: number | false): Uint8Array {
  const lengthForm = random.pick(["minimal", "16", "64"] as const);
  const lengths = [payload.length, random.integer(0, 65_535), lengthForm === "64" ? 2n ** 63n : 0];
  return encodeFrame(
    {
      opcode: random.integer(0, 15),
      rsv: random.next() < 0.5 ? 0 : random.integer(1, 7),
      fin: random.next() < 0.5,
      payload,
      lengthForm,
      announcedBytes: random.pick(lengths),
    },
    random.next() < 0.8 ? mask : random.integer(0, 0xffff_ffff),
  );
}
