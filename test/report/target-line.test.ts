// What terminal and Markdown say of the target's own process.

import { expect, test } from "vitest";
import type { ReportMetric } from "../../src/metrics/run-report.js";
import { renderMarkdown } from "../../src/report/markdown.js";
import { targetLine } from "../../src/report/target-line.js";
import { renderText } from "../../src/report/text.js";
import { smallReport } from "./small-report.js";

function gauge(name: string, unit: string, max: number, last = max): ReportMetric {
  return { name, tags: {}, kind: "gauge", unit, min: 0, max, last };
}

const all = [
  gauge("target_open_files", "1", 1_163),
  gauge("target_memory_per_connection", "byte", 8_192),
  gauge("target_memory", "byte", 150 * 1_048_576, 1),
  gauge("target_cpu_per_message", "us", 12.345),
  gauge("target_cpu", "core", 0.87, 0.1),
];

test("CPU and memory each stand beside what they are per message and connection, in one line", () => {
  const report = smallReport({ metrics: all });
  const line =
    "CPU at most 0.87 core, 12.3 µs of CPU per message, memory at most 150 MiB, 8 KiB per connection, open files at most 1,163";
  expect(targetLine(report)).toBe(line);
  expect(renderText(report)).toContain(`\n\nTarget  ${line}\n`);
  expect(renderMarkdown(report)).toContain(`\n\n**Target** ${line}\n`);
});

test("what was not known is left out; without a watch there is no line", () => {
  expect(targetLine(smallReport({ metrics: all.slice(2, 3) }))).toBe("memory at most 150 MiB");
  expect(targetLine(smallReport())).toBeUndefined();
});
