// What a page knows from what it was told: the state that tests look at, and a wait for it.

import type { Accepted, ClientState, ServerState } from "../../../src/link/conversation.js";
import type { FrameEntry, LogEntry } from "../../../src/link/log-entry.js";
import { type ProcessMessage, processMessage } from "../../../src/link/process-message.js";

/** Gathers messages, each checked by the schema that the page applies. */
export class ToldPage {
  readonly messages: ProcessMessage[] = [];
  server: ServerState | undefined;
  readonly accepted = new Map<number, Accepted>();
  clients: readonly ClientState[] = [];
  log: LogEntry[] = [];
  #waiting: (() => void)[] = [];

  take(message: ProcessMessage): void {
    const read = processMessage.parse(JSON.parse(JSON.stringify(message)));
    this.messages.push(read);
    this.#apply(read);
    for (const look of this.#waiting.splice(0)) look();
  }

  /** Resolves with what `look` gives, once that is not `undefined` or `false`. */
  async until<T>(look: () => T | undefined | false): Promise<T> {
    for (;;) {
      const found = look();
      if (found !== undefined && found !== false) return found;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  client(conversation: number): ClientState | undefined {
    return this.clients.find((client) => client.conversation === conversation);
  }

  /** The rows of a conversation as short words, in order. */
  rows(conversation: number): string[] {
    return this.log.filter((entry) => entry.conversation === conversation).map(rowWords);
  }

  #apply(message: ProcessMessage): void {
    switch (message.kind) {
      case "server":
        this.server = message.server;
        break;
      case "accepted":
        if (message.isAll) this.accepted.clear();
        for (const row of message.changed) this.accepted.set(row.conversation, row);
        for (const conversation of message.removed) this.accepted.delete(conversation);
        break;
      case "clients":
        this.clients = message.clients;
        break;
      case "log":
        this.log = message.isAll ? message.entries : [...this.log, ...message.entries];
        break;
      default:
        break;
    }
  }
}

/** `sent text "hello"`, `received continuation fin 3 bytes "abc"`, `connected`. */
export function rowWords(entry: LogEntry): string {
  switch (entry.kind) {
    case "frame":
      return frameWords(entry);
    case "state":
      return entry.state;
    case "closed":
      return `closed ${entry.code} ${JSON.stringify(entry.reason)} by ${entry.initiatedBy}${entry.wasClean ? "" : ", not clean"}`;
    case "problem":
      return `problem ${entry.code}`;
    case "roundTrip":
      return "round trip";
    case "leftOut":
      return `left out ${entry.direction} ${entry.frames} frames ${entry.bytes} bytes`;
    default:
      return entry satisfies never;
  }
}

const opcodeNames: Readonly<Record<number, string>> = {
  0: "continuation",
  1: "text",
  2: "binary",
  8: "close",
  9: "ping",
  10: "pong",
};

function frameWords({ direction, opcode, fin, payload, message }: FrameEntry): string {
  const bytes = Buffer.from(payload, "base64");
  const text =
    opcode === 8 && bytes.length >= 2
      ? `${bytes.readUInt16BE(0)} ${JSON.stringify(bytes.toString("utf8", 2))}`
      : opcode === 2
        ? bytes.toString("hex")
        : JSON.stringify(bytes.toString("utf8"));
  const number = message === undefined ? "" : ` #${message}`;
  return `${direction} ${opcodeNames[opcode] ?? opcode}${fin ? "" : " unfinished"} ${text}${number}`;
}
