// Writes XML 1.0: elements with attributes, nothing more. Always well-formed, whatever the text.

/** An element; children are elements or text. */
export interface XmlElement {
  readonly name: string;
  /** Undefined values are left out. */
  readonly attributes?: Readonly<Record<string, string | number | undefined>>;
  readonly children?: readonly (XmlElement | string)[];
}

/** A whole document with its declaration, two spaces of indentation, and text left exactly as it is. */
export function renderXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${renderElement(root, "")}\n`;
}

function renderElement(element: XmlElement, indent: string): string {
  const { name, attributes = {}, children = [] } = element;
  const head = `${indent}<${name}${Object.entries(attributes).map(renderAttribute).join("")}`;
  if (children.length === 0) return `${head}/>`;
  if (children.every((child) => typeof child === "string")) {
    return `${head}>${children.map(escapeText).join("")}</${name}>`;
  }
  const inner = children.map((child) =>
    typeof child === "string" ? escapeText(child) : renderElement(child, `${indent}  `),
  );
  return `${head}>\n${inner.join("\n")}\n${indent}</${name}>`;
}

function renderAttribute([name, value]: [string, string | number | undefined]): string {
  return value === undefined ? "" : ` ${name}="${escapeAttribute(String(value))}"`;
}

/** XML 1.0 §2.2 has no way to write most control characters, not even as references: U+FFFD stands for all that is no `Char`. */
function replaceForbidden(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
}

function escapeText(text: string): string {
  // ">" too: "]]>" may not stand in text. A bare CR would be read back as LF (§2.11).
  return replaceForbidden(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "&#13;");
}

function escapeAttribute(text: string): string {
  // Line ends and tabs would be read back as spaces (§3.3.3).
  return escapeText(text).replaceAll('"', "&quot;").replaceAll("\n", "&#10;").replaceAll("\t", "&#9;");
}
