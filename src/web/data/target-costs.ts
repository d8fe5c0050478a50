// What a message and a connection cost the watched target.

import { formatQuantity } from "../../figures/quantity.js";
import type { RunReport } from "../../metrics/run-report.js";

/** In words, as `9.77 µs of CPU time per message`; empty where that is not known. */
export function targetCosts({ metrics }: RunReport): readonly string[] {
  const cost = (name: string, words: string): readonly string[] => {
    const gauge = metrics.find((metric) => metric.name === name);
    return gauge?.kind === "gauge" ? [`${formatQuantity(gauge.last, gauge.unit)} of ${words}`] : [];
  };
  return [
    ...cost("target_cpu_per_message", "CPU time per message"),
    ...cost("target_memory_per_connection", "memory per connection"),
  ];
}
