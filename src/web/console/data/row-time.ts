// The time of a row of the log, to the µs.

/** How times are shown. */
export type TimeMode = "clock" | "sinceFirst" | "sinceBefore";

/** `09:05:03.123456` of the reader's clock, or seconds since another row: `12.000345`. */
export function formatTime(atUs: number, mode: TimeMode, sinceUs: number | undefined): string {
  if (mode === "clock") return clock(atUs);
  return sinceUs === undefined ? "" : seconds(atUs - sinceUs);
}

/** `2026-01-02T03:04:05.123456Z` */
export function isoTime(atUs: number): string {
  const us = Math.round(atUs);
  const ms = Math.floor(us / 1_000);
  return new Date(ms).toISOString().replace("Z", `${pad(us - ms * 1_000, 3)}Z`);
}

function clock(atUs: number): string {
  const us = Math.round(atUs);
  const ms = Math.floor(us / 1_000);
  const date = new Date(ms);
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => pad(part, 2)).join(":");
  return `${time}.${pad(date.getMilliseconds(), 3)}${pad(us - ms * 1_000, 3)}`;
}

function seconds(us: number): string {
  const sign = us < 0 ? "−" : "+";
  const whole = Math.abs(Math.round(us));
  return `${sign}${Math.floor(whole / 1_000_000)}.${pad(whole % 1_000_000, 6)}`;
}

function pad(number: number, digits: number): string {
  return String(number).padStart(digits, "0");
}
