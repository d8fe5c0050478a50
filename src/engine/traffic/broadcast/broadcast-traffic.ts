// broadcast: the first connections publish, all receive.

import type { Connection } from "../../../connection/connection.js";
import type { BroadcastPlan } from "../../plan/traffic-plan.js";
import { PhasedTrend } from "../../record/phased-metrics.js";
import { MessageSenders } from "../delivery/sender.js";
import type { LaneNumber } from "../lane.js";
import { LaneTraffic } from "../lane-traffic.js";
import { makeSchedule } from "../make-schedule.js";
import { messageId } from "../matching/message-id.js";
import { makePayloadSource } from "../payload/make-payload-source.js";
import type { PayloadSource } from "../payload-source.js";
import type { Traffic, TrafficContext } from "../traffic.js";
import { BroadcastBook } from "./broadcast-book.js";
import { BroadcastDrain } from "./broadcast-drain.js";
import { BroadcastLane, type PublisherOutlet } from "./broadcast-lane.js";
import { HeadedCheck } from "./headed-check.js";
import { HeadedSource } from "./headed-source.js";

/** The broadcast of one load in one worker. */
export function broadcastTraffic(context: TrafficContext<BroadcastPlan>): Traffic {
  const { plan, book, clock, collector, tags, share } = context;
  const { publishers, connectionsPerClient, includesSender } = plan;
  const trend = (name: string): PhasedTrend => new PhasedTrend({ name, collector, tags, book });
  const deliveries = new BroadcastBook({
    publishers,
    isLocal: (number) => Math.floor(number / connectionsPerClient) % share.of === share.worker,
    includesSender,
    book,
    firstReceived: trend("ws_fanout_first"),
    lastReceived: trend("ws_fanout_last"),
  });
  const drain = new BroadcastDrain({ clock, deliveries, isAlone: share.of === 1 });
  const source = makePayloadSource(plan.message, { kind: "order" }, context.random);
  const check = new HeadedCheck({ kind: plan.message.kind, source, connectionsPerClient });
  const outletOf = outletMaker(context, source);
  return new LaneTraffic({
    context,
    schedule: makeSchedule(context, plan.schedule, publishers),
    makeLanes: ({ schedule, deadlines }) => ({
      make(connection, number, host) {
        if (schedule === undefined) throw new TypeError("a broadcast has a schedule");
        const outlet = number.connection < publishers ? outletOf(connection, number) : undefined;
        const own = { host, deadlines, number: number.connection, outlet, schedule };
        return new BroadcastLane(connection, { ...own, deliveries, drain, check, book, nowUs: clock.nowUs });
      },
    }),
  });
}

function outletMaker(
  { plan, load }: TrafficContext<BroadcastPlan>,
  payloads: PayloadSource,
): (connection: Connection, number: LaneNumber) => PublisherOutlet {
  const { message } = plan;
  const source = new HeadedSource(payloads);
  const senders = new MessageSenders({ message, source, maskKeys: load.connect.dial.maskKeys });
  return (connection, { client, connection: publisher }) => {
    const sender = senders.for(connection);
    return {
      get uncountedFrames() {
        return sender.uncountedFrames;
      },
      publish(seq, sentAtUs, dueUs) {
        source.header = { publisher, seq, sentAtUs, dueUs };
        sender.send({ client, connection: publisher, seq, id: messageId(publisher, seq), nowUs: sentAtUs });
      },
    };
  };
}
