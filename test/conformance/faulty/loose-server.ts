// The loose peer as a server: the opening handshake of RFC 6455 §4.2, with the rules it is told not to keep.

import { createHash } from "node:crypto";
import type { MemoryPeer, PeerWire } from "../memory-peer.js";
import type { FaultSwitches } from "./fault-switches.js";
import type { RequestRule } from "./handshake-switches.js";
import { answerOffers } from "./loose-deflate-params.js";
import { LooseEcho, type LoosePeerOptions } from "./loose-echo.js";
import { type LooseHead, LooseHeadReader, tokensOf, valuesOf } from "./loose-head.js";
import { findQuirk } from "./loose-server-quirks.js";

const maxHeadBytes = 65_536;

/** One connection. */
export class LooseServer implements MemoryPeer {
  readonly #options: LoosePeerOptions;
  readonly #wire: PeerWire;
  readonly #head: LooseHeadReader;
  #echo: LooseEcho | undefined;
  #isOver = false;

  constructor(options: LoosePeerOptions, wire: PeerWire) {
    this.#options = options;
    this.#wire = wire;
    this.#head = new LooseHeadReader({ trimsLines: this.#ignores("syntax") });
  }

  receive(bytes: Uint8Array): void {
    if (this.#isOver) return;
    if (this.#echo !== undefined) {
      this.#echo.receive(bytes);
      return;
    }
    const { serverRefuses } = this.#options.faults;
    const head = this.#head.push(bytes);
    if (head === undefined) {
      if (serverRefuses === "split-requests") this.#refuse(400);
      else if (this.#head.bytes > maxHeadBytes && !this.#ignores("size")) this.#refuse(431);
      return;
    }
    const broken = findBrokenRule(head, (rule) => this.#ignores(rule));
    if (broken !== undefined) this.#refuse(broken.status, broken.headers);
    else if (findQuirk(head, serverRefuses)) this.#refuse(400);
    else this.#accept(head);
  }

  ended(): void {
    if (this.#echo !== undefined) this.#echo.ended();
    else if (!this.#options.faults.ignoresFin) this.#wire.end();
  }

  closed(): void {
    this.#isOver = true;
    this.#echo?.closed();
  }

  #ignores(rule: RequestRule): boolean {
    const { serverIgnores = [] } = this.#options.faults;
    return serverIgnores === "all" || serverIgnores.includes(rule);
  }

  #refuse(rightStatus: number, headers: readonly string[] = []): void {
    this.#isOver = true;
    const { refusesByDrop, refusesBySilence, refusesWithStatus, keepsRefused, hidesVersion } =
      this.#options.faults;
    if (refusesByDrop) this.#wire.drop();
    if (refusesByDrop || refusesBySilence) return;
    const status = refusesWithStatus ?? rightStatus;
    const shown = hidesVersion ? headers.filter((line) => !line.startsWith("Sec-")) : headers;
    const lines = [`HTTP/1.1 ${status} Refused`, "Connection: close", "Content-Length: 0", ...shown];
    this.#wire.write(Buffer.from(`${lines.join("\r\n")}\r\n\r\n`));
    if (!keepsRefused) this.#wire.end();
  }

  #accept(head: LooseHead): void {
    const { faults } = this.#options;
    const offers = valuesOf(head, "sec-websocket-extensions").join(",");
    const agreed = faults.withoutDeflate || offers === "" ? undefined : answerOffers(offers, faults);
    const extensions = faults.answersWithUnofferedExtension
      ? "x-nobody-offered-this"
      : agreed && (faults.answersDeflateWith ?? agreed.answer);
    this.#wire.write(answerOf(head, extensions, faults));
    if (faults.answersStatus !== undefined && faults.answersStatus !== 101) {
      this.#isOver = true;
      this.#wire.end();
      return;
    }
    this.#echo = new LooseEcho(this.#options, this.#wire, agreed?.params);
    if (!faults.losesFirstFrame) this.#echo.receive(head.rest);
  }
}

function answerOf(head: LooseHead, extensions: string | undefined, faults: FaultSwitches): Buffer {
  const {
    answerLacks,
    answersStatus = 101,
    answersHttp10,
    wrongAccept,
    answersWithUnknownSubprotocol,
  } = faults;
  const [key = ""] = valuesOf(head, "sec-websocket-key");
  const accept = createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
  const lines = [
    `HTTP/${answersHttp10 ? "1.0" : "1.1"} ${answersStatus} Switching Protocols`,
    ...(answerLacks === "upgrade" ? [] : ["Upgrade: websocket"]),
    ...(answerLacks === "connection" ? [] : ["Connection: Upgrade"]),
    ...(answerLacks === "accept"
      ? []
      : [
          `Sec-WebSocket-Accept: ${wrongAccept ? `${accept.startsWith("A") ? "B" : "A"}${accept.slice(1)}` : accept}`,
        ]),
    ...(extensions === undefined ? [] : [`Sec-WebSocket-Extensions: ${extensions}`]),
    ...(answersWithUnknownSubprotocol ? ["Sec-WebSocket-Protocol: nobody-asked"] : []),
  ];
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n`);
}

interface BrokenRule {
  readonly status: number;
  readonly headers?: readonly string[];
}

function findBrokenRule(head: LooseHead, ignores: (rule: RequestRule) => boolean): BrokenRule | undefined {
  return requestRules.find(({ rule, isBroken }) => !ignores(rule) && isBroken(head));
}

const versionHeaders = ["Upgrade: websocket", "Sec-WebSocket-Version: 13"];
const isToken = (text: string): boolean => /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(text);

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const parameter = `${token}(?:\\s*=\\s*(?:${token}|"${token}"))?`;
const extension = `${token}(?:\\s*;\\s*${parameter})*`;
/** RFC 6455 §9.1; empty elements are passed over. */
const extensionList = new RegExp(`^[\\s,]*${extension}(?:\\s*,\\s*(?:${extension})?)*\\s*$`);

/** In the order in which they build on each other. */
const requestRules: readonly (BrokenRule & {
  readonly rule: RequestRule;
  readonly isBroken: (head: LooseHead) => boolean;
})[] = [
  { rule: "size", status: 431, isBroken: ({ bytes }) => bytes > maxHeadBytes },
  { rule: "syntax", status: 400, isBroken: ({ isMalformed }) => isMalformed },
  { rule: "syntax", status: 400, isBroken: ({ startLine }) => !/^[^ ]+ [^ ]+ HTTP\/\d\.\d$/.test(startLine) },
  {
    rule: "http-version",
    status: 505,
    isBroken: ({ startLine }) => !/ HTTP\/(1\.[1-9]|[2-9]\.\d)$/.test(startLine),
  },
  {
    rule: "method",
    status: 405,
    headers: ["Allow: GET"],
    isBroken: ({ startLine }) => !startLine.startsWith("GET "),
  },
  {
    rule: "target",
    status: 400,
    isBroken: ({ startLine }) => !/^[^ ]+ (\/|(https?|wss?):\/\/[^/ ])[^# ]* /i.test(startLine),
  },
  { rule: "host", status: 400, isBroken: (head) => valuesOf(head, "host").length === 0 },
  {
    rule: "host",
    status: 400,
    isBroken: (head) => !/^[\w.:[\]~%!$&'()*+,;=-]+$/.test(valuesOf(head, "host")[0] ?? ""),
  },
  { rule: "duplicates", status: 400, isBroken: (head) => valuesOf(head, "host").length > 1 },
  {
    rule: "upgrade",
    status: 426,
    headers: versionHeaders,
    isBroken: (head) => !tokensOf(head, "upgrade").includes("websocket"),
  },
  { rule: "connection", status: 400, isBroken: (head) => !tokensOf(head, "connection").includes("upgrade") },
  { rule: "duplicates", status: 400, isBroken: (head) => valuesOf(head, "sec-websocket-version").length > 1 },
  {
    rule: "version",
    status: 426,
    headers: versionHeaders,
    isBroken: (head) => valuesOf(head, "sec-websocket-version")[0] !== "13",
  },
  { rule: "duplicates", status: 400, isBroken: (head) => valuesOf(head, "sec-websocket-key").length > 1 },
  {
    rule: "key",
    status: 400,
    isBroken: (head) => !/^[A-Za-z0-9+/]{22}==$/.test(valuesOf(head, "sec-websocket-key")[0] ?? ""),
  },
  { rule: "duplicates", status: 400, isBroken: (head) => valuesOf(head, "origin").length > 1 },
  {
    rule: "subprotocols",
    status: 400,
    isBroken: (head) => {
      const asked = valuesOf(head, "sec-websocket-protocol").flatMap((value) =>
        value.split(",").map((s) => s.trim()),
      );
      const names = asked.filter((name) => name !== "");
      const isPresent = valuesOf(head, "sec-websocket-protocol").length > 0;
      return isPresent && (names.length === 0 || new Set(names).size < names.length || !names.every(isToken));
    },
  },
  {
    rule: "extensions",
    status: 400,
    isBroken: (head) =>
      valuesOf(head, "sec-websocket-extensions").some((value) => !extensionList.test(value)),
  },
  { rule: "body", status: 400, isBroken: (head) => Number(valuesOf(head, "content-length")[0] ?? 0) > 0 },
  { rule: "body", status: 400, isBroken: (head) => valuesOf(head, "transfer-encoding").length > 0 },
];
