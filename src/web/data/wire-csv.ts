// The wire log of a case as CSV, for the copy button.

import type { DetailWireLog } from "../../metrics/conformance-details.js";
import { toCsv } from "./csv.js";
import { wireRow } from "./wire-rows.js";

/** A row an entry, those that the report did not keep as one row that says so. */
export function wireCsv({ first, omitted, last }: DetailWireLog): string {
  const rows = (entries: DetailWireLog["first"]): readonly (readonly (string | number | undefined)[])[] =>
    entries.map((entry) => {
      const { sender, title, facts, payload } = wireRow(entry);
      return [entry.atUs, sender, title, facts.join(", "), payload?.bytes, payload?.hex];
    });
  const gap = omitted === 0 ? [] : [[undefined, undefined, `${omitted} entries not kept`]];
  return toCsv(
    ["at_us", "sender", "what", "facts", "payload_bytes", "payload_hex"],
    [...rows(first), ...gap, ...rows(last)],
  );
}
