// The wire log of a case: frames and bytes with their times, what wsrig sent on the left, what the peer sent on the right.

import type { JSX } from "preact";
import type { DetailWireLog } from "../../metrics/conformance-details.js";
import { counted } from "../data/metric-words.js";
import { type WireRow, wireRows } from "../data/wire-rows.js";
import { Section } from "./section.js";
import { WireEntry } from "./wire-entry.js";

/** What {@link CaseWire} shows. */
export interface CaseWireProps {
  readonly wire: DetailWireLog;
}

/** See the file's first line. */
export function CaseWire({ wire }: CaseWireProps): JSX.Element {
  const { first, omitted, last } = wireRows(wire);
  const why =
    last.length > 0 ? "the report keeps the beginning and the end" : "the report keeps the beginning";
  return (
    <Section
      id="case-wire"
      title="On the wire"
      note="What wsrig sent stands on the left, what the peer sent on the right; times count from the beginning of the case. Payloads are shown unmasked."
    >
      {first.length === 0 ? (
        <p class="empty">Nothing was sent or received.</p>
      ) : (
        <ol class="wire">
          {entries(first)}
          {omitted > 0 && (
            <li class="wire-omitted">
              {counted(omitted, "more entry", "more entries")} here, not kept: {why}.
            </li>
          )}
          {entries(last)}
        </ol>
      )}
    </Section>
  );
}

function entries(rows: readonly WireRow[]): readonly JSX.Element[] {
  return rows.map((row, index) => <WireEntry key={index} row={row} />);
}
