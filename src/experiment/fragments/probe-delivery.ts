// Asks a target how it delivers a fragmented message (RFC 6455 §5.4): whole, or passed on as it comes.

import { type DialOptions, dial } from "../../client/dial.js";
import { type Clock, systemClock } from "../../clock.js";
import type { DeliveryFact, ReportSweep } from "../../metrics/experiment-report.js";
import { DeliveryExchange } from "./delivery-exchange.js";
import { answerFramesFact, passesOnFact, pongFact } from "./delivery-words.js";

/** Options of {@link probeDelivery}. */
export interface ProbeDeliveryOptions {
  /** How to connect; always with our own framing, since only that sees frames. */
  readonly dial?: DialOptions | undefined;
  /** Of each of the few waits. Default 2,000. */
  readonly deadlineMs?: number | undefined;
  /**
   * Between the proof that the target has read three of four fragments and the question what came of them, for a target whose
   * pongs overtake its messages. Default 100.
   */
  readonly settleMs?: number | undefined;
  readonly clock?: Clock | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What was learnt, and why the rest was not. */
export type DeliveryProbe = Pick<ReportSweep, "delivery" | "notLearnt">;

const question = "wsrig asks whether this is an echo";
const parts = ["fragment 1 of 4 ", "fragment 2 of 4 ", "fragment 3 of 4 ", "fragment 4 of 4"] as const;

/**
 * Opens one connection and learns, each within a deadline, what can be learnt.
 *
 * ```
 *   text, whole  ->                  <- the same: an echo
 *   fragment 1   ->  ping  ->        <- pong             pong-between-fragments
 *   fragments 2, 3 ->  ping ->       <- pong, or data?   passes-fragments-on
 *   fragment 4   ->                  <- n frames         answer-frames
 * ```
 *
 * Whatever the target does is data.
 *
 * @throws WsrigError as `dial` does for options that cannot be used
 */
export async function probeDelivery(url: string, options: ProbeDeliveryOptions = {}): Promise<DeliveryProbe> {
  const { clock = systemClock, deadlineMs = 2_000, settleMs = 100, signal } = options;
  const opened = await dial(url, { ...options.dial, driver: "frame", clock, signal });
  if (opened.kind === "failed")
    return {
      delivery: [],
      notLearnt: [`How it delivers fragments is not known: ${opened.failure.message}.`],
    };
  const { connection } = opened;
  try {
    const exchange = new DeliveryExchange(connection, { clock, deadlineMs, signal });
    return await ask(exchange, settleMs);
  } finally {
    if (connection.state === "open") connection.close(1000);
  }
}

async function ask(exchange: DeliveryExchange, settleMs: number): Promise<DeliveryProbe> {
  exchange.sendText(question, "whole");
  const isEcho = (await exchange.answer(question)) !== undefined;

  exchange.sendText(parts[0], "first");
  const hasPong = await exchange.barrier("after fragment 1");
  exchange.sendText(parts[1], "middle");
  exchange.sendText(parts[2], "middle");
  // Without a pong there is no proof that the target has read so far.
  if (hasPong) await exchange.barrier("after fragment 3");
  await exchange.settle(settleMs);
  if (hasPong) await exchange.barrier("and a little later");
  // What a target sends of its own accord is no part of the answer.
  const { begun = "" } = exchange;
  const cameEarly = begun !== "" && parts.join("").startsWith(begun);
  const wasOpen = exchange.outcome === undefined;

  exchange.sendText(parts[3], "last");
  const answer = isEcho ? await exchange.answer(parts.join("")) : undefined;

  const notLearnt: string[] = [];
  const delivery: DeliveryFact[] = [];
  if (!wasOpen)
    notLearnt.push(
      `The target ended the connection within a fragmented message (close code ${exchange.outcome?.code}).`,
    );
  else delivery.push(pongFact(hasPong));
  if (!isEcho) {
    notLearnt.push("The target sends no text back, so how it answers fragments is not known.");
  } else if (answer === undefined) {
    if (wasOpen)
      notLearnt.push("A message in 4 fragments was not sent back, so how it delivers them is not known.");
  } else {
    if (hasPong || cameEarly) delivery.push(passesOnFact(cameEarly));
    else notLearnt.push("Whether it passes fragments on is not known: no pong proves that it had read them.");
    delivery.push(answerFramesFact(answer.frames, { cameEarly }));
  }
  return { delivery, notLearnt };
}
