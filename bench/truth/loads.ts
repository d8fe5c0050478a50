// The open load that the parts of `npm run bench:truth` share.

import type { GeneratorOrder } from "./generator-order.js";

/** Messages per second over all connections. */
export const ratePerSecond = 1_000;
export const connections = 10;
const warmUpMs = 1_000;

/** 1,000 msg/s over ten connections, unless asked otherwise. */
export function openLoad(asked: Pick<GeneratorOrder, "url"> & Partial<GeneratorOrder>): {
  readonly order: GeneratorOrder;
  /** Exactly, as messages are due at a constant rate. */
  readonly warmUpMessages: number;
} {
  const order: GeneratorOrder = {
    driver: "frame",
    connections,
    ratePerSecond,
    warmUpMs,
    steadyMs: 4_000,
    hasIds: false,
    gracefulStopMs: 5_000,
    ...asked,
  };
  return { order, warmUpMessages: (ratePerSecond * order.warmUpMs) / 1_000 };
}
