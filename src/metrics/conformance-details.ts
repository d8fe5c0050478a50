// What the report page shows of each case beside the document: plain JSON inside report.html, not in report.json.

import type { CaseGroup } from "./case-groups.js";

/** All that the page needs to explain every case. */
export interface ConformanceDetails {
  /** In the order of the catalogue; those with a case in the run. */
  readonly groups: readonly CaseGroup[];
  /** What each case of the run is, the excluded ones too; in the order of the catalogue. */
  readonly cases: readonly CaseText[];
  /** What happened in each case on each peer. */
  readonly agents: readonly AgentDetails[];
}

/** What a case is. */
export interface CaseText {
  readonly id: string;
  /** Id of its group. */
  readonly group: string;
  /** What is sent. */
  readonly description: string;
  /** What a right peer does. */
  readonly expectation: string;
  /** `RFC 6455 §5.4` */
  readonly section: string;
  /** What a failing peer must change. */
  readonly fix: string;
  readonly isHostile?: boolean | undefined;
  /** The events that must come, and those that may come as well; absent where the case concludes by itself. */
  readonly outcomes?: ExpectedEvents | undefined;
}

/** Lists of events, each the whole of what must come. */
export interface ExpectedEvents {
  readonly ok: readonly DetailEvent[];
  readonly nonStrict: readonly (readonly DetailEvent[])[];
}

/** The details of one peer. */
export interface AgentDetails {
  /** As in the document's `agents`. */
  readonly agent: string;
  /** Those with a result, in the order of the catalogue. */
  readonly cases: readonly CaseDetail[];
}

/** What happened in one case on one peer, beside what the document has of it. */
export interface CaseDetail {
  readonly id: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** The heads of the opening handshake, as far as they were kept; characters are the bytes (Latin-1). */
  readonly request?: string | undefined;
  readonly response?: string | undefined;
  readonly behaviorReason: string;
  readonly closeReason: string;
  /** Whether the opening handshake was completed. */
  readonly isOpened: boolean;
  /** Whether the driver (wsrig) sent the first close frame. */
  readonly closedByDriver: boolean;
  /** Whether the driver dropped TCP. */
  readonly droppedByDriver: boolean;
  /** Close frames went both ways in time. */
  readonly wasClean: boolean;
  readonly closeTimedOut: boolean;
  readonly serverDropTimedOut: boolean;
  readonly localClose?: DetailClose | undefined;
  readonly remoteClose?: DetailClose | undefined;
  /** What came, its beginning only. */
  readonly received: readonly DetailEvent[];
  /** Further things that are wrong, beside the document's `reason`. */
  readonly complaints: readonly string[];
  readonly wire: DetailWireLog;
}

/** Code and reason of a close frame; absent where it has none. */
export interface DetailClose {
  readonly code?: number | undefined;
  readonly reason?: string | undefined;
}

/** A message, a pong, or a wait that passed with the connection still open. */
export type DetailEvent =
  | {
      readonly kind: "message" | "pong";
      readonly type?: "text" | "binary" | undefined;
      readonly payloadBytes: number;
      /** The first bytes. */
      readonly payloadHex: string;
    }
  | { readonly kind: "waited"; readonly tag: string };

/** The wire log; of a case that passed only its beginning. */
export interface DetailWireLog {
  readonly first: readonly DetailWireEntry[];
  /** Entries between `first` and `last` that were not kept. */
  readonly omitted: number;
  readonly last: readonly DetailWireEntry[];
}

/** One line of the log. `atUs` is µs after the case began. */
export type DetailWireEntry =
  | {
      readonly kind: "frame";
      readonly atUs: number;
      readonly sender: "driver" | "peer";
      readonly opcode: number;
      readonly fin: boolean;
      /** 4 = RSV1, 2 = RSV2, 1 = RSV3. */
      readonly rsv: number;
      readonly isMasked: boolean;
      readonly payloadBytes: number;
      /** The first bytes, unmasked. */
      readonly payloadHex: string;
      /** Written in pieces of this many bytes. */
      readonly pieceBytes?: number | undefined;
    }
  /** HTTP, or bytes that are no frame. */
  | {
      readonly kind: "bytes";
      readonly atUs: number;
      readonly sender: "driver" | "peer";
      readonly bytes: number;
      readonly hex: string;
    }
  | { readonly kind: "note"; readonly atUs: number; readonly text: string };
