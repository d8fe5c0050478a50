// A row of the table of faulty peers.

import type { Role } from "../../../src/protocol/opcodes.js";
import type { FaultSwitches } from "./fault-switches.js";

/** One way to be wrong. */
export interface Fault {
  /** What the peer does wrong, as a clause: `ignores the reserved bits`. */
  readonly name: string;
  /** Default: both. */
  readonly roles?: readonly Role[];
  readonly switches: FaultSwitches;
  /**
   * The cases that it must turn red: ids with spaces between, with `*` for any characters or a range as the last
   * number (`5.9-12`).
   * Those that the role does not have are passed over.
   */
  readonly breaks: readonly string[];
  /** Long cases that it turns red as well; the coverage test tries them on it, no other does. */
  readonly breaksLong?: readonly string[];
  /** It turns nothing else red in the reference suite's groups 1-7 and 10. */
  readonly isExact?: true;
  /** Hardly anything can be green on such a peer: that it is red proves nothing about a case. */
  readonly isBlunt?: true;
}

/** What every peer of a table is told by default. */
export const bothRoles: readonly Role[] = ["server", "client"];

/** Whether `patterns` of a table, spaces between, name the case `id`. */
export function namesCase(patterns: string, id: string): boolean {
  return patterns.split(" ").some((pattern) => matches(pattern, id));
}

function matches(pattern: string, id: string): boolean {
  const range = /^(.*?)(\d+)-(\d+)$/.exec(pattern);
  if (range === null) {
    const parts = pattern.split("*").map((part) => part.replaceAll(".", "\\."));
    return new RegExp(`^${parts.join(".*")}$`).test(id);
  }
  const [, group = "", first = "", last = ""] = range;
  const number = id.startsWith(group) ? id.slice(group.length) : "";
  return /^\d+$/.test(number) && Number(number) >= Number(first) && Number(number) <= Number(last);
}
