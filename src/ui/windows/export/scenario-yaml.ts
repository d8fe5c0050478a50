// A scenario file as YAML that gives back every text to the letter.

import { Document, type Scalar, visit } from "yaml";

/** What is not safe, or not seen, outside of double quotes: line breaks, controls, what looks like a blank or like nothing. */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Cn}]/u;

/** @param comments - Lines above the file. */
export function scenarioYaml(file: unknown, comments: readonly string[]): string {
  const document = new Document(file);
  document.commentBefore = comments
    .map((line) => ` ${line.replaceAll(new RegExp(hidden, "gu"), "?")}`)
    .join("\n");
  visit(document, {
    Scalar(key, node: Scalar) {
      // As in JSON: a block of text would hide blanks at the end of its lines.
      if (key === "value" && typeof node.value === "string" && hidden.test(node.value)) {
        node.type = "QUOTE_DOUBLE";
      }
    },
  });
  return document.toString({ lineWidth: 0 }).replaceAll(invisible, escaped);
}

/** These stand in double quotes only: an editor would show nothing of them, or the line in another order than it is. */
const invisible = /[\p{Cf}\p{Zl}\p{Zp}\p{Cn}]/gu;

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
}
