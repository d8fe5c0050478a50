// Where in the user's file an error was thrown, so that a bug in a scenario reads as one line.

import { relative } from "node:path";
import { fileURLToPath } from "node:url";

// Frames of wsrig itself say nothing to the user: this folder's parent holds all of it.
const ownFolder = fileURLToPath(new URL("..", import.meta.url));

/**
 * `login.ts:12` of the first stack frame that is neither ours, nor Node's, nor a package's.
 *
 * @returns the path relative to the working directory where that is shorter; `undefined` when there is no such frame.
 */
export function sourcePosition(error: unknown): string | undefined {
  if (!(error instanceof Error) || error.stack === undefined) return undefined;
  for (const line of error.stack.split("\n")) {
    const match = /(?:\(|at (?:async )?)((?:file:\/\/)?\/[^()]+|[A-Za-z]:\\[^()]+):(\d+):\d+\)?$/.exec(
      line.trim(),
    );
    const [, place, lineNumber] = match ?? [];
    if (place === undefined || lineNumber === undefined) continue;
    const path = place.startsWith("file://") ? fileURLToPath(place) : place;
    if (path.startsWith(ownFolder) || path.includes("node_modules")) continue;
    return `${shorter(path)}:${lineNumber}`;
  }
  return undefined;
}

function shorter(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith("..") ? path : fromHere;
}
