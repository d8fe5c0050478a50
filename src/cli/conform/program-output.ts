// What a client program writes: line by line for whoever watches, its last lines for the report.

import { stripVTControlCharacters } from "node:util";
import { shorten } from "../../report/printable.js";

const linesKept = 20;
const longestKept = 200;
/** A line that goes on for longer is cut: a program need not write line ends. */
const longestLine = 10_000;

/** Takes a stream that comes in pieces. */
export class ProgramOutput {
  readonly #tell: (line: string) => void;
  readonly #last: string[] = [];
  #partial = "";

  /** @param tell - Told of each whole line. */
  constructor(tell: (line: string) => void) {
    this.#tell = tell;
  }

  take(text: string): void {
    const lines = (this.#partial + text).split("\n");
    this.#partial = (lines.pop() ?? "").slice(0, longestLine);
    for (const line of lines) this.#line(line);
  }

  /** The program has ended: what it left without a line end is a line as well. */
  end(): void {
    if (this.#partial !== "") this.#line(this.#partial);
    this.#partial = "";
  }

  /** The last 20 lines that say anything, without colours, the first 200 characters of each. */
  get lastLines(): readonly string[] {
    return this.#last;
  }

  #line(line: string): void {
    this.#tell(line);
    const text = stripVTControlCharacters(line).trimEnd();
    if (text === "") return;
    this.#last.push(shorten(text, longestKept));
    if (this.#last.length > linesKept) this.#last.shift();
  }
}
