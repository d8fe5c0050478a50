// echo: requests and answers over the same connection, in a closed loop or an open model.

import type { Connection } from "../../../connection/connection.js";
import type { EchoPlan } from "../../plan/traffic-plan.js";
import { ClosedEchoLane } from "../closed-echo-lane.js";
import type { Lane, LaneHost, LaneMaker, LaneNumber } from "../lane.js";
import { LaneTraffic, type LaneTrafficTools } from "../lane-traffic.js";
import { makeSchedule } from "../make-schedule.js";
import type { AnswerBook, LossListener } from "../matching/answer-book.js";
import { IdBook } from "../matching/id-book.js";
import { type IdReader, makeIdReader } from "../matching/id-reader.js";
import { OrderBook } from "../matching/order-book.js";
import { MessageOutlet } from "../message-outlet.js";
import type { Traffic, TrafficContext } from "../traffic.js";
import { EchoLane, type EchoLaneOptions } from "./echo-lane.js";

/** The echo of one load in one worker. */
export function echoTraffic(context: TrafficContext<EchoPlan>): Traffic {
  const { plan } = context;
  const schedule = plan.schedule.kind === "open" ? makeSchedule(context, plan.schedule) : undefined;
  return new LaneTraffic({
    context,
    schedule,
    makeLanes: (tools) => new EchoLanes(context, tools),
  });
}

class EchoLanes implements LaneMaker {
  readonly #context: TrafficContext<EchoPlan>;
  readonly #tools: LaneTrafficTools;
  readonly #outlet: MessageOutlet;
  readonly #readId: IdReader | undefined;

  constructor(context: TrafficContext<EchoPlan>, tools: LaneTrafficTools) {
    const { plan, random, load } = context;
    const { message, match } = plan;
    this.#context = context;
    this.#tools = tools;
    this.#outlet = new MessageOutlet({ message, match, random, maskKeys: load.connect.dial.maskKeys });
    this.#readId = makeIdReader(plan.match);
  }

  make(connection: Connection, number: LaneNumber, host: LaneHost): Lane {
    return this.#makeFastest(connection, host) ?? this.#makeGeneral(connection, number, host);
  }

  /** Where all messages are alike and answered in order, in a closed loop without a bound in time. */
  #makeFastest(connection: Connection, host: LaneHost): Lane | undefined {
    const { plan, book, clock } = this.#context;
    const { schedule, match, session } = plan;
    const { constant } = this.#outlet;
    const isSimple = schedule.kind === "closed" && match.kind === "order" && session.durationMs === undefined;
    if (!isSimple || constant === undefined) return undefined;
    return new ClosedEchoLane({
      connection,
      message: constant.preparedFor(connection),
      payload: constant.payload,
      inFlight: schedule.inFlight,
      messages: session.messages,
      book,
      nowUs: clock.nowUs,
      host,
      deadlines: this.#tools.deadlines,
    });
  }

  #makeGeneral(connection: Connection, number: LaneNumber, host: LaneHost): Lane {
    const { plan, book, clock } = this.#context;
    return new EchoLane({
      host,
      deadlines: this.#tools.deadlines,
      number: number.connection,
      outgoing: this.#outlet.open(connection, number),
      answers: this.#answerBook(),
      readId: this.#readId,
      pace: this.#pace(),
      messages: plan.session.messages,
      book,
      nowUs: clock.nowUs,
    });
  }

  #pace(): EchoLaneOptions["pace"] {
    const { schedule } = this.#context.plan;
    if (schedule.kind === "closed") return schedule;
    if (this.#tools.schedule === undefined) throw new TypeError("an open model has a schedule");
    return { kind: "open", schedule: this.#tools.schedule };
  }

  #answerBook(): AnswerBook {
    const { book, plan } = this.#context;
    const hasDueTime = plan.schedule.kind === "open";
    const lost: LossListener = (_seq, sentAtUs, dueUs) => book.lost(hasDueTime ? dueUs : sentAtUs);
    return this.#readId === undefined ? new OrderBook(lost) : new IdBook({ lost });
  }
}
