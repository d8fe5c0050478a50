// The fields of a client tab, and the options that are made of them.

import type { ClientOptions, Problem } from "../../../link/conversation.js";

/** A header as it is filled in. */
export type HeaderRow = readonly [name: string, value: string];

/** What is filled in. The address is apart: see {@link shownAddress}. */
export interface ClientForm {
  /** Separated by commas or white space. */
  readonly subprotocols: string;
  readonly headers: readonly HeaderRow[];
  readonly origin: string;
  readonly compression: boolean;
  readonly insecure: boolean;
  readonly greets: boolean;
  readonly greeting: string;
}

/** What a person changed and has not connected with yet. `url`: typed, not taken from the server window. */
export type ClientEdits = Partial<ClientForm> & { readonly url?: string };

/** As the sample greets. */
const sampleGreeting = "你好, 服务器!";

/** The fields of options. Where no greeting was asked, that of the sample is ready. */
export function clientForm(options: ClientOptions): ClientForm {
  const { subprotocols, headers, origin, compression, insecure, greeting } = options;
  return {
    subprotocols: subprotocols.join(", "),
    headers,
    origin,
    compression,
    insecure,
    greets: greeting !== "",
    greeting: greeting || sampleGreeting,
  };
}

/** The options to connect with. Rows without a name and a value are left out. */
export function clientOptionsOf(form: ClientForm, url: string): ClientOptions {
  return {
    url: url.trim(),
    subprotocols: [...readSubprotocols(form.subprotocols)],
    headers: form.headers
      .map(([name, value]): [string, string] => [name.trim(), value.trim()])
      .filter(([name, value]) => name !== "" || value !== ""),
    origin: form.origin.trim(),
    compression: form.compression,
    insecure: form.insecure,
    greeting: form.greets ? form.greeting : "",
  };
}

/** What the address may be. */
export interface AddressSources {
  readonly typed: string | undefined;
  /** That of the last connection, also of one that failed; `undefined`: there was none. */
  readonly asked: string | undefined;
  /** Where the server window listens. */
  readonly serverUrl: string | undefined;
  /** Where it has listened since the page was loaded. */
  readonly serverUrls: ReadonlySet<string>;
  /** Where there is nothing else. */
  readonly fallback: string;
}

/**
 * What was typed; else the address of the last connection, or of the server window when there was none. A server that
 * listens anew has another port: an address that was its own before becomes the new one.
 */
export function shownAddress(sources: AddressSources): string {
  const { typed, asked, serverUrl, serverUrls, fallback } = sources;
  if (typed !== undefined) return typed;
  if (asked !== undefined && !serverUrls.has(asked)) return asked;
  return serverUrl ?? asked ?? fallback;
}

/** The names in a text. */
export function readSubprotocols(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((name) => name !== "");
}

/** What is wrong with subprotocols: `value` is no token (RFC 9110 §5.6.2), or is there twice. */
export type SubprotocolMistake = { readonly kind: "noToken" | "twice"; readonly value: string };

/** The first mistake in a text of subprotocols. */
export function subprotocolMistake(text: string): SubprotocolMistake | undefined {
  const names = readSubprotocols(text);
  const odd = names.find((name) => !isToken(name));
  if (odd !== undefined) return { kind: "noToken", value: odd };
  // RFC 6455 §4.1 item 10: all different.
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? undefined : { kind: "twice", value: twice };
}

/** The rows whose name is no token; a row that is empty is none. */
export function headerMistakes(rows: readonly HeaderRow[]): ReadonlySet<number> {
  const wrong = rows.flatMap(([name, value], row) =>
    isToken(name.trim()) || (name.trim() === "" && value.trim() === "") ? [] : [row],
  );
  return new Set(wrong);
}

/** Whether anything is filled in that cannot be connected with. */
export function hasMistakes({ subprotocols, headers }: ClientForm): boolean {
  return subprotocolMistake(subprotocols) !== undefined || headerMistakes(headers).size > 0;
}

function isToken(text: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(text);
}

/** A field of a client tab, as the process names it. */
export type ClientField = "url" | "subprotocols" | "headers" | "origin" | "greeting";

const fields: readonly ClientField[] = ["url", "subprotocols", "headers", "origin", "greeting"];
const fieldsOfCodes: Readonly<Record<string, ClientField>> = {
  "usage-invalid-url": "url",
  "usage-invalid-header": "headers",
  "usage-invalid-subprotocol": "subprotocols",
};

/** The field that a problem is about: a mistake of the person, told by its path or its code. `undefined`: none. */
export function clientFieldOf({ path, code }: Problem): ClientField | undefined {
  const parts = path?.split(/[.[\]]/) ?? [];
  return fields.find((field) => parts.includes(field)) ?? fieldsOfCodes[code];
}
