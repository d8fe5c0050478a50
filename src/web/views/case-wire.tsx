// The wire log of a case: frames and bytes with their times, what wsrig sent on the left, what the peer sent on the right.

import type { JSX } from "preact";
import type { DetailWireLog } from "../../metrics/conformance-details.js";
import { counted } from "../data/metric-words.js";
import { type WireLine, wireLines } from "../data/wire-runs.js";
import { Section } from "./section.js";
import { WireEntry } from "./wire-entry.js";
import { WireRun } from "./wire-run.js";

/** What {@link CaseWire} shows. */
export interface CaseWireProps {
  readonly wire: DetailWireLog;
}

/** See the file's first line. */
export function CaseWire({ wire }: CaseWireProps): JSX.Element {
  const { first, omitted, last } = wire;
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
          {entries(wireLines(first))}
          {omitted > 0 && (
            <li class="wire-omitted">
              {counted(omitted, "more entry", "more entries")} here, not kept: {why}.
            </li>
          )}
          {entries(wireLines(last))}
        </ol>
      )}
    </Section>
  );
}

function entries(lines: readonly WireLine[]): readonly JSX.Element[] {
  return lines.map((line, index) =>
    line.kind === "one" ? <WireEntry key={index} row={line.row} /> : <WireRun key={index} run={line} />,
  );
}
