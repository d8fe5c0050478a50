// Sections of RFCs in a text, with the addresses of their texts.

/** A run of text; with an address where it names a section. */
export interface RulePiece {
  readonly text: string;
  readonly href?: string;
}

const mention = /RFC (\d{3,5})(?: §(\d+(?:\.\d+)*))?|§(\d+(?:\.\d+)*)/g;

/** Cuts `text`: `RFC 6455 §5.4 and §5.5` has two addresses. Made of digits alone, so that no text can make one of its own. */
export function rulePieces(text: string): readonly RulePiece[] {
  const pieces: RulePiece[] = [];
  let from = 0;
  let rfc: string | undefined;
  for (const match of text.matchAll(mention)) {
    const [whole, named, section = match[3]] = match;
    rfc = named ?? rfc;
    if (rfc === undefined) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    const place = section === undefined ? "" : `#section-${section}`;
    pieces.push({ text: whole, href: `https://www.rfc-editor.org/rfc/rfc${rfc}.html${place}` });
    from = match.index + whole.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}
