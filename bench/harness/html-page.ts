// The pages of bench runs: one file each, without scripts, in the colours of the report.

import { readFileSync } from "node:fs";
import { benchFile } from "./commands.js";
import { html, type Markup } from "./markup.js";

/** The whole page. @param body - In order. */
export function htmlPage(title: string, body: readonly Markup[]): string {
  const style = [benchFile("../src/web/styles/tokens.css"), benchFile("harness/page.css")]
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>
${{ html: style }}</style>
</head>
<body>
${body.map((part) => html`${part}\n`)}</body>
</html>
`.html;
}
