// Times and sizes as people write them ("30s", "16KiB"): the one file that parses and formats units.

import { WsrigError } from "./errors.js";

const durationUnitsMs: Readonly<Record<string, number>> = {
  us: 0.001,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};
const maxDurationMs = 8_760 * 3_600_000;
const sizeUnitsBytes: Readonly<Record<string, number>> = {
  B: 1,
  kB: 1_000,
  KB: 1_000,
  MB: 1_000_000,
  GB: 1_000_000_000,
  KiB: 1_024,
  MiB: 1_048_576,
  GiB: 1_073_741_824,
};

/**
 * Milliseconds of a duration such as `"30s"`, `"1m30s"` or `"0.5ms"`. `"0"` needs no unit.
 *
 * @param path - Where the user wrote it, for the error.
 * @throws WsrigError `usage-invalid-duration`
 */
export function parseDurationMs(text: string, path: string): number {
  const trimmed = text.trim();
  if (trimmed === "0") return 0;
  if (!/^(\d+(\.\d+)?(us|ms|s|m|h))+$/.test(trimmed)) throw invalidUnit(trimmed, path, "duration");
  let totalMs = 0;
  for (const [, amount, unit] of trimmed.matchAll(/(\d+(?:\.\d+)?)(us|ms|s|m|h)/g)) {
    totalMs += Number(amount) * (durationUnitsMs[unit ?? ""] ?? Number.NaN);
  }
  if (totalMs > maxDurationMs) {
    throw new WsrigError(
      "usage-invalid-duration",
      `${path} is "${trimmed}"; must be at most 8760h (a year)`,
      { path },
    );
  }
  return totalMs;
}

/**
 * Bytes of a size such as `"32B"`, `"16KiB"` or `"1MB"`. `"0"` needs no unit.
 *
 * @param path - Where the user wrote it, for the error.
 * @throws WsrigError `usage-invalid-size`
 */
export function parseSizeBytes(text: string, path: string): number {
  const trimmed = text.trim();
  if (trimmed === "0") return 0;
  const match = /^(\d+(?:\.\d+)?)(B|kB|KB|MB|GB|KiB|MiB|GiB)$/.exec(trimmed);
  if (!match) throw invalidUnit(trimmed, path, "size");
  // 1.001 * 1000 is 1000.9999999999999: what decimal digits mean is a whole number, or they name a part of a byte.
  const exact = Number(match[1]) * (sizeUnitsBytes[match[2] ?? ""] ?? Number.NaN);
  const bytes = Math.abs(exact - Math.round(exact)) < 1e-6 ? Math.round(exact) : exact;
  if (!Number.isSafeInteger(bytes)) {
    throw new WsrigError("usage-invalid-size", `${path} is ${trimmed}; must be a whole number of bytes`, {
      path,
    });
  }
  return bytes;
}

/** `1_234` µs as `1.23 ms`: three significant digits, in the unit a person would choose. */
export function formatUs(us: number): string {
  // 999.6 rounds to 1,000: choose the unit by what will be shown.
  const shown = Number(us.toPrecision(3));
  if (shown < 1_000) return `${trimZeros(us)} µs`;
  if (shown < 1_000_000) return `${trimZeros(us / 1_000)} ms`;
  return `${trimZeros(us / 1_000_000)} s`;
}

/** `90_000` ms as `1m 30s`. */
export function formatMs(ms: number): string {
  if (ms < 60_000) return formatUs(ms * 1_000);
  const minutes = Math.floor(ms / 60_000);
  const seconds = Math.round((ms - minutes * 60_000) / 1_000);
  if (seconds === 60) return `${minutes + 1}m 0s`;
  return `${minutes}m ${seconds}s`;
}

/** `65_536` bytes as `64 KiB`. */
export function formatBytes(bytes: number): string {
  for (const [unit, unitBytes] of [
    ["B", 1],
    ["KiB", 1_024],
    ["MiB", 1_048_576],
  ] as const) {
    // 1,023.9 KiB rounds to 1,024: choose the unit by what will be shown.
    if (Number(trimZeros(bytes / unitBytes)) < 1_024) return `${trimZeros(bytes / unitBytes)} ${unit}`;
  }
  return `${trimZeros(bytes / 1_073_741_824)} GiB`;
}

/** A size that is not rounded, so that names made of it differ where sizes do: `4 KiB`, `5000 B`. */
export function formatExactBytes(bytes: number): string {
  for (const [unit, unitBytes] of [
    ["MiB", 1_048_576],
    ["KiB", 1_024],
  ] as const) {
    if (bytes >= unitBytes && bytes % unitBytes === 0) return `${bytes / unitBytes} ${unit}`;
  }
  return `${bytes} B`;
}

/** `1234567.8` as `1,234,568`: a count or a rate as people read it. */
export function formatCount(count: number): string {
  return (count >= 100 ? Math.round(count) : Number(count.toPrecision(3))).toLocaleString("en-US");
}

/**
 * A figure in the unit in which a bound is written, so that the two compare at sight: 81,200 µs beside `p(99) < 50ms`
 * is `81.2ms`. Without a unit it is a plain number.
 *
 * @param figure - In µs, bytes, as a share of 0 to 1, or a plain number, as the bound's unit says.
 * @param bound - Ends with the bound.
 */
export function formatAsBound(figure: number, bound: string): string {
  const written = writtenUnit(bound);
  // In minutes or hours a figure is hard to read.
  const unit = written === "m" || written === "h" ? "s" : written;
  const ofUnit = unit === "%" ? 0.01 : (durationUnitsMs[unit] ?? 0) * 1_000 || (sizeUnitsBytes[unit] ?? 1);
  const amount = figure / ofUnit;
  return `${Number.isInteger(amount) ? amount : Number(amount.toPrecision(6))}${unit}`;
}

/** What a figure beside a bound is counted in, as {@link formatAsBound} takes it: `us` beside `p(99) < 50ms`. */
export function unitOfBound(bound: string): "us" | "byte" | "ratio" | "1" {
  const written = writtenUnit(bound);
  if (written === "%") return "ratio";
  if (written in durationUnitsMs) return "us";
  return written in sizeUnitsBytes ? "byte" : "1";
}

function writtenUnit(bound: string): string {
  return /(?<=\d\s*)(us|ms|s|m|h|B|kB|KB|MB|GB|KiB|MiB|GiB|%)\s*$/.exec(bound)?.[1] ?? "";
}

function trimZeros(value: number): string {
  if (value >= 1_000) return Math.round(value).toString();
  return Number(value.toPrecision(3)).toString();
}

function invalidUnit(text: string, path: string, kind: "duration" | "size"): WsrigError {
  const examples = kind === "duration" ? '"500ms", "30s", "1m30s"' : '"32B", "16KiB", "1MiB"';
  const unit = kind === "duration" ? "s" : "B";
  const bare = /^\d+(\.\d+)?$/.test(text);
  return new WsrigError(
    `usage-invalid-${kind}`,
    `${path} is "${text}"; must be a ${kind} with its unit, such as ${examples}`,
    {
      path,
      hint: bare
        ? `Write ${text}${unit} if you mean ${kind === "duration" ? "seconds" : "bytes"}.`
        : undefined,
    },
  );
}
