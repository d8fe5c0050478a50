// H.10: the 101 answer of a server, part by part: RFC 6455 §4.2.2 item 5.

import type { HttpResponseHead } from "../../../protocol/http-head.js";
import type { ConformanceCase } from "../../case.js";
import { type AcceptanceRow, acceptanceCase } from "./ask-server.js";

type Row = Omit<AcceptanceRow, "description"> & { readonly description?: string };

/** 16 bytes of FF: base64 with nothing but slashes. */
const slashKey = "/////////////////////w==";
/** The sample key with a bit set that base64 leaves over: it decodes to the same 16 bytes. */
const spareBitKey = "dGhlIHNhbXBsZSBub25jZR==";

const rows: readonly Row[] = [
  {
    expectation: "The answer is HTTP/1.1.",
    section: "RFC 6455 §4.2.2",
    fix: "Begin the answer with HTTP/1.1 101.",
    fault: ({ httpVersion }) => (httpVersion === "1.1" ? undefined : `the answer is HTTP/${httpVersion}`),
  },
  {
    expectation: "The answer has Upgrade: websocket, and nothing else in it.",
    section: "RFC 6455 §4.2.2",
    fix: "Send Upgrade: websocket with the answer.",
    fault: ({ headers }) => {
      const upgrade = headers.get("Upgrade");
      if (upgrade?.toLowerCase() === "websocket") return undefined;
      return `Upgrade is ${upgrade ?? "missing"}; must be websocket`;
    },
  },
  {
    expectation: "The answer's Connection has Upgrade.",
    section: "RFC 6455 §4.2.2",
    fix: "Send Connection: Upgrade with the answer.",
    fault: ({ headers }) =>
      headers.tokens("Connection").includes("upgrade")
        ? undefined
        : `Connection is ${headers.get("Connection") ?? "missing"}; must be Upgrade`,
  },
  {
    expectation: "The answer has Sec-WebSocket-Accept once.",
    section: "RFC 6455 §11.3.3",
    fix: "Send Sec-WebSocket-Accept once.",
    fault: ({ headers }) => {
      const count = headers.getAll("Sec-WebSocket-Accept").length;
      return count === 1 ? undefined : `Sec-WebSocket-Accept occurs ${count} times`;
    },
  },
  {
    expectation: "The answer has no Sec-WebSocket-Protocol, as none was offered.",
    section: "RFC 6455 §4.2.2",
    fix: "Send no Sec-WebSocket-Protocol when the client asks for none, not even an empty one.",
    fault: absent("Sec-WebSocket-Protocol"),
  },
  {
    expectation: "The answer has no Sec-WebSocket-Extensions, as none was offered.",
    section: "RFC 6455 §4.2.2",
    fix: "Send no Sec-WebSocket-Extensions when the client offers none.",
    fault: absent("Sec-WebSocket-Extensions"),
  },
  {
    expectation: "The answer has no Content-Length.",
    section: "RFC 9110 §8.6",
    fix: "Send no Content-Length with a 101.",
    fault: absent("Content-Length"),
  },
  {
    expectation: "The answer has no Transfer-Encoding.",
    section: "RFC 9112 §6.1",
    fix: "Send no Transfer-Encoding with a 101.",
    fault: absent("Transfer-Encoding"),
  },
  {
    description: "The key is 16 bytes of FF.",
    expectation: "Sec-WebSocket-Accept is that of this key.",
    section: "RFC 6455 §4.2.2",
    fix: "Compute the accept as base64 of SHA-1 over the key as it stands with the GUID behind it.",
    key: slashKey,
  },
  {
    description: "Spaces and tabs stand around the key.",
    expectation: "Sec-WebSocket-Accept is that of the key without them.",
    section: "RFC 6455 §4.2.2",
    fix: "Trim the key of spaces and tabs before the GUID is put behind it.",
    change: { lines: { "Sec-WebSocket-Key": "Sec-WebSocket-Key: \t {key} \t" } },
  },
  {
    description: "The key's last character has a bit set that base64 leaves over.",
    expectation: "Sec-WebSocket-Accept is that of the key as it stands; or an HTTP error.",
    section: "RFC 6455 §4.2.2",
    fix: "Compute the accept over the key as it stands; do not decode and encode it again.",
    key: spareBitKey,
    refusal: { behavior: "OK", why: "RFC 4648 §3.5 lets a decoder refuse such a key" },
  },
];

/** H.10. */
export const serverAnswers: readonly ConformanceCase[] = rows.map((row, index) =>
  acceptanceCase(`H.10.${index + 1}`, { description: "A right request.", ...row }),
);

function absent(name: string): (answer: HttpResponseHead) => string | undefined {
  return ({ headers }) =>
    headers.has(name) ? `the answer has ${name}: ${headers.get(name)}`.trimEnd() : undefined;
}
