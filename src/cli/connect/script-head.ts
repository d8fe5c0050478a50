// The lines that a pipe already holds, read and checked before anything is dialled.

import { Readable } from "node:stream";
import { parseLine } from "./script-line.js";

const maxBytes = 10_000_000;
// A file, a here-document or echo is at its end long before; a program that writes when it has something is not.
const quietMs = 250;
const longestMs = 2_000;

/**
 * Reads `source` until its end, until it is quiet for a while or until 10 MB, and checks the whole lines of that.
 * Gives all of it to read again, and then what is still to come: the rest of a slow or endless pipe is checked line
 * by line, as it is sent.
 *
 * @throws WsrigError `usage-invalid-line` for the first line that is wrong, none after `/quit`.
 */
export async function checkScriptHead(source: Readable): Promise<Readable> {
  const { chunks, ended } = await readHead(source);
  const head = Buffer.concat(chunks);
  const lines = head.toString("utf8").split(/\r\n|\n|\r/);
  // What follows the last line break is a line only at the end.
  if (!ended || lines.at(-1) === "") lines.pop();
  for (const line of lines) if (parseLine(line).kind === "quit") break;
  return Readable.from(headThenRest(head, ended ? undefined : source), { objectMode: false });
}

interface Head {
  readonly chunks: readonly Buffer[];
  readonly ended: boolean;
}

function readHead(source: Readable): Promise<Head> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const finish = (ended: boolean): void => {
      clearTimeout(quiet);
      clearTimeout(longest);
      source.off("data", take).off("end", atEnd).off("error", reject).pause();
      resolve({ chunks, ended });
    };
    const atEnd = (): void => finish(true);
    const take = (chunk: Buffer): void => {
      chunks.push(chunk);
      bytes += chunk.length;
      quiet.refresh();
      if (bytes >= maxBytes) finish(false);
    };
    const quiet = setTimeout(() => finish(false), quietMs);
    const longest = setTimeout(() => finish(false), longestMs);
    source.on("data", take).on("end", atEnd).on("error", reject);
  });
}

async function* headThenRest(head: Buffer, rest: Readable | undefined): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head;
  if (rest !== undefined) yield* rest;
}
