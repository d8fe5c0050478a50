// What a scenario sees of its run: one virtual client's session and the connections that it opens.

import type { DialFailure, DialOptions, HandshakeTimings } from "../client/dial.js";
import type {
  CloseOutcome,
  Connection,
  Driver,
  ReceivedFrame,
  ReceivedMessage,
} from "../connection/connection.js";
import type { Tags } from "../metrics/run-report.js";
import type { MessageKind } from "../protocol/opcodes.js";
import type { RawFrame } from "../protocol/raw-frame.js";
import type { Random } from "../random.js";

/** What to say about a check: shown in every report beside its title. */
export interface CheckDetail {
  readonly expected?: string | undefined;
  readonly received?: string | undefined;
  /** Why it failed, or what was counted as right. */
  readonly reason?: string | undefined;
}

/** Options of {@link Session.connect}; what is left out comes from the run (`--header`, `--driver`, …). */
export interface SessionConnectOptions extends Omit<DialOptions, "clock" | "random" | "signal"> {
  /** An absolute URL, or a path (`/chat?room=1`) on the target. Default: the session's `url`. */
  readonly url?: string | undefined;
  /** Keep every frame for {@link SessionConnection.receiveFrame}. Default false: frames cost a second copy. */
  readonly keepFrames?: boolean | undefined;
}

/** How long to wait. */
export interface WaitOptions {
  /** Default: the scenario's `timeoutMs`. */
  readonly timeoutMs?: number | undefined;
}

/** What {@link Session.tryConnect} found. */
export type SessionConnectResult =
  | {
      readonly kind: "open";
      readonly connection: SessionConnection;
      readonly timings: HandshakeTimings;
    }
  | { readonly kind: "failed"; readonly failure: DialFailure; readonly timings: HandshakeTimings };

/** A message that the session owns. */
export interface SessionMessage extends ReceivedMessage {
  /** The payload as text; `undefined` for a binary message. */
  readonly text: string | undefined;
  /** µs of the run's clock. */
  readonly receivedAtUs: number;
}

/** A frame that the session owns. */
export interface SessionFrame extends ReceivedFrame {
  /** µs of the run's clock. */
  readonly receivedAtUs: number;
}

/** A pong that the session owns. */
export interface SessionPong {
  readonly payload: Uint8Array;
  /** µs of the run's clock. */
  readonly receivedAtUs: number;
}

/**
 * A connection of a session. Every message is queued from the first one on (at most 10,000 messages or 100 MB unread;
 * more is a failed check), so a `receive…` after the fact misses nothing.
 *
 * Where the peer does not do what a call waits for, the call fails the check (of the surrounding
 * {@link Session.step}, or one named after the call) and ends the step or the session.
 */
export interface SessionConnection {
  /** The connection below, for what this interface leaves out. Its listener belongs to the session. */
  readonly connection: Connection;
  readonly timings: HandshakeTimings;
  /** The agreed subprotocol; empty when none. */
  readonly subprotocol: string;

  /** Sends a text message; gives the payload's bytes. */
  sendText(text: string): number;
  /** Sends a binary message; gives the payload's bytes. */
  sendBinary(payload: Uint8Array): number;
  /** Sends a message in frames of `fragmentBytes` (> 0) bytes. */
  sendFragments(kind: MessageKind, payload: Uint8Array, fragmentBytes: number): number;
  /** Sends one frame, legal or not; gives its wire bytes. Needs the driver `frame`. */
  sendFrame(frame: RawFrame): number;
  /** Sends bytes past all framing, in TCP writes of `chopBytes`. Needs the driver `frame`. */
  sendBytes(bytes: Uint8Array, chopBytes?: number): number;

  /** The next message, whatever its kind. */
  receiveMessage(options?: WaitOptions): Promise<SessionMessage>;
  /** The next message, which must be text. */
  receiveText(options?: WaitOptions): Promise<string>;
  /** The next message, which must be binary. */
  receiveBinary(options?: WaitOptions): Promise<Uint8Array>;
  /** The next frame, control frames included. Needs `keepFrames` and the driver `frame`. */
  receiveFrame(options?: WaitOptions): Promise<SessionFrame>;
  /** The next pong that answers no {@link SessionConnection.ping} in progress. */
  receivePong(options?: WaitOptions): Promise<SessionPong>;

  /**
   * Sends a ping and waits for its pong; gives the round trip in µs. A pong to a later ping counts as well (RFC 6455 §5.5.3).
   *
   * @param payload - At most 125 bytes. Default: 8 bytes that no other ping of the connection has.
   */
  ping(payload?: Uint8Array, options?: WaitOptions): Promise<number>;
  /** Closes and gives how it ended. No answer within the deadline fails. Without a code the close frame is empty. */
  close(code?: number, reason?: string, options?: WaitOptions): Promise<CloseOutcome>;
  /** Waits until the peer has closed, or the connection is lost. */
  waitForClose(options?: WaitOptions): Promise<CloseOutcome>;
  /** Drops TCP at once. */
  terminate(): void;
}

/** What is known of the target before the first session. */
export interface SessionTarget {
  /** Whether `GET /` said that it is wsrig's reference server, with its behaviours by path. */
  readonly isWsrig: boolean;
  /** Whether the user named the scenario, so that it also runs what an unknown target may not offer. */
  readonly named: boolean;
}

/** One run of a scenario by one virtual client. */
export interface Session<Data = unknown> {
  /** Number of the virtual client, from 0. */
  readonly client: number;
  /** Number of the iteration of this client, from 0. */
  readonly iteration: number;
  /** What `setup` gave. */
  readonly data: Data;
  /** The target, with the scenario's `path`. */
  readonly url: string;
  readonly target: SessionTarget;
  /** What frames the connections; only `frame` sends raw frames and changed handshakes. */
  readonly driver: Driver;
  /** Repeatable with the run's seed, and different for every scenario, client and iteration. */
  readonly random: Random;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborts when the run is interrupted. */
  readonly signal: AbortSignal;
  readonly tags: Tags;

  /** Opens a connection: the check "connects", or part of the surrounding step's. Refusal fails it and ends the step or the session. */
  connect(options?: SessionConnectOptions): Promise<SessionConnection>;
  /** As {@link Session.connect}, but a refusal is data and nothing is checked. */
  tryConnect(options?: SessionConnectOptions): Promise<SessionConnectResult>;

  /** Records whether `ok`, and gives it back. The session goes on either way. */
  check(title: string, ok: boolean, detail?: CheckDetail): boolean;
  /** Records that a check does not apply here, and why. */
  notApplicable(title: string, reason: string): void;
  /**
   * Runs `body` as one check: passed when it ends, failed when something in it fails. The session goes on either way.
   *
   * A target that answers nothing must not take all day: after a first timeout in a session, waits that name no deadline
   * are 2 s at most; after a second one, or when there was no connection at all, further steps fail as "not run".
   *
   * @returns whether it passed.
   */
  step(title: string, body: () => Promise<CheckDetail | undefined> | Promise<void>): Promise<boolean>;
  /** Fails the surrounding step, or else the check `title` and with it the session. */
  fail(detail: CheckDetail, title?: string): never;

  /** Waits: a duration with its unit (`"250ms"`), or milliseconds. */
  sleep(duration: string | number): Promise<void>;
  /** The element of a list for this virtual client: client n has element n, modulo the length. */
  byClient<T>(items: readonly T[]): T;
  /** Adds to a counter of the scenario's own; names of wsrig's metric catalogue are refused. */
  counter(name: string, n?: number, tags?: Tags): void;
  /** Records a duration in integer µs in a trend of the scenario's own; names of wsrig's metric catalogue are refused. */
  trend(name: string, us: number, tags?: Tags): void;
}
