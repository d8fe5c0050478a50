// Asks a target by plain HTTP what it is.

import { request as httpRequest } from "node:http";
import type { Socket } from "node:net";
import type { DialOptions, DialTlsOptions } from "../client/dial.js";
import { parseDialTarget } from "../client/dial-target.js";
import { openTargetSocket } from "../client/target-socket.js";

/** What `GET /` told. */
export interface TargetProbe {
  /** Whether the answer was the reference server's: `{"name":"wsrig", …}`. */
  readonly isWsrig: boolean;
  /** Its version, where it said so. */
  readonly version?: string | undefined;
  /** HTTP status; `undefined` when there was no HTTP answer. */
  readonly status?: number | undefined;
}

/** Options of {@link probeTarget}. */
export interface TargetProbeOptions {
  /** Of the whole request. Default 2,000. */
  readonly timeoutMs?: number | undefined;
  /** Over that of `dial`. */
  readonly tls?: DialTlsOptions | undefined;
  /** How connections go to the target; only what concerns the way (`tls`, `proxy`, `resolve`, `localAddress`, `lookup`) is heeded. */
  readonly dial?: DialOptions | undefined;
  readonly signal?: AbortSignal | undefined;
}

// The reference server's answer lists its behaviours and is some KiB; more is some other page.
const maxBodyBytes = 64 * 1024;

/**
 * Sends `GET /` to the HTTP side of a WebSocket URL. A target that does not answer is simply not known.
 *
 * @param url - `ws://` or `wss://`; its path and credentials are not used.
 * @throws WsrigError `usage-*` for a URL or options that cannot be used, as `dial` does
 */
export async function probeTarget(url: string, options: TargetProbeOptions = {}): Promise<TargetProbe> {
  const deadline = AbortSignal.timeout(options.timeoutMs ?? 2_000);
  const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
  const { tls = options.dial?.tls } = options;
  const { proxy, resolve, localAddress, lookup } = options.dial ?? {};
  const route = { tls, proxy, resolve, localAddress, lookup, signal };
  const socket = await openTargetSocket(url, route);
  if (socket === undefined) return { isWsrig: false };
  try {
    return await ask(socket, parseDialTarget(url).hostHeader, signal);
  } finally {
    socket.destroy();
  }
}

/** Over a socket of ours, so that the question takes the same way as the connections of the run. */
function ask(socket: Socket, host: string, signal: AbortSignal): Promise<TargetProbe> {
  const settings = {
    path: "/",
    headers: { Host: host, Accept: "application/json", Connection: "close" },
    createConnection: () => socket,
    signal,
  };
  return new Promise((resolve) => {
    const request = httpRequest(settings, (response) => {
      const chunks: Buffer[] = [];
      let bodyBytes = 0;
      const unknown: TargetProbe = { isWsrig: false, status: response.statusCode };
      response.on("data", (chunk: Buffer) => {
        bodyBytes += chunk.length;
        chunks.push(chunk);
        if (bodyBytes > maxBodyBytes) response.destroy();
      });
      response.on("end", () => {
        const tooLong = bodyBytes > maxBodyBytes;
        resolve(tooLong ? unknown : { ...readAnswer(Buffer.concat(chunks)), status: response.statusCode });
      });
      // `close` without `end`: too long, cut off, or past the deadline.
      response.on("error", () => resolve(unknown));
      response.on("close", () => resolve(unknown));
    });
    request.on("error", () => resolve({ isWsrig: false }));
    // A target that upgrades whatever it is asked gives neither a response nor an error.
    request.on("close", () => resolve({ isWsrig: false }));
    request.end();
  });
}

function readAnswer(body: Buffer): TargetProbe {
  let answer: unknown;
  try {
    answer = JSON.parse(body.toString("utf8"));
  } catch {
    // Not JSON, so not wsrig: nearly every web server answers `GET /` with a page.
    return { isWsrig: false };
  }
  if (typeof answer !== "object" || answer === null || !("name" in answer)) return { isWsrig: false };
  const version = "version" in answer && typeof answer.version === "string" ? answer.version : undefined;
  return { isWsrig: answer.name === "wsrig", version };
}
