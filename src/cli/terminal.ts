// Where a command writes: results to stdout, everything else to stderr; colour and animation only for people.

import pc from "picocolors";

/** Functions that colour text, or leave it as it is. */
export type Colours = ReturnType<typeof pc.createColors>;

/** The two output streams of a command. */
export interface Terminal {
  /** Writes a result, a newline added where it is missing. Nothing once the reader has gone. */
  out(text: string): void;
  /** Writes progress, a warning or an error, a newline added where it is missing. */
  err(text: string): void;
  /** For who redraws it. */
  readonly errStream: NodeJS.WriteStream;
  readonly outColours: Colours;
  readonly errColours: Colours;
  /** Whether stderr is a terminal that may be redrawn. */
  readonly animated: boolean;
  /** Aborts when whoever read our stdout has gone (`| head`). */
  readonly outGone: AbortSignal;
  /** Resolves when all that was written has left the process. */
  flush(): Promise<void>;
}

/** The streams and variables of a {@link Terminal}. */
export interface TerminalOptions {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: NodeJS.ProcessEnv;
}

/** A terminal on the given streams. Takes over their `error` events: a closed pipe is no fault of ours. */
export function openTerminal({ stdout, stderr, env }: TerminalOptions): Terminal {
  const gone = new AbortController();
  stdout.on("error", () => gone.abort());
  // Nowhere is left to tell it.
  stderr.on("error", () => {});
  return {
    out(text) {
      if (!gone.signal.aborted) stdout.write(withNewline(text));
    },
    err(text) {
      stderr.write(withNewline(text));
    },
    errStream: stderr,
    outColours: pc.createColors(wantsColour(stdout.isTTY, env)),
    errColours: pc.createColors(wantsColour(stderr.isTTY, env)),
    animated: stderr.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb",
    outGone: gone.signal,
    flush: async () => {
      await Promise.all([flushed(stdout), flushed(stderr)]);
    },
  };
}

/** https://no-color.org: set and not empty turns colour off, whatever else asks for it. */
function wantsColour(isTty: boolean | undefined, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR && env.FORCE_COLOR !== "0") return true;
  return isTty === true && env.TERM !== "dumb";
}

function withNewline(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  if (stream.destroyed || stream.writableNeedDrain === undefined) return Promise.resolve();
  return new Promise((resolve) => {
    stream.once("error", () => resolve());
    stream.write("", () => resolve());
  });
}
