// The right side of a threshold, in the unit that its figure has.

import { WsrigError } from "../../errors.js";
import { parseDurationMs, parseSizeBytes } from "../../units.js";
import { invalidThreshold } from "./invalid-threshold.js";

/** What a figure is: a time in µs, a size in bytes, a share of 0 to 1, or a plain number. */
export type Quantity = "time" | "size" | "share" | "number";

const plainNumber = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/**
 * Reads `50ms` as 50,000 µs, `16KiB` as 16,384 bytes, `99%` as 0.99, `1000` as itself.
 *
 * @param path - Where the user wrote it, for the error.
 * @throws WsrigError `usage-invalid-threshold`; a bare number where a unit is needed gets the fix as its hint.
 */
export function parseBound(text: string, quantity: Quantity, path: string): number {
  const compact = text.trim().replace(/(\d)\s+(?=[A-Za-z%])/g, "$1");
  switch (quantity) {
    case "time":
      return timeUs(compact, path);
    case "size":
      return sizeBytes(compact, path);
    case "share":
      return share(compact, path);
    case "number":
      return number(compact, path);
    default:
      return quantity satisfies never;
  }
}

function timeUs(text: string, path: string): number {
  const hint = plainNumber.test(text) ? `Write ${text}ms if you mean milliseconds.` : undefined;
  const ms = inUnits(() => parseDurationMs(text, path));
  // 0.3 ms in µs is 300, not 299.99999999999994.
  if (ms !== undefined) return Math.round(ms * 1_000_000) / 1_000;
  throw invalidThreshold(
    path,
    `the bound is ${JSON.stringify(text)}; must be a time with its unit, such as 50ms, 1.5s or 300us`,
    hint,
  );
}

function sizeBytes(text: string, path: string): number {
  const hint = plainNumber.test(text) ? `Write ${text}B if you mean bytes.` : undefined;
  const bytes = inUnits(() => parseSizeBytes(text, path));
  if (bytes !== undefined) return bytes;
  throw invalidThreshold(
    path,
    `the bound is ${JSON.stringify(text)}; must be a size with its unit, such as 512B, 16KiB or 1MB`,
    hint,
  );
}

function share(text: string, path: string): number {
  const percent = text.endsWith("%");
  const written = percent ? text.slice(0, -1) : text;
  // 99.9 / 100 is 0.9990000000000001, which 999 of 1,000 would miss.
  const value = plainNumber.test(written)
    ? Number((Number(written) / (percent ? 100 : 1)).toPrecision(15))
    : Number.NaN;
  if (value >= 0 && value <= 1) return value;
  throw invalidThreshold(
    path,
    `the bound is ${JSON.stringify(text)}; must be a share from 0 to 1 or from 0% to 100%`,
    !percent && value > 1 && value <= 100 ? `Write ${written}% if you mean percent.` : undefined,
  );
}

function number(text: string, path: string): number {
  const value = plainNumber.test(text) ? Number(text) : Number.NaN;
  if (Number.isFinite(value)) return value;
  throw invalidThreshold(path, `the bound is ${JSON.stringify(text)}; must be a plain number`);
}

/** What `parse` reads; undefined when the text is none, which we say in our own words. */
export function inUnits(parse: () => number): number | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof WsrigError) return undefined;
    throw error;
  }
}
