// What a client knows of its opening handshake, as it is shown: steps in µs, header blocks as lines without secrets.

import type { ClientHandshake } from "../../client/web-socket-events.js";
import type { ShownHandshake } from "../../link/conversation.js";
import { redactHeaders, redactText } from "../../metrics/redact.js";

/** See the file's first line. */
export function shownHandshake({
  timings,
  failedStep,
  requestHead,
  response,
}: ClientHandshake): ShownHandshake {
  const { dnsUs, tcpUs, proxyUs, tlsUs, upgradeUs, totalUs } = timings;
  const steps = [
    { step: "dns", us: dnsUs },
    { step: "tcp", us: tcpUs },
    { step: "proxy", us: proxyUs },
    { step: "tls", us: tlsUs },
    { step: "upgrade", us: upgradeUs },
  ] as const;
  return {
    steps: steps.flatMap(({ step, us }) => (us === undefined ? [] : [{ step, us }])),
    totalUs,
    ...(failedStep && { failedStep }),
    ...(requestHead !== undefined && { request: requestLines(requestHead) }),
    ...(response && {
      response: [
        `HTTP/1.1 ${response.status} ${response.statusText}`.trim(),
        ...headerLines(response.headers),
      ],
    }),
  };
}

function requestLines(head: string): string[] {
  const [first = "", ...lines] = head.split("\r\n").filter((line) => line !== "");
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  return [redactText(first), ...headerLines(headers)];
}

function headerLines(headers: Iterable<readonly [string, string]>): string[] {
  return redactHeaders(headers).map(([name, value]) => `${name}: ${value}`);
}
