// A library that we did not write, as a program of ours uses it: a server, a client or both.

import type { PeerCommand, PeerEnd } from "../peer-process.js";

/** One library. */
export interface PeerProgram {
  /** What `--peers` calls it. */
  readonly name: string;
  /** What the table calls it, without the version. */
  readonly library: string;
  /** Builds or installs what it needs, within the cache folder. Rejects when that fails. */
  prepare(): Promise<PreparedPeer>;
}

/** A library that can be run, or what is missing on this machine. */
export type PreparedPeer =
  | {
      readonly kind: "ready";
      readonly version: string;
      readonly server?: PeerCommand | undefined;
      readonly client?: ClientStart | undefined;
    }
  | {
      readonly kind: "absent";
      /** A sentence that says what to install. */
      readonly why: string;
    };

/** Starts a client that goes through all cases of a listener. */
export type ClientStart = (visit: ClientVisit) => RunningClient;

/** What a client is told. */
export interface ClientVisit {
  /** The listener's URL, `ws://127.0.0.1:PORT`. */
  readonly url: string;
  readonly agent: string;
  /** Cases at a time. */
  readonly jobs: number;
}

/** A client at work. */
export interface RunningClient {
  /** How it ended; {@link endedWell} after all cases. */
  readonly ended: Promise<PeerEnd>;
  stop(): Promise<void>;
}
