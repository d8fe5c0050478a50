// One entry of the wire log.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { type DumpLine, dumpLines } from "../data/hex-bytes.js";
import type { WirePayload, WireRow } from "../data/wire-rows.js";
import { says } from "../words/report-words.js";
import { useNarrow } from "./use-narrow.js";
import { VisibleTitle, VisibleValue } from "./visible-text.js";

/** A dump of so many bytes that are no ASCII text is shown at once. */
const openBytes = 64;
/** So many are shown as a dump alone. */
const shortBytes = 16;

/** See the file's first line. */
export function WireEntry({ row }: { readonly row: WireRow }): JSX.Element {
  const { at, sender, title, facts, payload } = row;
  return (
    <li class={`wire-entry wire-${sender ?? "note"}`}>
      <span class="wire-time">{at}</span>
      <div class="wire-body">
        <p class="wire-head">
          {sender !== undefined && (
            <span class="wire-sender">{sender === "driver" ? says.wire.fromWsrig : says.wire.fromPeer}</span>
          )}
          <span class="wire-title">
            <VisibleTitle text={title} />
          </span>
          {payload !== undefined && <span class="wire-length">{says.wire.bytes(payload.bytes)}</span>}
          {facts.map((fact) => (
            <span key={fact} class="wire-fact">
              {fact}
            </span>
          ))}
        </p>
        {payload !== undefined && payload.bytes > 0 && <WirePayloadView payload={payload} />}
      </div>
    </li>
  );
}

/** What {@link WirePayloadView} shows. */
export interface WirePayloadViewProps {
  readonly payload: WirePayload;
  /** Whether the bytes begin closed, however few they are. */
  readonly isFolded?: boolean | undefined;
}

/** Bytes as text and as a dump. */
export function WirePayloadView({ payload, isFolded = false }: WirePayloadViewProps): JSX.Element {
  const { bytes, hex, cut, text } = payload;
  const [isOpen, setOpen] = useState(!isFolded && bytes <= openBytes && !isAscii(text));
  const lineBytes = useNarrow() ? 8 : 16;
  const lines = dumpLines(hex, lineBytes);
  const ascii = lines.map((line) => line.ascii).join("");
  // A short payload is its dump, which shows the text as well.
  if (bytes <= shortBytes && cut === 0) {
    return (
      <>
        {text !== undefined && text !== ascii && <VisibleValue text={text} />}
        <Dump lines={lines} />
      </>
    );
  }
  return (
    <>
      {text !== undefined && <VisibleValue text={text} />}
      <details class="wire-bytes" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{cut > 0 ? says.wire.firstInHex(hex.length / 2) : says.wire.inHex}</summary>
        {isOpen && <Dump lines={lines} />}
        {isOpen && cut > 0 && <p class="muted">{says.wire.moreNotKept(cut)}</p>}
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
