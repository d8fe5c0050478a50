// A result without secrets: the bytes of a handshake hold every header of the request.

import { redactData, redactText } from "../../metrics/redact.js";
import type { CaseResult } from "../case-result.js";
import type { WireEntry } from "../driver/wire-log.js";

/**
 * The result with secrets replaced in all its texts, those in hexadecimal of HTTP included. Payloads of frames stay as they are: they are
 * ours, or an echo of ours.
 *
 * @param names - Query parameters and headers to keep secret, beside those that always are.
 */
export function redactResult(result: CaseResult, names: readonly string[]): CaseResult {
  const { wire, ...texts } = result;
  const redactEntry = (entry: WireEntry): WireEntry => {
    if (entry.kind === "note") return { ...entry, text: redactText(entry.text, names) };
    return entry.kind === "bytes" ? { ...entry, hex: redactHex(entry.hex, names) } : entry;
  };
  return {
    ...redactData(texts, names),
    wire: { first: wire.first.map(redactEntry), omitted: wire.omitted, last: wire.last.map(redactEntry) },
  };
}

function redactHex(hex: string, names: readonly string[]): string {
  const text = Buffer.from(hex, "hex").toString("latin1");
  const safe = redactText(text, names);
  return safe === text ? hex : Buffer.from(safe, "latin1").toString("hex");
}
