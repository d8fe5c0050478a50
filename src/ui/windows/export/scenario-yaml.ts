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
  return document.toString({ lineWidth: 0 });
}
