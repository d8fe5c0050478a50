// What is filled in in the sending tools, and what would be sent of it.

/** Kinds to choose from. Text and binary may be cut into fragments. */
export const sendingKinds = ["text", "binary", "ping", "close"] as const;
/** One of {@link sendingKinds}. */
export type SendingKind = (typeof sendingKinds)[number];

/** See the file's first line. Numbers are kept as they are typed. */
export interface SendingDraft {
  readonly kind: SendingKind;
  readonly text: string;
  readonly hex: string;
  readonly isFragmented: boolean;
  readonly fragmentBytes: string;
  readonly ping: string;
  readonly code: string;
  readonly reason: string;
}

/** Before anything was filled in. */
export const emptyDraft: SendingDraft = {
  kind: "text",
  text: "",
  hex: "",
  isFragmented: false,
  fragmentBytes: "1024",
  ping: "",
  code: "1000",
  reason: "",
};

/** Of a ping, RFC 6455 §5.5. */
export const maxPingBytes = 125;
/** Of a close frame after its code. */
export const maxReasonBytes = 123;
