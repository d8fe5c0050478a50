// bench/README.md: the parts of it that runs write, and tables in Markdown.

import { readFileSync, writeFileSync } from "node:fs";
import { benchFile } from "./commands.js";

/** The command that writes a part. */
export type PageWriter =
  | "bench"
  | "bench:scale"
  | "bench:truth"
  | "bench:gate"
  | "bench:stats"
  | "bench:watch";

/** Replaces the part of the page that the command writes. @throws Error when the page lacks its two markers. */
export function writePagePart(writer: PageWriter, markdown: string): void {
  const path = benchFile("README.md");
  writeFileSync(path, withPart(readFileSync(path, "utf8"), writer, markdown));
}

/** The page with another part of that command. @throws Error when it lacks the part's two markers. */
export function withPart(page: string, writer: PageWriter, markdown: string): string {
  const begin = `<!-- ${writer}:begin, written by npm run ${writer} -->`;
  const end = `<!-- ${writer}:end -->`;
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`bench/README.md lacks "${begin}" or "${end}"`);
  return `${page.slice(0, from + begin.length)}\n\n${markdown}\n\n${page.slice(to)}`;
}

/** A table; cells are Markdown. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
