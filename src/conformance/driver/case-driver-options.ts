// What it takes to drive one case.

import type { Clock } from "../../clock.js";
import type { HttpRequestHead } from "../../protocol/http-head.js";
import type { HeaderLines } from "../../protocol/http-head-writer.js";
import type { Role } from "../../protocol/opcodes.js";
import type { Wire } from "./wire.js";

/** Options of `CaseDriver`. */
export interface CaseDriverOptions {
  readonly role: Role;
  readonly wire: Wire;
  readonly clock: Clock;
  /** Milliseconds after which an absence counts as proved. */
  readonly waitMs: number;
  /** A key for every frame that a client sends; unsigned 32 bit. */
  readonly maskKey: () => number;
  readonly host: string;
  readonly target: string;
  /** As a server: what the client asked for. */
  readonly request?: HttpRequestHead | undefined;
  /** As a client: header lines that an option of the run adds to every request. */
  readonly headers?: HeaderLines | undefined;
  /** Whether events are kept for a comparison with the lists of the case. */
  readonly keepsEvents: boolean;
  /** Bytes of the peer that may be held at once: frames, events, an unfinished message. Default 64 MiB. */
  readonly maxHeldBytes?: number | undefined;
  /** Whether the peer answers on another connection; see `Driver.probe`. */
  readonly probe?: (() => Promise<boolean>) | undefined;
  /** Called after each event. */
  readonly eventAdded?: (() => void) | undefined;
}
