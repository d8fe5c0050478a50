// What a load sends, ready to go out on any of its connections.

import type { Connection, ReceivedMessage } from "../../connection/connection.js";
import type { MaskKeyKind } from "../../connection/mask-keys.js";
import type { Random } from "../../random.js";
import type { MatchPlan, MessagePlan } from "../plan/traffic-plan.js";
import type { ConstantMessage } from "./delivery/constant-message.js";
import { EchoCheck } from "./delivery/echo-check.js";
import { MessageSenders, type Sender } from "./delivery/sender.js";
import type { LaneNumber } from "./lane.js";
import { messageId, seqOfId } from "./matching/message-id.js";
import { makePayloadSource } from "./payload/make-payload-source.js";
import type { PayloadRequest } from "./payload-source.js";

/** The messages of one connection. */
export interface OutgoingMessages {
  readonly connection: Connection;
  /** Frames that went past the connection's own count. */
  readonly uncountedFrames: number;
  /** Sends message `seq` of this connection, from 0; gives its payload's bytes. */
  send(seq: number, nowUs: number): number;
  /** Whether `message` is what was sent as `seq` at `sentAtUs`. */
  isEcho(message: ReceivedMessage, seq: number, sentAtUs: number): boolean;
  /** Which message of this connection has `id`; negative or `NaN` where none of them can. */
  seqOf(id: number): number;
}

/** Options of {@link MessageOutlet}. */
export interface MessageOutletOptions {
  readonly message: MessagePlan;
  /** Default: in order, also where nothing is answered. */
  readonly match?: MatchPlan | undefined;
  readonly random: Random;
  /** As the connections are dialled with. */
  readonly maskKeys?: MaskKeyKind | undefined;
}

/** The messages of one load in one worker. */
export class MessageOutlet {
  readonly #senders: MessageSenders;
  readonly #check: EchoCheck;
  /** By the number of a connection, which a client that connects again has again. */
  readonly #counts = new Map<number, MessageCount>();

  /** @throws WsrigError `usage-invalid-payload` */
  constructor({ message, match = { kind: "order" }, random, maskKeys }: MessageOutletOptions) {
    const source = makePayloadSource(message, match, random);
    this.#senders = new MessageSenders({ message, source, maskKeys });
    this.#check = new EchoCheck(message.kind, source);
  }

  /** What all messages are, where they are alike. */
  get constant(): ConstantMessage | undefined {
    return this.#senders.constant;
  }

  /** For one open connection. */
  open(connection: Connection, number: LaneNumber): OutgoingMessages {
    const sender = this.#senders.for(connection);
    return new ConnectionMessages(connection, {
      number,
      sender,
      check: this.#check,
      count: this.#countOf(number),
    });
  }

  #countOf({ connection }: LaneNumber): MessageCount {
    const known = this.#counts.get(connection);
    if (known !== undefined) return known;
    const count = { next: 0 };
    this.#counts.set(connection, count);
    return count;
  }
}

/** What connections of one number have sent, one after another: no two messages of a run are to be the same. */
interface MessageCount {
  next: number;
}

interface ConnectionMessagesOptions {
  readonly number: LaneNumber;
  readonly sender: Sender;
  readonly check: EchoCheck;
  readonly count: MessageCount;
}

class ConnectionMessages implements OutgoingMessages {
  readonly connection: Connection;
  readonly #sender: Sender;
  readonly #check: EchoCheck;
  readonly #count: MessageCount;
  /** Messages that earlier connections of the same number have sent. */
  readonly #first: number;
  /** Used again for each message: nothing is allocated for one. */
  readonly #request: { client: number; connection: number; seq: number; id: number; nowUs: number };

  constructor(connection: Connection, { number, sender, check, count }: ConnectionMessagesOptions) {
    this.connection = connection;
    this.#sender = sender;
    this.#check = check;
    this.#count = count;
    this.#first = count.next;
    this.#request = { client: number.client, connection: number.connection, seq: 0, id: 0, nowUs: 0 };
  }

  get uncountedFrames(): number {
    return this.#sender.uncountedFrames;
  }

  send(seq: number, nowUs: number): number {
    const request = this.#requestOf(seq, nowUs);
    this.#count.next = request.seq + 1;
    return this.#sender.send(request);
  }

  isEcho(message: ReceivedMessage, seq: number, sentAtUs: number): boolean {
    return this.#check.isRight(message, this.#requestOf(seq, sentAtUs));
  }

  seqOf(id: number): number {
    return seqOfId(id, this.#request.connection) - this.#first;
  }

  #requestOf(seq: number, nowUs: number): PayloadRequest {
    const request = this.#request;
    request.seq = this.#first + seq;
    request.id = messageId(request.connection, request.seq);
    request.nowUs = nowUs;
    return request;
  }
}
