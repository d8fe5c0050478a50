// One numbered conversation: what is seen of its connection, or of one connection after another.

import type { WebSocketClient, WebSocketState } from "../../client/web-socket-client.js";
import type { Clock } from "../../clock.js";
import type { CloseOutcome } from "../../connection/connection.js";
import type { Accepted, Problem } from "../../link/conversation.js";
import { ConversationRecord, type Speaker } from "./export/conversation-record.js";
import type { ConnectionFacts } from "./export/export-scenario.js";
import type { RecordShelf } from "./export/record-shelf.js";
import { FrameRecorder } from "./frame-recorder.js";
import type { LogBook } from "./log-book.js";

/** What all conversations share. */
export interface ConversationSetting {
  readonly clock: Clock;
  readonly log: LogBook;
  readonly shelf: RecordShelf;
}

/** Options of {@link Conversation}. */
export interface ConversationOptions extends ConversationSetting {
  readonly number: number;
  readonly weAre: Speaker;
  /** Called for each frame: a counter is another one now. */
  readonly counted: () => void;
  /** Another state, a problem, the end of a connection. */
  readonly changed: () => void;
}

/** The counters of a row, and how its last connection ended. */
export type ConversationFigures = Pick<
  Accepted,
  "messagesReceived" | "messagesSent" | "bytesReceived" | "bytesSent" | "pingUs" | "closed"
>;

/** See the file's first line. */
export class Conversation {
  readonly #options: ConversationOptions;
  readonly #recorder: FrameRecorder;
  #client: WebSocketClient | undefined;
  #record: ConversationRecord | undefined;
  #facts: ConnectionFacts | undefined;
  #state: WebSocketState = "unconnected";
  #pingUs: number | undefined;
  #problem: Problem | undefined;
  /** Of a client that was let go. */
  #lastFigures: ConversationFigures | undefined;

  constructor(options: ConversationOptions) {
    this.#options = options;
    this.#recorder = new FrameRecorder(options.number, options.log);
  }

  get number(): number {
    return this.#options.number;
  }
  get weAre(): Speaker {
    return this.#options.weAre;
  }
  get client(): WebSocketClient | undefined {
    return this.#client;
  }
  get state(): WebSocketState {
    return this.#state;
  }
  /** Whether something can be sent. */
  get isOpen(): boolean {
    return this.#client?.isValid === true && this.#client.openConnection?.state === "open";
  }
  /** What went wrong with the last connection. */
  get problem(): Problem | undefined {
    return this.#problem;
  }
  /** What was said in the last connection that was open, and how it was opened; `undefined` before there was one. */
  get lastSaid(): { readonly record: ConversationRecord; readonly facts: ConnectionFacts } | undefined {
    return this.#record && this.#facts && { record: this.#record, facts: this.#facts };
  }
  get figures(): ConversationFigures {
    if (this.#lastFigures !== undefined) return this.#lastFigures;
    const { messagesReceived, messagesSent, bytesReceived, bytesSent } = this.#client?.counters ?? noCounters;
    const outcome = this.#client?.closeOutcome;
    return {
      messagesReceived,
      messagesSent,
      bytesReceived,
      bytesSent,
      ...(this.#pingUs !== undefined && { pingUs: this.#pingUs }),
      ...(outcome && { closed: shownClose(outcome) }),
    };
  }

  /** From now on everything is about this client, which has not yet begun to open. */
  watch(client: WebSocketClient): void {
    this.unwatch();
    this.#client = client;
    const { counted } = this.#options;
    client.on("frameSent", (frame, atUs) => {
      this.#recorder.frame("sent", frame, atUs);
      this.#record?.frame("sent", frame, atUs);
      counted();
    });
    client.on("frameReceived", (frame, atUs) => {
      this.#recorder.frame("received", frame, atUs);
      this.#record?.frame("received", frame, atUs);
      counted();
    });
    client.on("pong", (elapsedUs) => this.#pongReceived(elapsedUs));
    client.on("errorOccurred", ({ code, message, hint }) => this.#failed({ code, message, hint }));
    client.on("stateChanged", (state) => this.noteState(state));
  }

  /** The last connection is over and not spoken of any more; what was said in it can still be exported. */
  unwatch(): void {
    this.#client = undefined;
    this.#pingUs = undefined;
    this.#problem = undefined;
  }

  /** The connection is over and will not be followed by another one: only its figures stay, not all that it held. */
  letGo(): void {
    this.#lastFigures = this.figures;
    this.#client = undefined;
  }

  /** The connection is open. */
  opened(facts: ConnectionFacts): void {
    const { shelf, weAre } = this.#options;
    this.forgetRecord();
    this.#record = new ConversationRecord(weAre, shelf);
    this.#facts = facts;
  }

  /** A state, which the client need not have told. */
  noteState(state: WebSocketState): void {
    if (this.#state === state) return;
    this.#state = state;
    const nowUs = this.#options.clock.nowUs();
    const outcome = state === "unconnected" ? this.#client?.closeOutcome : undefined;
    if (outcome !== undefined) {
      this.#record?.ended(outcome);
      this.#recorder.row(nowUs, { kind: "closed", ...shownClose(outcome) });
    }
    this.#recorder.row(nowUs, { kind: "state", state });
    this.#options.changed();
  }

  /** What was said is of no use any more. */
  forgetRecord(): void {
    if (this.#record !== undefined) this.#options.shelf.remove(this.#record);
    this.#record = undefined;
  }

  #pongReceived(elapsedUs: number | undefined): void {
    if (elapsedUs === undefined) return;
    this.#pingUs = elapsedUs;
    this.#recorder.row(this.#recorder.lastAtUs, { kind: "roundTrip", elapsedUs });
    this.#options.counted();
  }

  #failed({ code, message, hint }: Problem): void {
    this.#problem = { code, message, ...(hint !== undefined && { hint }) };
    this.#recorder.row(this.#options.clock.nowUs(), { kind: "problem", ...this.#problem });
    this.#options.changed();
  }
}

const noCounters = { messagesReceived: 0, messagesSent: 0, bytesReceived: 0, bytesSent: 0 };

function shownClose({ code, reason, wasClean, initiatedBy }: CloseOutcome): NonNullable<Accepted["closed"]> {
  return { code, reason, wasClean, initiatedBy };
}
