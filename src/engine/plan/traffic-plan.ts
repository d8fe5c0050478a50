// What virtual clients do without a script: the traffics of the hot lane as data.

import type { MessageKind } from "../../protocol/opcodes.js";

/** What every traffic says of its connections. */
export interface TrafficBase {
  /** Sockets of one virtual client, >= 1; all do the same. */
  readonly connectionsPerClient: number;
  /** Whether sockets stay open from one iteration of a client to its next. */
  readonly keepOpen: boolean;
  /**
   * An answer after this counts as late, ms. A bounded session that has waited so long, and 1 s at least, without any answer is
   * given up: what is under way is lost, and its connection is closed.
   */
  readonly messageTimeoutMs: number;
}

/** When a session (one iteration) ends by itself; with neither it goes on until its executor stops it. */
export interface SessionBound {
  /** Messages on each connection: sent and answered, sent, or received, as the traffic has them. */
  readonly messages?: number | undefined;
  /** From the start of the iteration, or from the open connection where that comes later. */
  readonly durationMs?: number | undefined;
}

/** Requests and answers over the same connection. */
export interface EchoPlan extends TrafficBase {
  readonly kind: "echo";
  readonly message: MessagePlan;
  readonly schedule: SchedulePlan;
  readonly match: MatchPlan;
  readonly session: SessionBound;
}

/** Publishers send, subscribers receive: the first `publishers` connections publish, all others only listen. */
export interface BroadcastPlan extends TrafficBase {
  readonly kind: "broadcast";
  readonly publishers: number;
  /** Whether the target sends a publisher its own messages too. */
  readonly includesSender: boolean;
  readonly message: MessagePlan;
  /** Always an open schedule: messages per second of each publisher, or of all. */
  readonly schedule: OpenSchedule;
}

/** Receive only: gaps between messages, and stalls. */
export interface StreamPlan extends TrafficBase {
  readonly kind: "stream";
  /** A longer gap counts as a stall, ms. */
  readonly stallMs: number;
  /** Sent once after opening, for servers that want a subscription; none when left out. */
  readonly subscribe?: { readonly kind: MessageKind; readonly text: string } | undefined;
  readonly session: SessionBound;
}

/** Send only: nothing is expected back. Closed means as fast as backpressure allows. */
export interface SinkPlan extends TrafficBase {
  readonly kind: "sink";
  readonly message: MessagePlan;
  readonly schedule: SchedulePlan;
  readonly session: SessionBound;
}

/** Hold connections, and ping them. */
export interface IdlePlan extends TrafficBase {
  readonly kind: "idle";
  /** 0 for no pings. */
  readonly pingIntervalMs: number;
  readonly session: SessionBound;
}

/** Drop all connections at once and reconnect with a backoff, again and again. */
export interface StormPlan extends TrafficBase {
  readonly kind: "storm";
  /** From the start to the first drop, and from each to the next: the same instants in every worker. */
  readonly holdMs: number;
  /** With a closing handshake, or by dropping TCP without one. */
  readonly drop: "close" | "reset";
  readonly backoff: BackoffPlan;
}

/** Reads slowly, to see what the server does under backpressure. */
export interface SlowReaderPlan extends TrafficBase {
  readonly kind: "slow-reader";
  /** Bytes read per second and connection, on average: a single read may take up to 64 KiB, which are made up for before the next. */
  readonly readBytesPerSecond: number;
  /** Sent over and over, as fast as the server takes it, so that there is something to read; without it the server must push. */
  readonly message?: MessagePlan | undefined;
  readonly session: SessionBound;
}

/** `churn` is an echo whose sessions end after so many messages, so it needs no plan of its own. */
export type TrafficPlan =
  | EchoPlan
  | BroadcastPlan
  | StreamPlan
  | SinkPlan
  | IdlePlan
  | StormPlan
  | SlowReaderPlan;

/** A closed loop keeps so many messages under way. */
export interface ClosedSchedule {
  readonly kind: "closed";
  readonly inFlight: number;
}

/** An open schedule: each message has a due time that no answer can move. */
export interface OpenSchedule {
  readonly kind: "open";
  readonly ratePerSecond: number;
  /** Whether the rate is of each connection or of all together. */
  readonly per: "connection" | "load";
  readonly arrivals: "constant" | "poisson";
}

export type SchedulePlan = ClosedSchedule | OpenSchedule;

/** How an answer finds its question. */
export type MatchPlan =
  /** In the order of sending, and equal to what was sent. */
  | { readonly kind: "order" }
  /** By the number at a path of the JSON answer, such as `meta.id`; the payload is a template with `{{id}}`. */
  | { readonly kind: "json"; readonly path: string }
  /** By 16 hexadecimal digits at a byte offset of the answer, which wsrig has written into the payload at the same place. */
  | { readonly kind: "offset"; readonly offset: number };

/** What is sent, and how it is cut. */
export interface MessagePlan {
  readonly kind: MessageKind;
  readonly payload: PayloadPlan;
  readonly delivery: DeliveryPlan;
}

export type PayloadPlan =
  | { readonly kind: "generated"; readonly size: SizePlan }
  /**
   * `{{client}} {{connection}} {{seq}} {{id}} {{nowUs}} {{nowMs}} {{random 1 100}} {{uuid}} {{feed.NAME}}` are filled in at each
   * send; `\{{` stands for a literal `{{`. Times are of the run's clock (CLOCK_MONOTONIC); UUIDs are drawn from the seed.
   */
  | { readonly kind: "template"; readonly text: string; readonly feed?: FeedPlan | undefined };

/** Rows of a file: a CSV with a header line, or a JSON object a line. */
export interface FeedPlan {
  /** Absolute path. */
  readonly file: string;
  readonly format: "csv" | "jsonl";
  /** Sequential: connection n begins at row n and takes the next one with each message, from the top again at the end. */
  readonly order: "sequential" | "random";
}

/** Bytes of a payload. */
export type SizePlan =
  | { readonly kind: "fixed"; readonly bytes: number }
  | { readonly kind: "uniform"; readonly minBytes: number; readonly maxBytes: number }
  /** Clipped to min and max. */
  | {
      readonly kind: "normal";
      readonly meanBytes: number;
      readonly stdevBytes: number;
      readonly minBytes: number;
      readonly maxBytes: number;
    }
  | {
      readonly kind: "weighted";
      readonly choices: readonly { readonly bytes: number; readonly weight: number }[];
    };

/** How one message goes over the wire. With nothing set: one frame, one write. */
export interface DeliveryPlan {
  /** Frames of so many payload bytes. */
  readonly fragmentBytes?: number | undefined;
  /** TCP writes of so many bytes. Only by the driver `frame` and without compression. */
  readonly writeBytes?: number | undefined;
  /** A ping after every so many fragments, but none after the last. Only by the driver `frame` and without compression. */
  readonly pingEveryFragments?: number | undefined;
}

/** Wait before attempt n (from 0): min(maxMs, baseMs * factor^n), of which the share `jitter` is random. */
export interface BackoffPlan {
  readonly baseMs: number;
  readonly factor: number;
  readonly maxMs: number;
  /** 0 to 1. */
  readonly jitter: number;
}
