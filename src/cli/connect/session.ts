// The course of `wsrig connect`: lines in, frames out, until the script is done, the peer closes, or time is up.

import type { Clock } from "../../clock.js";
import type { CloseOutcome, Connection } from "../../connection/connection.js";
import { isUserMistake } from "../../errors.js";
import { closeCodeName } from "../../protocol/close-codes.js";
import { shorten } from "../../report/printable.js";
import { formatMs } from "../../units.js";
import { TargetFailed } from "../error-output.js";
import { Conversation } from "./conversation.js";
import type { Expectations } from "./expectations.js";
import type { LineSource } from "./line-source.js";
import { lineHelp, parseLine } from "./script-line.js";
import type { TranscriptEvent } from "./transcript.js";

/** What {@link converse} works with. */
export interface ConverseOptions {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly expectations: Expectations;
  readonly show: (event: TranscriptEvent) => void;
  readonly source: LineSource;
  /** For each expectation, from the last line sent or the last one met. */
  readonly timeoutMs: number;
  /** Ends the conversation early, without a verdict. */
  readonly signal: AbortSignal;
}

/**
 * Speaks until everything is said and every expectation met, then closes.
 *
 * @throws TargetFailed when an expectation is not met, a line could not be sent, or the connection failed.
 * @throws WsrigError `usage-invalid-line` for a line of a script; typed ones are only told.
 */
export async function converse(options: ConverseOptions): Promise<void> {
  const { connection, expectations, source, signal } = options;
  const watch = new ExpectationWatch(expectations, options.timeoutMs);
  const conversation = new Conversation({ ...options, progressed: () => watch.progressed() });
  const closed = connection.waitForClose();
  try {
    const speaking = speak(conversation, source);
    const unsent = await Promise.race([
      Promise.all([speaking, watch.allMet]).then(([line]) => line),
      closed.then(() => settleSpeaking(source, speaking)),
      watch.timedOut,
      whenAborted(signal),
    ]);
    source.close();
    const outcome = await conversation.end();
    if (!signal.aborted) judge(options, outcome, watch.isLate, unsent);
  } finally {
    watch.stop();
    source.close();
    if (connection.state !== "closed") connection.terminate();
  }
}

/** Sends line after line; gives the first line that came too late to be sent. */
async function speak(conversation: Conversation, source: LineSource): Promise<string | undefined> {
  for await (const line of source.lines) {
    try {
      const action = parseLine(line);
      if (action.kind === "quit") return undefined;
      if (!conversation.isOpen) return line;
      if (action.kind === "help") source.note(lineHelp);
      else conversation.perform(action, line);
    } catch (error) {
      if (!source.isInteractive || !isUserMistake(error)) throw error;
      source.note(`${error.message}${error.hint === undefined ? "" : `\n${error.hint}`}`);
    }
  }
  return undefined;
}

/** The peer has closed: lines that are there already are the ones that could not be sent. */
function settleSpeaking(
  source: LineSource,
  speaking: Promise<string | undefined>,
): Promise<string | undefined> {
  source.close();
  return speaking;
}

function judge(
  { expectations, timeoutMs }: ConverseOptions,
  outcome: CloseOutcome,
  isLate: boolean,
  unsent: string | undefined,
): void {
  const ending = `${outcome.code} ${closeCodeName(outcome.code)}`;
  if (expectations.next !== undefined) {
    const when = isLate ? `within ${formatMs(timeoutMs)}` : `before the connection closed (${ending})`;
    const other = expectations.lastOther;
    const last = other === undefined ? "nothing came" : `the last message was "${shorten(other, 200)}"`;
    const message = `no message matched /${expectations.next}/ ${when}; ${last}; ${expectations.tally} expectations met`;
    throw new TargetFailed("expectation-not-met", message, { path: "--expect" });
  }
  if (unsent !== undefined) {
    const message = `the connection closed (${ending}) before this line could be sent: ${shorten(unsent, 200)}`;
    throw new TargetFailed("line-not-sent", message);
  }
  if (!outcome.wasClean) {
    const why =
      outcome.violation?.message ?? outcome.error?.message ?? "the closing handshake was not completed";
    throw new TargetFailed("connection-failed", `the connection ended uncleanly (${ending}): ${why}`);
  }
}

/** Runs out when an expectation is awaited for too long. */
class ExpectationWatch {
  readonly allMet: Promise<void>;
  readonly timedOut: Promise<undefined>;
  readonly #expectations: Expectations;
  #timer: NodeJS.Timeout | undefined;
  #resolveMet: () => void = () => {};
  #late = false;

  constructor(expectations: Expectations, timeoutMs: number) {
    this.#expectations = expectations;
    this.allMet = new Promise((resolve) => {
      this.#resolveMet = resolve;
    });
    this.timedOut = new Promise((resolve) => {
      if (expectations.next === undefined) return;
      this.#timer = setTimeout(() => {
        this.#late = true;
        resolve(undefined);
      }, timeoutMs);
    });
    this.progressed();
  }

  /** Whether an expectation ran out of time. */
  get isLate(): boolean {
    return this.#late;
  }

  progressed(): void {
    if (this.#expectations.next !== undefined) {
      this.#timer?.refresh();
      return;
    }
    this.stop();
    this.#resolveMet();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

function whenAborted(signal: AbortSignal): Promise<undefined> {
  if (signal.aborted) return Promise.resolve(undefined);
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(undefined), { once: true }));
}
