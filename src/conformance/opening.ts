// How a case's connection is opened.

/** The opening handshake of a case. */
export type Opening =
  /** No subprotocol, no extension. */
  | { readonly kind: "plain" }
  /** The script speaks HTTP by itself: `driver.sendBytes`, `driver.receiveHead`. */
  | { readonly kind: "own" }
  | DeflateOpening;

/** permessage-deflate is offered or answered. */
export interface DeflateOpening {
  readonly kind: "deflate";
  /** The Sec-WebSocket-Extensions that the driver sends as a client. */
  readonly offer: string;
  /** What it answers as a server to the client's Sec-WebSocket-Extensions; `undefined`: no extension. */
  readonly answer: (offered: string) => string | undefined;
}

/** The default. */
export const plainOpening: Opening = { kind: "plain" };
