// One entry of the wire log.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { formatCount } from "../../units.js";
import { type DumpLine, dumpLines } from "../data/hex-bytes.js";
import { counted } from "../data/metric-words.js";
import type { WirePayload, WireRow } from "../data/wire-rows.js";
import { VisibleTitle, VisibleValue } from "./visible-text.js";

/** A dump of so many bytes that are no ASCII text is shown at once. */
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
  const [isOpen, setOpen] = useState(bytes <= openBytes && !isAscii(text));
  const lines = dumpLines(hex);
  const [only] = lines;
  // A short payload is its dump, which shows the text as well.
  if (only !== undefined && lines.length === 1 && cut === 0) {
    return (
      <>
        {text !== undefined && text !== only.ascii && <VisibleValue text={text} />}
        <Dump lines={lines} />
      </>
    );
  }
  return (
    <>
      {text !== undefined && <VisibleValue text={text} />}
      <details class="wire-bytes" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          {cut > 0 ? `First ${counted(hex.length / 2, "byte")} in hexadecimal` : "In hexadecimal"}
        </summary>
        {isOpen && <Dump lines={lines} />}
        {isOpen && cut > 0 && <p class="muted">… and {formatCount(cut)} more, not kept</p>}
      </details>
    </>
  );
}

function Dump({ lines }: { readonly lines: readonly DumpLine[] }): JSX.Element {
  const width = Math.max(...lines.map(({ bytes }) => bytes.length));
  return (
    <pre class="dump">
      {lines.map(({ offset, bytes, ascii }) => (
        <span key={offset}>
          {lines.length > 1 && <span class="dump-offset">{offset} </span>}
          {bytes.padEnd(width)}
          {"   "}
          <span class="dump-ascii">{ascii}</span>
          {"\n"}
        </span>
      ))}
    </pre>
  );
}

function isAscii(text: string | undefined): boolean {
  return text !== undefined && /^[\x20-\x7e]*$/.test(text);
}
