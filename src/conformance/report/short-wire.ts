// The wire log of a case that passed, shortened: its beginning says how it went.

import type { WireEntry, WireLogRecord } from "../driver/wire-log.js";

/** Entries kept. */
export const shortEntries = 12;
const shortBytes = 32;

/** The first {@link shortEntries} entries, each with the beginning of its bytes; the others are counted as omitted. */
export function shortWire({ first, omitted, last }: WireLogRecord): WireLogRecord {
  const kept = first.slice(0, shortEntries);
  return {
    first: kept.map(shortEntry),
    omitted: omitted + first.length - kept.length + last.length,
    last: [],
  };
}

/** The first 32 bytes of what is given in hexadecimal. */
export function beginningOf(hex: string): string {
  return hex.slice(0, 2 * shortBytes);
}

function shortEntry(entry: WireEntry): WireEntry {
  switch (entry.kind) {
    case "frame":
      return { ...entry, payloadHex: beginningOf(entry.payloadHex) };
    case "bytes":
      // The heads of the handshake are there as text.
      return { ...entry, hex: beginningOf(entry.hex) };
    case "note":
      return entry;
    default:
      return entry satisfies never;
  }
}
