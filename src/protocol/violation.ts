// A rule that the peer broke, as data: the decoder never throws for what comes from the wire.

/** Stable names of the rules that a peer can break. */
export type ViolationCode =
  | "reserved-bits"
  | "reserved-opcode"
  | "fragmented-control"
  | "control-too-long"
  | "unexpected-continuation"
  | "expected-continuation"
  | "mask-missing"
  | "mask-forbidden"
  | "length-not-minimal"
  | "length-top-bit"
  | "frame-too-big"
  | "message-too-big"
  | "too-many-fragments"
  | "too-many-control-frames"
  | "invalid-utf8"
  | "close-payload-too-short"
  | "close-code-invalid"
  | "close-reason-invalid-utf8"
  | "deflate-data-invalid"
  | "data-after-close"
  | "connection-lost";

/** A broken rule: what was seen, where the RFC forbids it, and the close code that answers it (§7.1.7). */
export interface Violation {
  readonly code: ViolationCode;
  /** Such as `RFC 6455 §5.5`. */
  readonly section: string;
  /** The close code with which to fail the connection: 1002, 1007, 1009, 1008 or 1006 (nothing can be sent). */
  readonly closeCode: number;
  /** What was wrong, the value and the limit, as one clause: `a ping frame carries 126 bytes; at most 125 are allowed`. */
  readonly message: string;
}
