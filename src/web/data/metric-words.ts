// What the metrics are called where people read them, and how their values are written.

import { says } from "../words/report-words.js";

const titles: Readonly<Record<string, string>> = says.metrics.names;

/** The metric in plain words; its own name where it has none (metrics of scenarios). */
export function metricTitle(name: string): string {
  return titles[name] ?? name;
}

/** `text` in which no line breaks between a number and its unit: `1 ms`, `90 /s`, `1m 30s`. */
export function unbroken(text: string): string {
  return text.replace(/(\d) (?=(?:µs|ms|s|B|KiB|MiB|GiB)\b|\/s\b)|(\dm) (?=\d+s\b)/g, "$1$2\u00a0");
}
