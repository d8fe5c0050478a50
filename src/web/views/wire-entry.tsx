// One entry of the wire log.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { formatCount } from "../../units.js";
import { dumpLines } from "../data/hex-bytes.js";
import { counted } from "../data/metric-words.js";
import type { WirePayload, WireRow } from "../data/wire-rows.js";
import { VisibleTitle, VisibleValue } from "./visible-text.js";

/** A dump of so many bytes is shown at once. */
const openBytes = 64;

/** See the file's first line. */
export function WireEntry({ row }: { readonly row: WireRow }): JSX.Element {
  const { at, sender, title, facts, payload } = row;
  return (
    <li class={`wire-entry wire-${sender ?? "note"}`}>
      <span class="wire-time">{at}</span>
      <div class="wire-body">
        <p class="wire-head">
          {sender !== undefined && (
            <span class="wire-sender">{sender === "driver" ? "wsrig →" : "← peer"}</span>
          )}
          <span class="wire-title">
            <VisibleTitle text={title} />
          </span>
          {payload !== undefined && <span class="wire-length">{counted(payload.bytes, "byte")}</span>}
          {facts.map((fact) => (
            <span key={fact} class="wire-fact">
              {fact}
            </span>
          ))}
        </p>
        {payload !== undefined && payload.bytes > 0 && <Payload payload={payload} />}
      </div>
    </li>
  );
}

function Payload({ payload }: { readonly payload: WirePayload }): JSX.Element {
  const { bytes, hex, cut, text } = payload;
  const [isOpen, setOpen] = useState(bytes <= openBytes);
  return (
    <>
      {text !== undefined && <VisibleValue text={text} />}
      <details class="wire-bytes" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{cut > 0 ? `First ${counted(hex.length / 2, "byte")}` : "Bytes"}</summary>
        {isOpen && <Dump hex={hex} />}
        {isOpen && cut > 0 && <p class="muted">… and {formatCount(cut)} more</p>}
      </details>
    </>
  );
}

function Dump({ hex }: { readonly hex: string }): JSX.Element {
  return (
    <pre class="dump">
      {dumpLines(hex).map(({ offset, bytes, ascii }) => (
        <span key={offset} class="dump-line">
          <span class="dump-offset">{offset}</span>
          {"  "}
          {bytes.padEnd(48)}
          {"  "}
          <span class="dump-ascii">{ascii}</span>
          {"\n"}
        </span>
      ))}
    </pre>
  );
}
