// Counts and times the pings of a load.

import type { Connection } from "../../../connection/connection.js";
import { PhasedCounter, PhasedTrend } from "../../record/phased-metrics.js";
import type { TrafficContext } from "../traffic.js";
import { PingPayload } from "./ping-payload.js";

/** Pings sent = pongs (the count of `ws_ping`) + unanswered + under way. */
export class PingBook {
  readonly #payload = new PingPayload();
  readonly #sent: PhasedCounter;
  readonly #roundTrip: PhasedTrend;
  readonly #unanswered: PhasedCounter;

  constructor({ collector, tags, book }: Pick<TrafficContext, "collector" | "tags" | "book">) {
    const own = { collector, tags, book };
    this.#sent = new PhasedCounter({ ...own, name: "ws_pings_sent" });
    this.#roundTrip = new PhasedTrend({ ...own, name: "ws_ping" });
    const errorTags = { ...tags, step: "message", code: "ping-unanswered" };
    this.#unanswered = new PhasedCounter({ ...own, tags: errorTags, name: "ws_errors" });
  }

  /** Sends a ping on an open connection. */
  send(connection: Connection, nowUs: number): void {
    connection.ping(this.#payload.at(nowUs));
    this.#sent.add(nowUs, 1);
  }

  answered(sentAtUs: number, receivedAtUs: number): void {
    this.#roundTrip.record(sentAtUs, Math.max(0, receivedAtUs - sentAtUs));
  }

  /** So many pings, the first of them sent at `sinceUs`, will get no pong. */
  unanswered(sinceUs: number, pings: number): void {
    this.#unanswered.add(sinceUs, pings);
  }
}
