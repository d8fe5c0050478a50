// The wire log of a case: frames and bytes with their times, what wsrig sent on the left, what the peer sent on the right.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { DetailWireLog } from "../../metrics/conformance-details.js";
import { wireCsv } from "../data/wire-csv.js";
import { type WireLine, wireLines } from "../data/wire-runs.js";
import { says } from "../words/report-words.js";
import { CopyButton } from "./copy-button.js";
import { Section } from "./section.js";
import { WireEntry } from "./wire-entry.js";
import { WireRun } from "./wire-run.js";

/** What {@link CaseWire} shows. */
export interface CaseWireProps {
  readonly wire: DetailWireLog;
}

/** A log of more lines begins with so many, and its last ones: how a case ended is read more often than its middle. */
const linesAtFirst = 40;
const lastLinesAtFirst = 15;

/** See the file's first line. */
export function CaseWire({ wire }: CaseWireProps): JSX.Element {
  const [isWhole, setWhole] = useState(false);
  const { first, omitted, last } = wire;
  const lines = [
    ...entries("first", wireLines(first)),
    ...(omitted === 0
      ? []
      : [
          <li key="omitted" class="wire-omitted">
            {says.wire.notKept(omitted, last.length > 0)}
          </li>,
        ]),
    ...entries("last", wireLines(last)),
  ];
  const hidden = isWhole ? 0 : lines.length - linesAtFirst - lastLinesAtFirst;
  return (
    <Section
      id="case-wire"
      title={says.wire.title}
      note={says.wire.note}
      controls={first.length > 0 && <CopyButton label={says.tables.copy} text={() => wireCsv(wire)} />}
    >
      {first.length === 0 ? (
        <p class="empty">{says.wire.nothing}</p>
      ) : (
        <ol class="wire">
          {hidden > 0 ? lines.slice(0, linesAtFirst) : lines}
          {hidden > 0 && (
            <li key="hidden" class="wire-omitted">
              <button type="button" class="link" onClick={() => setWhole(true)}>
                {says.wire.showMore(hidden)}
              </button>
            </li>
          )}
          {hidden > 0 && lines.slice(-lastLinesAtFirst)}
        </ol>
      )}
    </Section>
  );
}

function entries(place: string, lines: readonly WireLine[]): readonly JSX.Element[] {
  return lines.map((line, index) => {
    const key = `${place} ${index}`;
    return line.kind === "one" ? <WireEntry key={key} row={line.row} /> : <WireRun key={key} run={line} />;
  });
}
