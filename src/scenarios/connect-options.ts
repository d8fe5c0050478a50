// Where a session connects and how: the run's options, then the scenario's, then the call's.

import { WsrigError } from "../errors.js";
import type { SessionConnectOptions } from "./session.js";

/**
 * The URL of a connect: absolute as given, or a path on the target.
 *
 * @throws WsrigError `usage-invalid-url`
 */
export function connectTarget(targetUrl: string, url: string | undefined): string {
  if (url === undefined) return targetUrl;
  try {
    const resolved = new URL(url, targetUrl);
    // A path on the target keeps what the target's URL says of the user.
    if (!/^[a-z][a-z\d+.-]*:/i.test(url)) {
      const { username, password } = new URL(targetUrl);
      Object.assign(resolved, { username, password });
    }
    return resolved.href;
  } catch (cause) {
    throw new WsrigError(
      "usage-invalid-url",
      `connect url is "${url}"; must be a ws:// or wss:// URL or a path`,
      { cause },
    );
  }
}

/** The HTTP origin of a WebSocket URL: `http://127.0.0.1:8080`. */
export function httpOrigin(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol === "wss:" || protocol === "https:" ? "https" : "http"}://${host}`;
}

/** The later options win; headers of all are sent, the later ones replacing those of the same name. */
export function mergeDialOptions(
  ...layers: readonly (SessionConnectOptions | undefined)[]
): SessionConnectOptions {
  const merged: Record<string, unknown> = {};
  let headers: (readonly [string, string])[] = [];
  for (const layer of layers) {
    for (const [key, value] of Object.entries(layer ?? {})) if (value !== undefined) merged[key] = value;
    const names = new Set(layer?.headers?.map(([name]) => name.toLowerCase()));
    headers = [...headers.filter(([name]) => !names.has(name.toLowerCase())), ...(layer?.headers ?? [])];
  }
  return { ...merged, ...(headers.length > 0 && { headers }) };
}
