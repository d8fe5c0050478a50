// What the two sides of a comparison are called in its sentences.

import { basename } from "node:path";
import type { ComparedInput } from "./compared-input.js";

/**
 * The shortest names that tell the two apart: variants, then files without their endings or folders, then what the user wrote. One thing
 * against itself is `baseline` and `candidate`.
 */
export function sideNames(baseline: ComparedInput, candidate: ComparedInput): readonly [string, string] {
  const ways: readonly ((input: ComparedInput) => string)[] = [
    ({ path, variant }) => variant ?? shortName(path),
    ({ path, variant }) => [shortName(path), variant].filter((part) => part !== undefined).join("#"),
    ({ path, variant }) => [withoutReport(path), variant].filter((part) => part !== undefined).join("#"),
  ];
  for (const nameOf of ways) {
    const names = [nameOf(baseline), nameOf(candidate)] as const;
    if (names[0] !== names[1]) return names;
  }
  return ["baseline", "candidate"];
}

/** `reports/old` and `reports/old.json` as `old`. */
function shortName(path: string): string {
  const name = basename(withoutReport(path)).replace(/\.json$/, "");
  return /^\.*$/.test(name) ? path : name;
}

/** `reports/old/report.json` and `reports/old/` as `reports/old`. */
function withoutReport(path: string): string {
  return path.replace(/[/\\]report\.json$/, "").replace(/(?<=[^/\\])[/\\]+$/, "");
}
