// Lines from stdin: typed at a prompt, or piped as a script.

import { clearLine, createInterface, cursorTo } from "node:readline";
import type { Terminal } from "../terminal.js";

/** Lines, and a place to print above the prompt. */
export interface LineSource {
  readonly lines: AsyncIterable<string>;
  /** Whether a person types them. */
  readonly isInteractive: boolean;
  /** Prints results without tearing the line being typed. */
  print(text: string): void;
  /** Prints what is not a result. */
  note(text: string): void;
  close(): void;
}

/** Reads `input`, which is this process's stdin or begins with what was read of it. */
export function openLineSource(terminal: Terminal, input: NodeJS.ReadableStream): LineSource {
  const isInteractive = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const reader = createInterface({
    input,
    ...(isInteractive && { output: process.stdout, prompt: "> " }),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  let open = true;
  reader.on("close", () => {
    open = false;
  });
  // In a terminal's raw mode Ctrl-C is a key; it must mean what it means everywhere.
  reader.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  const above = (print: () => void): void => {
    if (!isInteractive) {
      print();
      return;
    }
    clearLine(process.stdout, 0);
    cursorTo(process.stdout, 0);
    print();
    if (open) reader.prompt(true);
  };
  return {
    lines: reader,
    isInteractive,
    print: (text) => above(() => terminal.out(text)),
    note: (text) => above(() => terminal.err(text)),
    close: () => reader.close(),
  };
}
