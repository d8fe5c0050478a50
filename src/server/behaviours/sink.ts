import type { Behaviour } from "./behaviour.js";

/** Reads and counts everything, answers nothing (pings and closes are answered, as the RFC asks). */
export const sink: Behaviour = {
  info: { path: "/sink", summary: "reads everything and answers nothing", parameters: [] },
  prepare: () => () => ({ listener: {} }),
};
