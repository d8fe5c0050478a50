// One worker process of the scale benchmark: does what the harness orders and tells its memory after each order.

import { IdleConnections } from "./idle-connections.js";
import type { IdleOrder, IdleReport } from "./idle-protocol.js";

const idle = new IdleConnections();

process.on("message", (order: IdleOrder) => void obey(order));
process.on("disconnect", () => process.exit());
// What loading left behind must not hide what connections cost: the collector is exposed for this one call.
globalThis.gc?.();
report({ kind: "ready", rssBytes: process.memoryUsage.rss() });

async function obey(order: IdleOrder): Promise<void> {
  switch (order.kind) {
    case "open": {
      const opened = await idle.open(order);
      report({ kind: "opened", ...opened, rssBytes: process.memoryUsage.rss() });
      return;
    }
    case "ping": {
      const pinged = await idle.ping(order);
      report({ kind: "pinged", ...pinged, rssBytes: process.memoryUsage.rss() });
      return;
    }
    default:
      order satisfies never;
  }
}

function report(message: IdleReport): void {
  process.send?.(message);
}
