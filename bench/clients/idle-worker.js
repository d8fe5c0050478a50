// One worker process of the scale benchmark: does what the harness orders and tells its memory after each order.
//
// Plain JavaScript, with what it imports of bench/: the process whose memory is measured must hold no compiler.
// Messages: idle-protocol.ts.

import { IdleConnections } from "./idle-connections.js";

const idle = new IdleConnections();

process.on("message", (order) => void obey(order));
process.on("disconnect", () => process.exit());
// What loading left behind must not hide what connections cost: the collector is exposed for this one call.
globalThis.gc?.();
report({ kind: "ready" });

/** @param {import("./idle-protocol.js").IdleOrder} order */
async function obey(order) {
  if (order.kind === "open") report({ kind: "opened", ...(await idle.open(order)) });
  else report({ kind: "pinged", ...(await idle.ping(order)) });
}

function report(message) {
  process.send({ ...message, rssBytes: process.memoryUsage.rss() });
}
