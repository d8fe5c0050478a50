// What a load sends, ready to go out on any of its connections.

import type { Connection, PreparedMessage, ReceivedMessage } from "../../connection/connection.js";
import type { Random } from "../../random.js";
import type { MatchPlan, MessagePlan } from "../plan/traffic-plan.js";
import type { LaneNumber } from "./lane.js";
import { messageId } from "./matching/message-id.js";
import { makePayloadSource } from "./payload/make-payload-source.js";
import type { PayloadSource } from "./payload-source.js";
import { sameBytes } from "./same-bytes.js";

/** The messages of one connection. */
export interface OutgoingMessages {
  readonly connection: Connection;
  /** Sends message `seq` of the connection; gives its payload's bytes. */
  send(seq: number, nowUs: number): number;
  /** Whether `message` is what was sent as `seq` at `sentAtUs`. */
  isEcho(message: ReceivedMessage, seq: number, sentAtUs: number): boolean;
}

/** A message that every connection sends again and again, encoded once. */
export interface ConstantMessage {
  readonly payload: Uint8Array;
  /** Connections that agreed on the same extensions share one: it stays in the caches of the CPU. */
  preparedFor(connection: Connection): PreparedMessage;
}

/** The messages of one load in one worker. */
export class MessageOutlet {
  readonly #plan: MessagePlan;
  readonly #source: PayloadSource;
  /** Where all messages are alike, and go out in one piece or plain fragments. */
  readonly constant: ConstantMessage | undefined;

  /** @throws WsrigError `usage-invalid-payload` */
  constructor(plan: MessagePlan, match: MatchPlan, random: Random) {
    this.#plan = plan;
    this.#source = makePayloadSource(plan, match, random);
    this.constant = constantMessage(plan, this.#source);
  }

  /** For one open connection. */
  open(connection: Connection, number: LaneNumber): OutgoingMessages {
    return new ConnectionMessages(connection, { number, plan: this.#plan, source: this.#source });
  }
}

function constantMessage(
  { kind, delivery }: MessagePlan,
  { constant: payload }: PayloadSource,
): ConstantMessage | undefined {
  const { fragmentBytes, writeBytes, pingEveryFragments } = delivery;
  if (payload === undefined || writeBytes !== undefined || pingEveryFragments !== undefined) return undefined;
  const byExtensions = new Map<string, PreparedMessage>();
  return {
    payload,
    preparedFor(connection) {
      const known = byExtensions.get(connection.extensions);
      if (known !== undefined) return known;
      const prepared = connection.prepare(kind, payload, { fragmentBytes });
      byExtensions.set(connection.extensions, prepared);
      return prepared;
    },
  };
}

interface ConnectionMessagesOptions {
  readonly number: LaneNumber;
  readonly plan: MessagePlan;
  readonly source: PayloadSource;
}

class ConnectionMessages implements OutgoingMessages {
  readonly connection: Connection;
  readonly #options: ConnectionMessagesOptions;
  /** Used again for each message: nothing is allocated for one. */
  readonly #request: { client: number; connection: number; seq: number; id: number; nowUs: number };

  constructor(connection: Connection, options: ConnectionMessagesOptions) {
    this.connection = connection;
    this.#options = options;
    this.#request = { ...options.number, seq: 0, id: 0, nowUs: 0 };
  }

  send(seq: number, nowUs: number): number {
    const { kind, delivery } = this.#options.plan;
    const payload = this.#payload(seq, nowUs);
    if (kind === "binary" && delivery.fragmentBytes === undefined) return this.connection.sendBinary(payload);
    return this.connection.sendFragments(kind, payload, delivery.fragmentBytes ?? Number.MAX_SAFE_INTEGER);
  }

  isEcho(message: ReceivedMessage, seq: number, sentAtUs: number): boolean {
    return message.kind === this.#options.plan.kind && sameBytes(message.payload, this.#payload(seq, sentAtUs));
  }

  #payload(seq: number, nowUs: number): Uint8Array {
    const request = this.#request;
    request.seq = seq;
    request.id = messageId(request.connection, seq);
    request.nowUs = nowUs;
    return this.#options.source.next(request);
  }
}
