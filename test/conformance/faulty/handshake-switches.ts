// The rules of the opening handshake that the loose peer can be told to break, and what it can choke on.

/** What a server gets wrong about requests. */
export interface ServerHandshakeFaults {
  /** Rules of requests that it does not check. */
  readonly serverIgnores?: readonly RequestRule[] | "all";
  /** Requests that it refuses although they are right. */
  readonly serverRefuses?: ServerQuirk;
  readonly wrongAccept?: true;
  /** Status of the answer to a right request. */
  readonly answersStatus?: number;
  /** What is missing in, or wrong with, its 101. */
  readonly answerLacks?: "upgrade" | "connection" | "accept";
  readonly answersWithUnknownSubprotocol?: true;
  readonly answersWithUnofferedExtension?: true;
  readonly answersHttp10?: true;
  /** The 426 does not say which version is spoken. */
  readonly hidesVersion?: true;
  /** Status of every refusal. */
  readonly refusesWithStatus?: number;
  /** Drops TCP instead of refusing by HTTP. */
  readonly refusesByDrop?: true;
  /** Leaves the connection open after a refusal. */
  readonly keepsRefused?: true;
  /** Says nothing to a wrong request. */
  readonly refusesBySilence?: true;
  /** Loses what came with the head: the first frame. */
  readonly losesFirstFrame?: true;
}

/** A rule of RFC 6455 §4.2.1 or of HTTP that a request can break. */
export type RequestRule =
  | "method"
  | "http-version"
  | "host"
  | "upgrade"
  | "connection"
  | "key"
  | "version"
  | "syntax"
  | "duplicates"
  | "target"
  | "size"
  | "subprotocols"
  | "extensions"
  | "body";

/** What a server chokes on in right requests. */
export type ServerQuirk =
  | "other-case"
  | "token-lists"
  | "extra-headers"
  | "split-requests"
  | "spaces"
  | "long-requests"
  | "subprotocols"
  | "unknown-extensions"
  | "body";

/** What a client gets wrong about answers and in its requests. */
export interface ClientHandshakeFaults {
  /** Rules of answers that it does not check. */
  readonly clientIgnores?: readonly AnswerRule[] | "all";
  readonly clientRefuses?: ClientQuirk;
  /** What is wrong with its request. */
  readonly requestFault?:
    | "short-key"
    | "no-key"
    | "no-host"
    | "version-8"
    | "no-version"
    | "no-upgrade"
    | "no-connection"
    | "http-1.0"
    | "post"
    | "fragment-target"
    | "duplicate-key";
  /** Sends a frame before the answer has come. */
  readonly sendsBeforeAnswer?: true;
  /** Leaves TCP open when the answer is wrong. */
  readonly keepsFailedOpen?: true;
}

/** A rule of RFC 6455 §4.1 that an answer can break. */
export type AnswerRule =
  | "status"
  | "upgrade"
  | "connection"
  | "accept"
  | "subprotocol"
  | "extensions"
  | "http-version"
  | "syntax"
  | "folding";

/** What a client chokes on in right answers. */
export type ClientQuirk =
  | "other-case"
  | "extra-headers"
  | "split-answers"
  | "any-status-text"
  | "token-lists"
  | "spaces";
