// Several entries of the wire log that are alike, as one that can be opened.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { formatCount } from "../../units.js";
import type { WireLine } from "../data/wire-runs.js";
import { says } from "../words/report-words.js";
import { WireEntry, WirePayloadView } from "./wire-entry.js";

/** What {@link WireRun} shows. */
export interface WireRunProps {
  readonly run: Extract<WireLine, { kind: "run" }>;
}

/** See the file's first line. A payload that all have is shown once. */
export function WireRun({ run: { rows, until, isSame } }: WireRunProps): JSX.Element | null {
  const [isOpen, setOpen] = useState(false);
  const [first] = rows;
  if (first === undefined) return null;
  const { at, sender, title, facts, payload } = first;
  const hasPayload = payload !== undefined && payload.bytes > 0;
  return (
    <li class={`wire-entry wire-${sender ?? "note"}`}>
      <span class="wire-time">
        {at} <span class="wire-until">{says.wire.to(until)}</span>
      </span>
      <div class="wire-body">
        <p class="wire-head">
          <span class="wire-sender">{sender === "driver" ? says.wire.fromWsrig : says.wire.fromPeer}</span>
          <span class="wire-title">
            {formatCount(rows.length)} × {title}
          </span>
          {payload !== undefined && <span class="wire-length">{says.wire.bytesEach(payload.bytes)}</span>}
          {facts.map((fact) => (
            <span key={fact} class="wire-fact">
              {fact}
            </span>
          ))}
          {hasPayload && (
            <span class="wire-fact">{isSame ? says.wire.samePayload : says.wire.payloadsDiffer}</span>
          )}
        </p>
        {hasPayload && isSame && <WirePayloadView payload={payload} isFolded />}
        <details class="wire-bytes" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{says.wire.allOfThem(rows.length)}</summary>
          {isOpen && (
            <ol class="wire">
              {rows.map((row, index) => (
                <WireEntry key={index} row={row} />
              ))}
            </ol>
          )}
        </details>
      </div>
    </li>
  );
}
