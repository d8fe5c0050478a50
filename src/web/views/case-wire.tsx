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
  /** Whether the report holds only the beginning, as the case passed. */
  readonly isShort: boolean;
}

/** See the file's first line. */
export function CaseWire({ wire, isShort }: CaseWireProps): JSX.Element {
  const { first, omitted, last } = wireRows(wire);
  const why = isShort
    ? "the report keeps the beginning of cases that passed"
    : "the report keeps the beginning and the end";
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
