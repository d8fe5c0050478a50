// The rule behind a case, with links to its text.

import type { JSX } from "preact";
import { rulePieces } from "../data/rfc-links.js";
import { VisibleTitle } from "./visible-text.js";

/** See the file's first line. Nothing is asked of the network before a reader follows one. */
export function RuleText({ text }: { readonly text: string }): JSX.Element {
  return (
    <>
      {rulePieces(text).map((piece) =>
        piece.href === undefined ? (
          <VisibleTitle text={piece.text} />
        ) : (
          <a href={piece.href} rel="noreferrer">
            {piece.text}
          </a>
        ),
      )}
    </>
  );
}
