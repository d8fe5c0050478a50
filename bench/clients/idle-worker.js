// One worker process of the scale benchmark: holds the connections it is told to and tells its memory as they stand.
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
  report({ kind: "opened", ...(await idle.open(order)) });
  report({ kind: "pinged", ...(await idle.pinged()) });
}

function report(message) {
  process.send({ rssBytes: process.memoryUsage.rss(), ...message });
}
