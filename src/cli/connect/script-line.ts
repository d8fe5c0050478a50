// What a typed or piped line asks a connection to do.

import { WsrigError } from "../../errors.js";

/** One action on the connection. */
export type LineAction =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "binary"; readonly payload: Uint8Array }
  | { readonly kind: "fragment"; readonly fragmentBytes: number; readonly text: string }
  | { readonly kind: "ping" | "pong"; readonly payload: Uint8Array }
  | { readonly kind: "close"; readonly code: number | undefined; readonly reason: string }
  | { readonly kind: "raw"; readonly bytes: Uint8Array }
  | { readonly kind: "help" }
  | { readonly kind: "quit" };

/** The words of `/help`. */
export const lineHelp = `text                  send it as a text message
//text                send a text that begins with /
/binary HEX           send a binary message
/fragment N TEXT      send a text in frames of N bytes
/ping [TEXT]          send a ping
/pong [TEXT]          send an unsolicited pong
/close [CODE [WORDS]] start the closing handshake
/raw HEX              send bytes as they are, past all framing
/quit                 close with 1000 and leave`;

/**
 * Reads one line.
 *
 * @throws WsrigError `usage-invalid-line`
 */
export function parseLine(line: string): LineAction {
  if (line.startsWith("//")) return { kind: "text", text: line.slice(1) };
  const match = /^\/(\S*)(?: (.*))?$/s.exec(line);
  if (match === null) return { kind: "text", text: line };
  const [, command = "", rest = ""] = match;
  switch (command) {
    case "ping":
    case "pong":
      return { kind: command, payload: controlPayload(rest, line) };
    case "binary":
      return { kind: "binary", payload: parseHex(rest, line) };
    case "raw":
      return { kind: "raw", bytes: parseHex(rest, line) };
    case "fragment":
      return parseFragment(rest, line);
    case "close":
      return parseClose(rest, line);
    case "help":
    case "quit":
      return { kind: command };
    default:
      throw invalid(
        line,
        `there is no /${command}`,
        "Type /help for the commands; // sends a text that begins with /.",
      );
  }
}

function controlPayload(text: string, line: string): Uint8Array {
  const payload = Buffer.from(text, "utf8");
  // RFC 6455 §5.5
  if (payload.length > 125)
    throw invalid(line, `the payload has ${payload.length} bytes; at most 125 are allowed`);
  return payload;
}

function parseHex(text: string, line: string): Uint8Array {
  const digits = text.replaceAll(/[\s:]/g, "");
  if (!/^([0-9a-f]{2})*$/i.test(digits)) {
    throw invalid(line, `"${text}" is not hexadecimal`, "Write two digits a byte, such as 00 ff 10.");
  }
  return Buffer.from(digits, "hex");
}

function parseFragment(rest: string, line: string): LineAction {
  const [, count, text = ""] = /^(\d+)(?: (.*))?$/s.exec(rest) ?? [];
  const fragmentBytes = Number(count);
  if (!Number.isSafeInteger(fragmentBytes) || fragmentBytes < 1) {
    throw invalid(line, "/fragment needs the bytes of a frame", "Write /fragment 8 and then the text.");
  }
  return { kind: "fragment", fragmentBytes, text };
}

function parseClose(rest: string, line: string): LineAction {
  if (rest === "") return { kind: "close", code: undefined, reason: "" };
  const [, code, reason = ""] = /^(\d{1,5})(?: (.*))?$/s.exec(rest) ?? [];
  if (code === undefined)
    throw invalid(line, "/close needs a number first", "Write /close 1000 and then the reason.");
  return { kind: "close", code: Number(code), reason };
}

function invalid(line: string, message: string, hint?: string): WsrigError {
  return new WsrigError("usage-invalid-line", message, { path: line, hint });
}
