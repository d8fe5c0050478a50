// Tickets that open the page once: what stands on a command line, where others on the machine can read it.

import { type Clock, systemClock } from "../clock.js";
import { isSameToken, newToken } from "./ui-token.js";

/** How long a browser may take to start. */
const goodForUs = 60_000_000;

/** See the file's first line. One ticket is good at a time: a new one ends the one before. */
export class OpeningTickets {
  readonly #clock: Clock;
  #ticket: { readonly text: string; readonly untilUs: number } | undefined;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  /** A fresh ticket. */
  issue(): string {
    const text = newToken();
    this.#ticket = { text, untilUs: this.#clock.nowUs() + goodForUs };
    return text;
  }

  /** Whether the ticket is good; it is not any more. */
  redeem(text: string): boolean {
    const ticket = this.#ticket;
    if (ticket === undefined || !isSameToken(text, ticket.text)) return false;
    this.#ticket = undefined;
    return this.#clock.nowUs() < ticket.untilUs;
  }
}
