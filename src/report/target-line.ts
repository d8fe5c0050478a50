// What the watched process of the target took, in one line.

import type { GaugeMetric, RunReport } from "../metrics/run-report.js";
import { formatBytes, formatCount, formatUs } from "../units.js";

/** CPU and memory, each with what it is per message and per connection; nothing where no process was watched. */
export function targetLine({ metrics }: RunReport): string | undefined {
  const part = (name: string, text: (gauge: GaugeMetric) => string): readonly string[] => {
    const gauge = metrics.find((metric) => metric.name === name);
    return gauge?.kind === "gauge" ? [text(gauge)] : [];
  };
  const parts = [
    part("target_cpu", ({ max }) => `CPU at most ${formatCount(max)} core`),
    part("target_cpu_per_message", ({ last }) => `${formatUs(last)} of CPU per message`),
    part("target_memory", ({ max }) => `memory at most ${formatBytes(max)}`),
    part("target_memory_per_connection", ({ last }) => `${formatBytes(last)} per connection`),
    part("target_open_files", ({ max }) => `open files at most ${formatCount(max)}`),
  ].flat();
  return parts.length === 0 ? undefined : parts.join(", ");
}
