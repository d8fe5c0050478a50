// One load's traffic in one worker: its virtual clients and what they share.

import type { Clock } from "../../clock.js";
import type { MetricCollector } from "../../metrics/collector.js";
import type { Tags } from "../../metrics/run-report.js";
import type { Random } from "../../random.js";
import type { LoadPlan, Pacing, Share } from "../plan/run-plan.js";
import type { TrafficPlan } from "../plan/traffic-plan.js";
import type { MessageBook } from "../record/message-book.js";
import type { VirtualClient } from "../virtual-client.js";
import type { ConnectionOpener } from "./connection-opener.js";
import type { SessionBook } from "./session-book.js";

/** What a traffic is made from. */
export interface TrafficContext<P extends TrafficPlan = TrafficPlan> {
  readonly load: LoadPlan;
  readonly plan: P;
  readonly share: Share;
  readonly pacing: Pacing;
  /** Fixed by the run's seed and the load's name; the same in every worker. */
  readonly random: Random;
  readonly clock: Clock;
  readonly collector: MetricCollector;
  /** Of the load. */
  readonly tags: Tags;
  readonly book: MessageBook;
  readonly opener: ConnectionOpener;
  readonly sessions: SessionBook;
}

/** The traffic of one load in one worker. */
export interface Traffic {
  /** A new virtual client of that number over all workers. */
  client(index: number): VirtualClient;
  /** The load's time begins at `startUs`: schedules count from there. */
  begin(startUs: number): void;
  /** No message becomes due from here on. */
  end(): void;
}
