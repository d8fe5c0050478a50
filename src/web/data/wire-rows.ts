// The wire log as rows to read: who sent what, and when.

import type { DetailWireEntry } from "../../metrics/conformance-details.js";
import { says } from "../words/report-words.js";
import { textOfHex } from "./hex-bytes.js";

/** One row. */
export interface WireRow {
  /** After the case began: `1.204 ms`. */
  readonly at: string;
  /** Undefined of a note. */
  readonly sender: "driver" | "peer" | undefined;
  /** `text frame`, `bytes`, or what the note says. */
  readonly title: string;
  /** FIN, RSV and mask of a frame. */
  readonly facts: readonly string[];
  /** Of what follows the header. */
  readonly payload?: WirePayload | undefined;
}

/** The bytes of a row. */
export interface WirePayload {
  /** All of them. */
  readonly bytes: number;
  /** The first of them. */
  readonly hex: string;
  /** Bytes that are not in `hex`. */
  readonly cut: number;
  /** What they say; absent where they are no text. */
  readonly text?: string | undefined;
}

/** See the file's first line. */
export function wireRow(entry: DetailWireEntry): WireRow {
  const at = formatAt(entry.atUs);
  switch (entry.kind) {
    case "note":
      return { at, sender: undefined, title: entry.text, facts: [] };
    case "bytes":
      return bytesRow(entry, at);
    case "frame":
      return frameRow(entry, at);
    default:
      return entry satisfies never;
  }
}

/** `1.204 ms` */
export function formatAt(atUs: number): string {
  return `${(atUs / 1_000).toLocaleString("en", { minimumFractionDigits: 3, maximumFractionDigits: 3 })} ms`;
}

/** `1002 “reason”` of the payload of a close frame; undefined where it has no code. */
export function closeText(hex: string): string | undefined {
  if (hex.length < 4) return undefined;
  const code = Number.parseInt(hex.slice(0, 4), 16);
  const reason = textOfHex(hex.slice(4), false);
  return reason === "" ? says.wire.code(code) : says.wire.codeAndReason(code, reason);
}

function bytesRow({ sender, bytes, hex }: Extract<DetailWireEntry, { kind: "bytes" }>, at: string): WireRow {
  const text = textOfHex(hex, true);
  const [httpLine] = /^(?:HTTP\/|[A-Z]+ \S+ HTTP\/)[^\r\n]*/.exec(text) ?? [];
  // The rest of a head can be read below the log.
  const payload = payloadOf(bytes, hex, httpLine ?? asText(hex));
  return { at, sender, title: httpLine === undefined ? says.wire.rawBytes : "HTTP", facts: [], payload };
}

function frameRow(frame: Extract<DetailWireEntry, { kind: "frame" }>, at: string): WireRow {
  const { opcode, fin, rsv, isMasked, payloadBytes, payloadHex, pieceBytes, sender } = frame;
  const name = says.wire.opcodes[opcode] ?? says.wire.reserved(opcode);
  const bits = [4, 2, 1].filter((bit) => (rsv & bit) !== 0).map((bit) => `RSV${3 - Math.log2(bit)}`);
  const facts = [
    fin ? "FIN" : says.wire.noFin,
    ...bits,
    isMasked ? says.wire.masked : says.wire.notMasked,
    ...(pieceBytes === undefined ? [] : [says.wire.pieces(pieceBytes)]),
  ];
  const isCut = payloadHex.length < 2 * payloadBytes;
  // Compressed bytes are no text, whatever the opcode.
  const text =
    opcode === 8
      ? closeText(payloadHex)
      : opcode === 1 && (rsv & 4) === 0
        ? textOfHex(payloadHex, isCut)
        : asText(payloadHex);
  return { at, sender, title: name, facts, payload: payloadOf(payloadBytes, payloadHex, text) };
}

function payloadOf(bytes: number, hex: string, text: string | undefined): WirePayload {
  return { bytes, hex, cut: bytes - hex.length / 2, text: bytes === 0 ? undefined : text };
}

/** Where all of it is ASCII to be read. */
function asText(hex: string): string | undefined {
  const text = textOfHex(hex, true);
  return /^[\x20-\x7e\t\r\n]+$/.test(text) ? text : undefined;
}
