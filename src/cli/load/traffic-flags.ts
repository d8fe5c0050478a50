// Which flags of a load belong to which traffic: one that says nothing there is a mistake, not to be passed over in silence.

import type { FlagValues } from "../flags/flag-values.js";
import type { trafficNames } from "./load-flags.js";

/** A value of `--traffic`. */
export type TrafficName = (typeof trafficNames)[number];

// "a, b or c"
const alternatives = new Intl.ListFormat("en-GB", { type: "disjunction" });
const echoes = ["echo", "churn"] as const;
const senders = [...echoes, "broadcast", "sink"] as const;
const sizers = [...senders, "slow-reader"] as const;

const trafficsOf: Readonly<Record<string, readonly TrafficName[]>> = {
  rate: senders,
  "rate-per-connection": senders,
  poisson: senders,
  "in-flight": echoes,
  match: echoes,
  size: sizers,
  binary: sizers,
  payload: sizers,
  feed: sizers,
  "fragment-bytes": sizers,
  "write-bytes": sizers,
  "ping-every": sizers,
  messages: [...echoes, "sink", "stream", "slow-reader"],
  "session-duration": [...echoes, "sink", "stream", "slow-reader", "idle"],
  publishers: ["broadcast"],
  "self-delivery": ["broadcast"],
  stall: ["stream"],
  subscribe: ["stream"],
  "ping-interval": ["idle"],
  hold: ["storm"],
  drop: ["storm"],
  "read-rate": ["slow-reader"],
};

/** Notes every flag that was given and says nothing of the traffic. */
export function noteFlagsOfOtherTraffics(flags: FlagValues, name: TrafficName): void {
  for (const [flag, traffics] of Object.entries(trafficsOf)) {
    const isGiven = flags.text(flag) !== undefined || flags.switch(flag) !== undefined;
    if (!isGiven || traffics.includes(name)) continue;
    flags.problem(flag, `--${flag} is for the traffic ${alternatives.format(traffics)}, not for ${name}`);
  }
}
