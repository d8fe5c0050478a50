// The target's URL as typed: checked before anything is sent.

import { WsrigError } from "../../errors.js";

const maxPort = 65_535;

/**
 * `text` when it is a URL that can be dialled.
 *
 * @throws WsrigError `usage-invalid-url`, with the fix where it can be guessed.
 */
export function requireTargetUrl(text: string, path: string): string {
  const port = /^[a-z]+:\/\/[^/?#]*:(\d+)(?=[/?#]|$)/i.exec(text)?.[1];
  if (Number(port) > maxPort) {
    throw invalid(`${path} is "${text}"; its port is ${port}, must be at most ${maxPort}`, path, undefined);
  }
  // Before the parser makes a host of the path: to it ws:///echo is ws://echo/, and so is ws:echo.
  if (/^wss?:\/\/(?:[^/\\?#@]*@)?(?:[:/\\?#]|$)/i.test(text)) {
    throw invalid(
      `${path} is "${text}"; it names no host`,
      path,
      "Give one, such as ws://127.0.0.1:8080/echo.",
    );
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^wss?:\/\//i.test(text)) {
    throw invalid(
      `${path} is "${text}"; must be a URL that begins with ws:// or wss://`,
      path,
      guess(text, url),
    );
  }
  // A space or a quote would end the URL for whoever reads it in a text, the hiding of its password above all.
  if (/[\s"'<>`]/.test(text)) {
    const hint = "Write them as %20, %22, %27, %3C, %3E and %60.";
    throw invalid(`${path} has a space, a quote or an angle bracket in its URL`, path, hint);
  }
  if (url.hash !== "" || text.includes("#")) {
    // RFC 6455 §3: fragment identifiers are meaningless for WebSocket URIs and must not be used.
    throw invalid(
      `${path} is "${text}"; a WebSocket URL has no fragment (#)`,
      path,
      "Write a # of the path as %23.",
    );
  }
  return text;
}

function guess(text: string, url: URL | undefined): string | undefined {
  if (url?.protocol === "http:" || url?.protocol === "https:") {
    return `Did you mean ${text.replace(/^http/i, "ws")}?`;
  }
  // host:8080 parses as a URL whose scheme is "host".
  if (!text.includes("://") && URL.canParse(`ws://${text}`)) return `Did you mean ws://${text}?`;
  return undefined;
}

function invalid(message: string, path: string, hint: string | undefined): WsrigError {
  return new WsrigError("usage-invalid-url", message, { path, hint });
}
