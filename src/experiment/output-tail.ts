// The last lines that a program wrote, to be told when it ends unasked.

const keptCharacters = 4_000;
const shownLines = 8;

// Of a stack trace the error is what a reader needs, and it stands above these.
const stackFrame = /^\s+at /;

/** Keeps the end of both streams, apart. */
export class OutputTail {
  readonly #texts = { stdout: "", stderr: "" };

  add(text: string, stream: "stdout" | "stderr"): void {
    this.#texts[stream] = (this.#texts[stream] + text).slice(-keptCharacters);
  }

  /** `; its last lines: ...`: of stderr, or where that is empty of stdout; empty when it wrote nothing. */
  told(): string {
    const { stdout, stderr } = this.#texts;
    const text = stderr.trim() === "" ? stdout.trim() : stderr.trim();
    const lines = text.split("\n").filter((line) => line.trim() !== "" && !stackFrame.test(line));
    return lines.length === 0 ? "" : `; its last lines:\n${lines.slice(-shownLines).join("\n")}`;
  }
}
