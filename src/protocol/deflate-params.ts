// The four parameters of permessage-deflate as they stand in a header: RFC 7692 §7.1.

import type { ExtensionParam } from "./extensions.js";

/** The parameters of one offer or answer, read. */
export interface DeflateParams {
  readonly serverNoContextTakeover: boolean;
  readonly clientNoContextTakeover: boolean;
  /** 8-15. */
  readonly serverMaxWindowBits: number | undefined;
  /** 8-15; `true`: present without a value, which only an offer may have (§7.1.2.2). */
  readonly clientMaxWindowBits: number | true | undefined;
}

/** What {@link readDeflateParams} gives: an invalid offer is declined, an invalid answer fails the connection. */
export type ReadDeflateParams =
  | { readonly kind: "valid"; readonly params: DeflateParams }
  | { readonly kind: "invalid"; readonly message: string; readonly section: string };

const sections: Readonly<Record<string, string>> = {
  server_no_context_takeover: "RFC 7692 §7.1.1.1",
  client_no_context_takeover: "RFC 7692 §7.1.1.2",
  server_max_window_bits: "RFC 7692 §7.1.2.1",
  client_max_window_bits: "RFC 7692 §7.1.2.2",
};

/** Reads the parameters of a permessage-deflate element: unknown ones, doubled ones and invalid values are refused (§7.1). */
export function readDeflateParams(list: readonly ExtensionParam[]): ReadDeflateParams {
  const values = new Map<string, string | true>();
  for (const [name, value] of list) {
    const section = Object.hasOwn(sections, name) ? sections[name] : undefined;
    if (section === undefined) return invalid("RFC 7692 §7.1", `the parameter ${name} is unknown`);
    if (values.has(name)) return invalid("RFC 7692 §7.1", `the parameter ${name} occurs twice`);
    if (!isValidValue(name, value)) return invalid(section, invalidValueMessage(name, value));
    values.set(name, value);
  }
  return {
    kind: "valid",
    params: {
      serverNoContextTakeover: values.has("server_no_context_takeover"),
      clientNoContextTakeover: values.has("client_no_context_takeover"),
      serverMaxWindowBits: windowBits(values.get("server_max_window_bits")),
      clientMaxWindowBits:
        values.get("client_max_window_bits") === true
          ? true
          : windowBits(values.get("client_max_window_bits")),
    },
  };
}

function isValidValue(name: string, value: string | true): boolean {
  if (name.endsWith("_no_context_takeover")) return value === true;
  if (value === true) return name === "client_max_window_bits";
  // §7.1.2: "a decimal integer value without leading zeroes between 8 to 15, inclusive".
  return /^(?:[89]|1[0-5])$/.test(value);
}

function invalidValueMessage(name: string, value: string | true): string {
  if (value === true) return `${name} has no value; must have one from 8 to 15`;
  if (name.endsWith("_no_context_takeover")) return `${name} is ${value}; must have no value`;
  return `${name} is ${value}; must be an integer from 8 to 15 without leading zeros`;
}

function windowBits(value: string | true | undefined): number | undefined {
  return value === undefined || value === true ? undefined : Number(value);
}

function invalid(section: string, message: string): ReadDeflateParams {
  return { kind: "invalid", section, message };
}
