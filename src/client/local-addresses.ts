// Local addresses to spread connections over: each gives a target another 28,000 ports or so to connect from.

import { isIPv4, isIPv6 } from "node:net";
import { WsrigError } from "../errors.js";

const maxAddresses = 1_024;
const path = "--local-addresses";

/**
 * The addresses of a list such as `127.0.0.1-127.0.0.8,10.0.0.5`: IPv4 addresses and ranges with both ends in them,
 * divided by commas. In the order as written, each once; at least 1, at most 1,024.
 *
 * @throws WsrigError `usage-invalid-local-addresses`
 */
export function parseLocalAddresses(text: string): readonly string[] {
  const found = new Set<string>();
  for (const part of text.split(",").map((one) => one.trim())) {
    const { first, last } = parsePart(part, text);
    // Judged before the range is written out: a slip such as 10.0.0.1-11.0.0.1 names 16 million.
    if (last - first >= maxAddresses) throw tooMany(text, last - first + 1);
    for (let number = first; number <= last; number++) found.add(addressOf(number));
  }
  if (found.size > maxAddresses) throw tooMany(text, found.size);
  return [...found];
}

interface Range {
  /** As 32-bit numbers, both ends in the range. */
  readonly first: number;
  readonly last: number;
}

function parsePart(part: string, text: string): Range {
  const ends = part.split("-").map((one) => one.trim());
  const [from = "", to = from] = ends;
  const wrong = ends.find((end) => !isIPv4(end));
  if (ends.length > 2 || wrong !== undefined) {
    throw invalid(
      `${path} is "${text}"; "${ends.length > 2 ? part : wrong}" must be an IPv4 address, or a range of two`,
      isIPv6(wrong ?? "")
        ? "Only IPv4 addresses can be listed; for one IPv6 address use --local-address."
        : "Write it like 127.0.0.1-127.0.0.8 or 10.0.0.5,10.0.0.6.",
    );
  }
  const [first, last] = [numberOf(from), numberOf(to)];
  if (first <= last) return { first, last };
  throw invalid(`${path} is "${text}"; the range ${part} ends before it begins`, `Write ${to}-${from}.`);
}

function numberOf(address: string): number {
  return address.split(".").reduce((number, octet) => number * 256 + Number(octet), 0);
}

function addressOf(number: number): string {
  return [24, 16, 8, 0].map((bits) => (number >>> bits) & 0xff).join(".");
}

function tooMany(text: string, count: number): WsrigError {
  return invalid(
    `${path} is "${text}", which names ${count} addresses; must be at most ${maxAddresses}`,
    "Name a smaller range: one address is enough for about 28,000 connections to one port.",
  );
}

function invalid(message: string, hint: string): WsrigError {
  return new WsrigError("usage-invalid-local-addresses", message, { path, hint });
}
