// Which samples a threshold is about: `ws_msg_latency{phase:steady}@60s`.

import { contains } from "../active-time.js";
import type { Tags } from "../run-report.js";
import { invalidThreshold } from "./invalid-threshold.js";

/** A metric, those of its tag sets that are meant, and the length of the window that slides over them. */
export interface MetricSelector {
  /** As written. */
  readonly text: string;
  readonly name: string;
  readonly tags: Tags;
  /** As written behind `@`; undefined when the whole run is judged at once. */
  readonly window?: string | undefined;
}

// A value in quotes may hold what ends it otherwise.
const tagBlock = String.raw`\{(?:"(?:[^"\\]|\\.)*"|[^"{}])*\}`;
const selectorPattern = new RegExp(String.raw`^([^\s{}@:,]+)\s*(${tagBlock})?\s*(?:@\s*([^\s{}]+))?$`);
const metricAndExpression = new RegExp(String.raw`^\s*([^{}:]+(?:${tagBlock})?[^{}:]*):(.*)$`, "s");
const tagPattern = /\s*([^\s:,{}"]+)\s*:\s*("(?:[^"\\]|\\.)*"|[^,{}"]*)\s*(,|$)/y;

/**
 * Reads a selector. Whether the metric and the tags exist is not its business.
 *
 * @param path - Where the user wrote it, for the error.
 * @throws WsrigError `usage-invalid-threshold`
 */
export function parseSelector(text: string, path: string): MetricSelector {
  const match = selectorPattern.exec(text.trim());
  if (match === null) {
    throw invalidThreshold(
      path,
      `${JSON.stringify(text)} selects nothing; must be a metric, tags where they are wanted and a window where it is wanted, in this order`,
      "Write it as in ws_msg_latency{phase:steady}@60s.",
    );
  }
  const [, name = "", tags, window] = match;
  return { text: text.trim(), name, tags: tags === undefined ? {} : parseTags(tags, path), window };
}

/**
 * Cuts `METRIC: EXPRESSION`, as a flag has it, at the colon between the two.
 *
 * @param path - Where the user wrote it, such as `--threshold`.
 * @throws WsrigError `usage-invalid-threshold`
 */
export function splitThreshold(text: string, path: string): { metric: string; expression: string } {
  const [, metric = "", expression = ""] = metricAndExpression.exec(text) ?? [];
  if (metric.trim() !== "" && expression.trim() !== "")
    return { metric: metric.trim(), expression: expression.trim() };
  throw invalidThreshold(
    path,
    `${JSON.stringify(text)} is no threshold; must be a metric, a colon and what shall hold of it`,
    'Write it as in "ws_msg_latency: p(99) < 50ms".',
  );
}

/**
 * Whether a tag set is meant. The warm-up is only when the selector names a phase.
 */
export function selects(selector: MetricSelector, tags: Tags): boolean {
  if (selector.tags.phase === undefined && tags.phase === "warm-up") return false;
  return contains(tags, selector.tags);
}

function parseTags(block: string, path: string): Tags {
  const inner = block.slice(1, -1);
  const tags = new Map<string, string>();
  tagPattern.lastIndex = 0;
  for (let more = true; more; ) {
    const match = tagPattern.exec(inner);
    const value = match?.[2] === undefined ? undefined : tagValue(match[2]);
    if (match?.[1] === undefined || value === undefined || value === "") throw noTags(block, path);
    if (tags.has(match[1]))
      throw invalidThreshold(path, `${block} has the tag ${match[1]} twice; a sample has one value of each`);
    tags.set(match[1], value);
    more = match[3] === ",";
  }
  return Object.fromEntries(tags);
}

function tagValue(text: string): string | undefined {
  if (!text.startsWith('"')) return text.trim();
  try {
    return String(JSON.parse(text));
  } catch {
    return undefined; // An escape that JSON does not know; the caller names the whole block.
  }
}

function noTags(block: string, path: string) {
  const meant = block.includes("=") ? ` Write ${block.replaceAll("=", ":")} here.` : "";
  return invalidThreshold(
    path,
    `${block} holds no tags; must be {tag:value} or {tag:value,tag:value}, a value with , { or } in double quotes`,
    meant === "" ? undefined : meant.trim(),
  );
}
