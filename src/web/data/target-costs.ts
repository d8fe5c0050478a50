// What a message and a connection cost the watched target.

import { formatQuantity } from "../../figures/quantity.js";
import type { RunReport } from "../../metrics/run-report.js";
import { says } from "../words/report-words.js";

/** In words, as `9.77 µs of CPU time per message`; empty where that is not known. */
export function targetCosts({ metrics }: RunReport): readonly string[] {
  const cost = (name: string, worded: (cost: string) => string): readonly string[] => {
    const gauge = metrics.find((metric) => metric.name === name);
    return gauge?.kind === "gauge" ? [worded(formatQuantity(gauge.last, gauge.unit))] : [];
  };
  return [
    ...cost("target_cpu_per_message", says.target.cpuPerMessage),
    ...cost("target_memory_per_connection", says.target.memoryPerConnection),
  ];
}
