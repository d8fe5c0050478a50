// What happened on a connection, as events: one JSON line each, or one line for people.

import { closeCodeName } from "../../protocol/close-codes.js";
import { printable, shorten } from "../../report/printable.js";
import { formatBytes, formatUs } from "../../units.js";
import type { Colours } from "../terminal.js";

/** One event; `atUs` is µs since the connection was open. */
export type TranscriptEvent =
  | {
      readonly event: "open";
      readonly url: string;
      readonly driver: string;
      readonly subprotocol: string;
      readonly extensions: string;
      /** Of the whole handshake. */
      readonly handshakeUs: number;
    }
  | ({
      readonly event: "frame" | "message";
      readonly atUs: number;
      readonly direction: "sent" | "received";
      /** Ours, without being asked: the answer to a ping or a close. */
      readonly automatic?: true | undefined;
    } & FrameFacts)
  | {
      readonly event: "raw";
      readonly atUs: number;
      readonly direction: "sent";
      readonly bytes: number;
      readonly hex: string;
    }
  | { readonly event: "expected"; readonly atUs: number; readonly pattern: string }
  | {
      readonly event: "closed";
      readonly atUs: number;
      readonly code: number;
      readonly reason: string;
      readonly wasClean: boolean;
      readonly initiatedBy: string;
      readonly violation?: string | undefined;
    };

/** A frame, or a whole message of a driver that shows no frames. */
export interface FrameFacts {
  readonly opcode: string;
  readonly fin: boolean;
  readonly rsv: number;
  /** Of the payload. */
  readonly bytes: number;
  /** The payload as text, or as hex when it is none. */
  readonly text?: string | undefined;
  readonly hex?: string | undefined;
  /** Of a close frame. */
  readonly code?: number | undefined;
  readonly reason?: string | undefined;
}

const maxCharacters = 2_000;

/** The event for people: time since open, direction, opcode, FIN, size, payload with control characters made visible. */
export function transcriptLine(event: TranscriptEvent, colours: Colours): string {
  switch (event.event) {
    case "open": {
      const agreed = [event.subprotocol, event.extensions].filter((text) => text !== "").map(printable);
      const detail = agreed.length === 0 ? "" : `, ${agreed.join(", ")}`;
      return colours.dim(`connected to ${printable(event.url)} in ${formatUs(event.handshakeUs)}${detail}`);
    }
    case "frame":
    case "message":
      return `${time(event.atUs)} ${arrow(event.direction, colours)} ${frameText(event, colours)}`;
    case "raw":
      return `${time(event.atUs)} ${arrow("sent", colours)} raw ${formatBytes(event.bytes)} ${shorten(event.hex, maxCharacters)}`;
    case "expected":
      return `${time(event.atUs)} ${colours.green("✓")} expected /${printable(event.pattern)}/`;
    case "closed":
      return colours.dim(closedText(event));
    default:
      return event satisfies never;
  }
}

function closedText(event: Extract<TranscriptEvent, { event: "closed" }>): string {
  const reason = event.reason === "" ? "" : ` "${printable(event.reason)}"`;
  const who = { local: "by us", peer: "by the peer", none: "without a close frame" }[event.initiatedBy] ?? "";
  const violation = event.violation === undefined ? "" : `; ${printable(event.violation)}`;
  return `${time(event.atUs)} closed ${event.code} ${closeCodeName(event.code)}${reason} ${who}${violation}`;
}

function frameText(frame: FrameFacts & { readonly automatic?: true | undefined }, colours: Colours): string {
  const rsv = [4, 2, 1].flatMap((bit, index) => ((frame.rsv & bit) === 0 ? [] : [`rsv${index + 1}`]));
  const flags = [...(frame.fin ? ["fin"] : []), ...rsv, formatBytes(frame.bytes)];
  if (frame.automatic) flags.push("automatic");
  const head = `${colours.bold(frame.opcode)} ${colours.dim(flags.join(" "))}`;
  const payload =
    frame.code === undefined ? (frame.text ?? frame.hex ?? "") : closeText(frame.code, frame.reason);
  return payload === "" ? head : `${head} ${printable(shorten(payload, maxCharacters))}`;
}

function closeText(code: number, reason = ""): string {
  return reason === "" ? String(code) : `${code} ${reason}`;
}

function arrow(direction: "sent" | "received", colours: Colours): string {
  return direction === "sent" ? colours.cyan("→") : colours.green("←");
}

/** Milliseconds with µs, such as `    12.345 ms`. */
function time(us: number): string {
  return `${(us / 1_000).toFixed(3).padStart(10)} ms`;
}
