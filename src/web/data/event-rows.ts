// What should have come beside what came.

import type { DetailEvent } from "../../metrics/conformance-details.js";
import { says } from "../words/report-words.js";
import { textOfHex } from "./hex-bytes.js";

/** A place in both lists. */
export interface EventRow {
  /** 1-based. */
  readonly place: number;
  readonly expected: EventWords | undefined;
  readonly received: EventWords | undefined;
  readonly isSame: boolean;
}

/** One event. */
export interface EventWords {
  /** `text message, 9 bytes` */
  readonly title: string;
  /** The beginning of its payload as text, or in hexadecimal. */
  readonly payload: string | undefined;
}

/** Both lists side by side. */
export function eventRows(
  expected: readonly DetailEvent[],
  received: readonly DetailEvent[],
): readonly EventRow[] {
  return Array.from({ length: Math.max(expected.length, received.length) }, (_, index) => {
    const [wanted, came] = [expected[index], received[index]];
    return {
      place: index + 1,
      expected: wanted && eventWords(wanted),
      received: came && eventWords(came),
      isSame: wanted !== undefined && came !== undefined && sameEvent(wanted, came),
    };
  });
}

/** See {@link EventWords}. */
export function eventWords(event: DetailEvent): EventWords {
  if (event.kind === "waited") return { title: says.casePage.wait(event.tag), payload: undefined };
  const { payloadBytes, payloadHex } = event;
  const isCut = payloadHex.length < 2 * payloadBytes;
  const isText = event.type === "text" || isReadable(payloadHex);
  const begin = isText ? textOfHex(payloadHex, isCut) : payloadHex.replace(/..(?=.)/g, "$& ");
  return {
    title: says.casePage.event(event.kind === "pong" ? "pong" : (event.type ?? "binary"), payloadBytes),
    payload: payloadBytes === 0 ? undefined : `${begin}${isCut ? " …" : ""}`,
  };
}

/** As far as both were kept. */
function sameEvent(a: DetailEvent, b: DetailEvent): boolean {
  if (a.kind === "waited" || b.kind === "waited") {
    return a.kind === "waited" && b.kind === "waited" && a.tag === b.tag;
  }
  const kept = Math.min(a.payloadHex.length, b.payloadHex.length);
  return (
    a.kind === b.kind &&
    a.type === b.type &&
    a.payloadBytes === b.payloadBytes &&
    a.payloadHex.slice(0, kept) === b.payloadHex.slice(0, kept)
  );
}

function isReadable(hex: string): boolean {
  return /^[\x20-\x7e]*$/.test(textOfHex(hex, true));
}
