// A message encoded once and sent many times, k at a time in one write.

import { WsrigError } from "../errors.js";
import type { DeflateParameters } from "../protocol/deflate.js";
import { deflaterFor } from "../protocol/deflate-roles.js";
import { encodeFragments } from "../protocol/frame-encoder.js";
import type { MessageKind, Role } from "../protocol/opcodes.js";
import type { PreparedMessage } from "./connection.js";

// Repeats up to this size are kept contiguous; beyond it copying costs more than another write.
const maxRunBytes = 256 * 1_024;

/**
 * How a connection's prepared messages go out: as they are, compressed once with these parameters, or compressed again at
 * each send, because with context takeover the bytes of a message depend on those before it.
 */
export type PreparedForm = "plain" | "deflated-each-time" | `deflated-${number}`;

/** What {@link PreparedFrames} is made from. */
export interface PreparedFramesOptions {
  readonly kind: MessageKind;
  readonly payload: Uint8Array;
  readonly fragmentBytes: number | undefined;
  readonly role: Role;
  readonly deflate: DeflateParameters | undefined;
  readonly maskKey: () => number;
}

/** The form of messages that a connection with these parameters prepares. */
export function preparedFormOf(role: Role, deflate: DeflateParameters | undefined): PreparedForm {
  if (deflate === undefined) return "plain";
  const isClient = role === "client";
  if (!(isClient ? deflate.clientNoContextTakeover : deflate.serverNoContextTakeover))
    return "deflated-each-time";
  return `deflated-${isClient ? deflate.clientMaxWindowBits : deflate.serverMaxWindowBits}`;
}

/** The frames of one message, contiguous as on the wire. Fits any connection of the same role and {@link PreparedForm}. */
export class PreparedFrames implements PreparedMessage {
  readonly kind: MessageKind;
  readonly payloadBytes: number;
  readonly frames: number;
  readonly wireBytes: number;
  readonly role: Role;
  readonly form: PreparedForm;
  readonly fragmentBytes: number | undefined;
  /** The payload as given; only in the form `deflated-each-time`, which has no wire bytes. */
  readonly payload: Uint8Array | undefined;
  #repeated: Buffer;
  #lastRun: Buffer;

  /** @throws WsrigError `fragment-size-invalid` */
  constructor(options: PreparedFramesOptions) {
    const { kind, payload, fragmentBytes, role, deflate } = options;
    this.kind = kind;
    this.payloadBytes = payload.length;
    this.role = role;
    this.form = preparedFormOf(role, deflate);
    this.fragmentBytes = fragmentBytes;
    const isKept = this.form === "deflated-each-time";
    this.payload = isKept ? new Uint8Array(payload) : undefined;
    const wirePayload =
      isKept || deflate === undefined ? payload : deflaterFor(role, deflate).deflate(payload);
    // One frame is the whole message in one fragment; an empty message is one empty frame.
    const pieceBytes = fragmentBytes ?? Math.max(1, wirePayload.length);
    this.frames = Math.max(1, Math.ceil(wirePayload.length / pieceBytes));
    this.#repeated = isKept ? Buffer.alloc(0) : encode(options, wirePayload, pieceBytes);
    this.wireBytes = this.#repeated.length;
    this.#lastRun = this.#repeated;
  }

  /** The wire bytes of `count` messages in a row; `undefined` when they are too long for one array. They must not be changed. */
  contiguous(count: number): Uint8Array | undefined {
    const bytes = count * this.wireBytes;
    if (this.#lastRun.length === bytes) return this.#lastRun;
    return count > 1 && bytes > maxRunBytes ? undefined : this.#run(count);
  }

  /** The wire bytes of `count` messages in a row, in as few arrays as is worth it. They must not be changed. */
  runs(count: number): readonly Uint8Array[] {
    if (this.#lastRun.length === count * this.wireBytes) return [this.#lastRun];
    const most = Math.max(1, Math.floor(maxRunBytes / this.wireBytes));
    const runs: Uint8Array[] = [];
    for (let left = count; left > 0; left -= most) runs.push(this.#run(Math.min(left, most)));
    return runs;
  }

  #run(count: number): Buffer {
    const bytes = count * this.wireBytes;
    if (this.#repeated.length < bytes) {
      // Grown by doubling, so that a slowly growing batch is not copied anew each time.
      const copies = 2 ** Math.ceil(Math.log2(count));
      this.#repeated = Buffer.alloc(copies * this.wireBytes, this.#repeated.subarray(0, this.wireBytes));
    }
    if (this.#lastRun.length !== bytes) this.#lastRun = this.#repeated.subarray(0, bytes);
    return this.#lastRun;
  }
}

/** Refuses a message that another driver, role or compression has prepared. @throws WsrigError `prepared-message-foreign` */
export function assertOwnFrames(
  message: PreparedMessage,
  role: Role,
  form: PreparedForm,
): asserts message is PreparedFrames {
  if (message instanceof PreparedFrames && message.role === role && message.form === form) return;
  throw new WsrigError(
    "prepared-message-foreign",
    "the prepared message belongs to a connection of another driver, role or compression",
    { hint: "Prepare it on the connection that sends it." },
  );
}

function encode(options: PreparedFramesOptions, wirePayload: Uint8Array, pieceBytes: number): Buffer {
  const { kind, role, deflate, maskKey } = options;
  const mask = (): number | false => (role === "client" ? maskKey() : false);
  const bytes = encodeFragments(kind, wirePayload, pieceBytes, mask, deflate !== undefined);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
