// A result without secrets: the bytes of a handshake hold every header of the request.

import { redactData, redactText } from "../../metrics/redact.js";
import type { CaseResult } from "../case-result.js";
import type { Sender, WireEntry } from "../driver/wire-log.js";

/**
 * The result with secrets replaced in all its texts, those in hexadecimal of HTTP included. Payloads of frames stay as they are: they are
 * ours, or an echo of ours.
 *
 * @param names - Query parameters and headers to keep secret, beside those that always are.
 */
export function redactResult(result: CaseResult, names: readonly string[]): CaseResult {
  const { wire, ...texts } = result;
  const redactEntries = (entries: readonly WireEntry[]): readonly WireEntry[] => {
    const safe = new Map([...bytesRuns(entries)].flatMap((run) => redactRun(run, names)));
    return entries.map((entry) => {
      if (entry.kind === "note") return { ...entry, text: redactText(entry.text, names) };
      return safe.get(entry) ?? entry;
    });
  };
  return {
    ...redactData(texts, names),
    wire: { first: redactEntries(wire.first), omitted: wire.omitted, last: redactEntries(wire.last) },
  };
}

type BytesEntry = Extract<WireEntry, { kind: "bytes" }>;

/** What each side wrote before the next frame: a head may have been written in parts, a secret in two of them. */
function* bytesRuns(entries: readonly WireEntry[]): Generator<readonly BytesEntry[]> {
  const runs: Record<Sender, BytesEntry[]> = { driver: [], peer: [] };
  for (const entry of entries) {
    if (entry.kind === "bytes") {
      runs[entry.sender].push(entry);
    } else if (entry.kind === "frame") {
      yield runs[entry.sender];
      runs[entry.sender] = [];
    }
  }
  yield runs.driver;
  yield runs.peer;
}

/** Each entry by itself where that is enough; else all text goes to the first of them. */
function redactRun(run: readonly BytesEntry[], names: readonly string[]): readonly [WireEntry, WireEntry][] {
  const texts = run.map(({ hex }) => Buffer.from(hex, "hex").toString("latin1"));
  const joined = texts.join("");
  const safe = redactText(joined, names);
  if (safe === joined) return [];
  const each = texts.map((text) => redactText(text, names));
  const told = each.join("") === safe ? each : [safe, ...each.slice(1).map(() => "")];
  return run.map((entry, index) => [
    entry,
    { ...entry, hex: Buffer.from(told[index] ?? "", "latin1").toString("hex") },
  ]);
}
