// A payload as text: what hides in it is made visible, and what is no text, or is not known, says so.

import type { JSX } from "preact";
import { formatBytes, formatCount } from "../../../units.js";
import { visiblePieces, type WhitespaceMode } from "../../data/visible-characters.js";
import { words } from "../../words/words.js";
import { hexOf } from "../data/row-payload.js";
import type { PayloadCut, PayloadPiece } from "../data/utf8-pieces.js";

/** What {@link PayloadPieces} shows. */
export interface PayloadPiecesProps {
  readonly pieces: readonly PayloadPiece[];
  readonly mode: WhitespaceMode;
}

/** See the file's first line. Text of a peer is only ever a text node. */
export function PayloadPieces({ pieces, mode }: PayloadPiecesProps): JSX.Element {
  return (
    <bdi>
      {pieces.map((piece, index) => (
        <Piece key={index} piece={piece} mode={mode} />
      ))}
    </bdi>
  );
}

/** `… 5,904 B not kept …` */
export function cutWords({ bytes, isRest = false }: PayloadCut): string {
  if (bytes === undefined) return words.log.cutUnknown;
  const size = bytes < 1_024 ? `${formatCount(bytes)} B` : formatBytes(bytes);
  return isRest ? words.log.cutRest(size) : words.log.cut(size);
}

function Piece({
  piece,
  mode,
}: {
  readonly piece: PayloadPiece;
  readonly mode: WhitespaceMode;
}): JSX.Element {
  switch (piece.kind) {
    case "text":
      return (
        <>
          {visiblePieces(piece.text, mode).map((part) =>
            part.kind === "text" ? (
              part.text
            ) : (
              <span class="sign" title={part.title}>
                {part.text}
              </span>
            ),
          )}
        </>
      );
    case "invalid":
      return (
        <span class="log-invalid" title={words.log.invalidBytes}>
          {hexOf(piece.bytes)}
        </span>
      );
    case "cut":
      return <span class="log-cut">{cutWords(piece)}</span>;
    default:
      return piece satisfies never;
  }
}
