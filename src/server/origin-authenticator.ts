// The question that `WebSocketServer` asks about each origin; the counterpart of QWebSocketCorsAuthenticator.

/** Handed to `originAuthenticationRequired`; the answer is read when all handlers have returned. */
export class OriginAuthenticator {
  /** The Origin header (RFC 6454 §7); empty when the client, which then is no browser, sent none. */
  readonly origin: string;
  #allowed = true;

  constructor(origin: string) {
    this.origin = origin;
  }

  /** Whether the connection will be accepted. True until someone says otherwise. */
  get allowed(): boolean {
    return this.#allowed;
  }

  setAllowed(allowed: boolean): void {
    this.#allowed = allowed;
  }
}
