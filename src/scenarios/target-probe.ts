// Asks a target by plain HTTP what it is.

import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { DialTlsOptions } from "../client/dial.js";

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
  readonly tls?: DialTlsOptions | undefined;
  readonly signal?: AbortSignal | undefined;
}

// The reference server's answer lists its behaviours and is some KiB; more is some other page.
const maxBodyBytes = 64 * 1024;

/**
 * Sends `GET /` to the HTTP side of a WebSocket URL. Never rejects: a target that does not answer is simply not known.
 *
 * @param url - `ws://` or `wss://`; its path and credentials are not used.
 */
export function probeTarget(url: string, options: TargetProbeOptions = {}): Promise<TargetProbe> {
  const { protocol, host } = new URL(url);
  const secure = protocol === "wss:";
  const deadline = AbortSignal.timeout(options.timeoutMs ?? 2_000);
  const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
  const settings = {
    headers: { Accept: "application/json", Connection: "close" },
    signal,
    ...(secure && tlsSettings(options.tls)),
  };
  return new Promise((resolve) => {
    const request = (secure ? httpsRequest : httpRequest)(
      `${secure ? "https" : "http"}://${host}/`,
      settings,
      (response) => {
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
      },
    );
    request.on("error", () => resolve({ isWsrig: false }));
    // A target that upgrades whatever it is asked gives neither a response nor an error.
    request.on("close", () => resolve({ isWsrig: false }));
    request.end();
  });
}

function tlsSettings({ ca, cert, key, passphrase, insecure, servername }: DialTlsOptions = {}) {
  const authorities = Array.isArray(ca) ? [...ca] : ca;
  return {
    ca: authorities as string | Buffer | undefined,
    cert,
    key,
    passphrase,
    servername,
    rejectUnauthorized: insecure !== true,
  };
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
