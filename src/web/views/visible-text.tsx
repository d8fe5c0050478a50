// Text from the target or a scenario, shown so that nothing in it hides; always as text nodes.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { visiblePieces, type WhitespaceMode } from "../data/visible-characters.js";
import { says } from "../words/report-words.js";

const collapsedCharacters = 240;
const collapsedLines = 6;
// More would only stall the browser; the report file has the rest.
const shownCharacters = 20_000;

/** A title or a name inside a sentence. */
export function VisibleTitle({ text }: { readonly text: string }): JSX.Element {
  return (
    <bdi>
      <Pieces text={text} mode="title" />
    </bdi>
  );
}

/** An expected or received value: monospace, long ones collapsed. */
export function VisibleValue({ text }: { readonly text: string }): JSX.Element {
  const [whole, setWhole] = useState(false);
  if (text === "") return <span class="value-empty">{says.values.empty}</span>;
  const short = shorten(text);
  const shown = whole ? text.slice(0, shownCharacters) : short;
  const left = text.length - shown.length;
  return (
    <span class="value">
      <bdi class="value-text">
        <Pieces text={shown} mode="value" />
      </bdi>
      {left > 0 && whole && <span class="muted">{says.values.moreCharacters(left)}</span>}
      {short.length < text.length && (
        <button type="button" class="link" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? says.values.showLess : says.values.showAll(text.length)}
        </button>
      )}
    </span>
  );
}

function Pieces({ text, mode }: { readonly text: string; readonly mode: WhitespaceMode }): JSX.Element {
  return (
    <>
      {visiblePieces(text, mode).map((piece) =>
        piece.kind === "text" ? (
          piece.text
        ) : (
          <span class="sign" title={piece.title}>
            {piece.text}
          </span>
        ),
      )}
    </>
  );
}

function shorten(text: string): string {
  const lines = text.split("\n", collapsedLines + 1);
  const byLines = lines.length > collapsedLines ? lines.slice(0, collapsedLines).join("\n") : text;
  // A small overrun is shown whole: a button to reveal a few characters would take more room than they do.
  return byLines.length > collapsedCharacters * 1.25 ? byLines.slice(0, collapsedCharacters) : byLines;
}
