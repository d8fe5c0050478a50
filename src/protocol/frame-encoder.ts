// Frames as bytes, RFC 6455 §5.2; illegal ones too, since trying them on a peer is what wsrig is for.

import { WsrigError } from "../errors.js";
import { maskRange } from "./mask.js";
import type { MessageKind } from "./opcodes.js";
import { Opcode } from "./opcodes.js";
import type { RawFrame } from "./raw-frame.js";

/** FIN in a frame's first byte. */
export const FIN_BIT = 0x80;
/** RSV1 in a frame's first byte. */
export const RSV1_BIT = 0x40;

type LengthForm = "7" | "16" | "64";

/** Bytes of a header with the shortest length field. */
export function frameHeaderBytes(payloadBytes: number, masked: boolean): number {
  const maskBytes = masked ? 4 : 0;
  if (payloadBytes < 126) return 2 + maskBytes;
  return (payloadBytes < 65_536 ? 4 : 10) + maskBytes;
}

/**
 * Header and payload of `frame` in one new array, legal or not. The payload is copied.
 *
 * @param defaultMask - The key when the frame names none: `false` for a server. `mask: true` needs a key here.
 * @throws WsrigError `frame-invalid` for a field that has no bits to stand in.
 */
export function encodeFrame(frame: RawFrame, defaultMask: number | false): Uint8Array {
  const payload = frame.payload ?? new Uint8Array(0);
  const key = chooseMask(frame.mask, defaultMask);
  const announced = announcedOf(frame.announcedBytes ?? payload.length);
  const form = chooseForm(frame.lengthForm, announced);
  const headerBytes = { "7": 2, "16": 4, "64": 10 }[form] + (key === false ? 0 : 4);
  const bytes = Buffer.allocUnsafe(headerBytes + payload.length);
  bytes[0] = firstByteOf(frame);
  writeAnnounced(bytes, announced, form);
  bytes.set(payload, headerBytes);
  if (key !== false) {
    bytes[1] = (bytes[1] as number) | 0x80;
    bytes.writeUInt32BE(key, headerBytes - 4);
    maskRange(bytes, headerBytes, bytes.length, key, 0);
  }
  return bytes;
}

/**
 * All frames of a message one after the other in one new array; an empty payload makes one frame.
 *
 * @param fragmentBytes - Payload bytes of every frame but the last; > 0.
 * @param mask - Asked once per frame.
 * @param rsv1 - Whether the first frame carries RSV1 (RFC 7692 §6): the payload is a compressed message.
 * @throws WsrigError `fragment-size-invalid`
 */
export function encodeFragments(
  kind: MessageKind,
  payload: Uint8Array,
  fragmentBytes: number,
  mask: () => number | false,
  rsv1 = false,
): Uint8Array {
  assertFragmentBytes(fragmentBytes);
  const frames = countFragments(payload.length, fragmentBytes);
  const keys = Array.from({ length: frames }, mask);
  const size = (index: number): number => Math.min(fragmentBytes, payload.length - index * fragmentBytes);
  const total = keys.reduce<number>(
    (sum, key, i) => sum + frameHeaderBytes(size(i), key !== false) + size(i),
    0,
  );
  const bytes = Buffer.allocUnsafe(total);
  let at = 0;
  keys.forEach((key, i) => {
    const start = i * fragmentBytes;
    const opcode = i === 0 ? Opcode[kind] | (rsv1 ? RSV1_BIT : 0) : Opcode.continuation;
    const firstByte = opcode | (i === frames - 1 ? FIN_BIT : 0);
    at += writeFrame(bytes, at, { firstByte, key, payload: payload.subarray(start, start + size(i)) });
  });
  return bytes;
}

/** @throws WsrigError `fragment-size-invalid` unless it is an integer > 0 */
export function assertFragmentBytes(fragmentBytes: number): void {
  requirePositiveInteger("fragment-size-invalid", "fragmentBytes", fragmentBytes);
}

/** In how many frames {@link encodeFragments} puts a message. */
export function countFragments(payloadBytes: number, fragmentBytes: number): number {
  return Math.max(1, Math.ceil(payloadBytes / fragmentBytes));
}

/** A frame with a minimal length field, for {@link writeFrame}. */
export interface WrittenFrame {
  /** FIN, RSV and opcode. */
  readonly firstByte: number;
  readonly key: number | false;
  readonly payload: Uint8Array;
}

/** Writes a frame at `at`, where there must be room; gives its bytes. */
export function writeFrame(target: Buffer, at: number, frame: WrittenFrame): number {
  const { key, payload } = frame;
  const start = at + writeFrameHeader(target, at, frame.firstByte, payload.length, key);
  target.set(payload, start);
  if (key !== false) maskRange(target, start, start + payload.length, key, 0);
  return start - at + payload.length;
}

/** Writes a header with a minimal length field at `at`, where there must be room; gives its bytes. */
export function writeFrameHeader(
  target: Buffer,
  at: number,
  firstByte: number,
  payloadBytes: number,
  key: number | false,
): number {
  const maskBit = key === false ? 0 : 0x80;
  let end = at + 2;
  target[at] = firstByte;
  if (payloadBytes < 126) target[at + 1] = maskBit | payloadBytes;
  else if (payloadBytes < 65_536) {
    target[at + 1] = maskBit | 126;
    end = target.writeUInt16BE(payloadBytes, end);
  } else {
    target[at + 1] = maskBit | 127;
    end = target.writeUInt32BE(Math.floor(payloadBytes / 0x1_0000_0000), end);
    end = target.writeUInt32BE(payloadBytes >>> 0, end);
  }
  if (key !== false) end = target.writeUInt32BE(key, end);
  return end - at;
}

/** Views of `bytes` of `pieceBytes` each, the last one shorter: what a cruel TCP would deliver. */
export function chop(bytes: Uint8Array, pieceBytes: number): Uint8Array[] {
  requirePositiveInteger("piece-size-invalid", "pieceBytes", pieceBytes);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) pieces.push(bytes.subarray(at, at + pieceBytes));
  return pieces;
}

function chooseMask(mask: RawFrame["mask"], defaultMask: number | false): number | false {
  const key = mask === undefined || mask === true ? defaultMask : mask;
  if (mask === true && key === false) {
    throw new WsrigError("frame-invalid", "mask is true but no key was given; must be a key of 32 bits");
  }
  if (key !== false) requireRange("mask", key, 0xffff_ffff);
  return key;
}

function firstByteOf(frame: RawFrame): number {
  const { opcode, fin = true, rsv = 0 } = frame;
  requireRange("opcode", opcode, 15);
  requireRange("rsv", rsv, 7);
  return (fin ? FIN_BIT : 0) | (rsv << 4) | opcode;
}

function announcedOf(bytes: bigint | number): bigint {
  if (typeof bytes === "bigint" || Number.isInteger(bytes)) return BigInt(bytes);
  throw new WsrigError("frame-invalid", `the announced length is ${bytes}; must be an integer`);
}

function chooseForm(form: RawFrame["lengthForm"], announced: bigint): LengthForm {
  if (announced < 0n || announced > 0xffff_ffff_ffff_ffffn) throw tooWide(announced, "64");
  if (form === undefined || form === "minimal") {
    if (announced < 126n) return "7";
    return announced < 65_536n ? "16" : "64";
  }
  // 126 and 127 fit 7 bits, though a reader takes them for the start of a longer field.
  if (form === "7" && announced > 127n) throw tooWide(announced, form);
  if (form === "16" && announced > 65_535n) throw tooWide(announced, form);
  return form;
}

function writeAnnounced(bytes: Buffer, announced: bigint, form: LengthForm): void {
  if (form === "7") bytes[1] = Number(announced);
  else if (form === "16") {
    bytes[1] = 126;
    bytes.writeUInt16BE(Number(announced), 2);
  } else {
    bytes[1] = 127;
    bytes.writeBigUInt64BE(announced, 2);
  }
}

function tooWide(announced: bigint, form: LengthForm): WsrigError {
  return new WsrigError("frame-invalid", `the announced length is ${announced}; must fit ${form} bits`);
}

function requireRange(name: string, value: number, max: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= max) return;
  throw new WsrigError("frame-invalid", `${name} is ${value}; must be an integer from 0 to ${max}`);
}

function requirePositiveInteger(code: string, name: string, value: number): void {
  if (Number.isInteger(value) && value > 0) return;
  throw new WsrigError(code, `${name} is ${value}; must be an integer greater than 0`);
}
