// The loose peer as a client: the opening handshake of RFC 6455 §4.1, with the rules it is told not to keep.

import { createHash, randomBytes } from "node:crypto";
import type { MemoryPeer, PeerWire } from "../memory-peer.js";
import type { FaultSwitches } from "./fault-switches.js";
import type { AnswerRule, ClientQuirk } from "./handshake-switches.js";
import { looseOffer, readAnswer } from "./loose-deflate-params.js";
import { LooseEcho, type LoosePeerOptions } from "./loose-echo.js";
import { writeLooseFrame } from "./loose-frames.js";
import { type LooseHead, LooseHeadReader, tokensOf, valuesOf } from "./loose-head.js";

/** What a client connects to. */
export interface LooseTarget {
  readonly host: string;
  readonly target: string;
}

/** One connection. */
export class LooseClient implements MemoryPeer {
  readonly #options: LoosePeerOptions;
  readonly #wire: PeerWire;
  readonly #target: LooseTarget;
  readonly #key: string;
  #head: LooseHeadReader;
  #echo: LooseEcho | undefined;
  #isOver = false;

  constructor(options: LoosePeerOptions, wire: PeerWire, target: LooseTarget) {
    this.#options = options;
    this.#wire = wire;
    this.#target = target;
    const { requestFault } = options.faults;
    const bytes = randomBytes(requestFault === "short-key" ? 8 : 16);
    this.#key = bytes.toString("base64");
    this.#head = this.#newHead();
  }

  connected(): void {
    const { faults } = this.#options;
    const early = writeLooseFrame({ opcode: 1, payload: Buffer.from("too early"), isMasked: true });
    const request = requestOf(this.#target, this.#key, faults);
    this.#wire.write(faults.sendsBeforeAnswer ? Buffer.concat([request, early]) : request);
  }

  receive(bytes: Uint8Array): void {
    if (this.#isOver) return;
    if (this.#echo !== undefined) {
      this.#echo.receive(bytes);
      return;
    }
    const { clientRefuses, losesFirstFrame, withoutDeflate, deflateOffer } = this.#options.faults;
    const head = this.#head.push(bytes);
    if (head === undefined) {
      if (clientRefuses === "split-answers") this.#fail();
      return;
    }
    if (/^HTTP\/1\.1 1(?!01)\d\d/.test(head.startLine)) {
      this.#head = this.#newHead();
      this.receive(head.rest);
      return;
    }
    const offered = withoutDeflate ? "" : (deflateOffer ?? looseOffer);
    const isBroken = answerRules.some(
      ({ rule, isBroken }) =>
        !this.#ignores(rule) && isBroken(head, { key: this.#key, offered, faults: this.#options.faults }),
    );
    if (isBroken || (clientRefuses !== undefined && quirks[clientRefuses](head))) {
      this.#fail();
      return;
    }
    const [extensions] = valuesOf(head, "sec-websocket-extensions");
    const params =
      extensions === undefined ? undefined : readAnswer(extensions, offered, this.#options.faults);
    this.#echo = new LooseEcho(this.#options, this.#wire, params);
    if (!losesFirstFrame) this.#echo.receive(head.rest);
  }

  ended(): void {
    if (this.#echo !== undefined) this.#echo.ended();
    else if (!this.#options.faults.ignoresFin) this.#wire.end();
  }

  closed(): void {
    this.#isOver = true;
    this.#echo?.closed();
  }

  #newHead(): LooseHeadReader {
    return new LooseHeadReader({ trimsLines: this.#ignores("folding") });
  }

  #ignores(rule: AnswerRule): boolean {
    const { clientIgnores = [] } = this.#options.faults;
    return clientIgnores === "all" || clientIgnores.includes(rule);
  }

  #fail(): void {
    this.#isOver = true;
    if (!this.#options.faults.keepsFailedOpen) this.#wire.end();
  }
}

function requestOf({ host, target }: LooseTarget, key: string, faults: FaultSwitches): Buffer {
  const { requestFault: fault, withoutDeflate, deflateOffer } = faults;
  const method = fault === "post" ? "POST" : "GET";
  const shownTarget = fault === "fragment-target" ? `${target}#part` : target;
  const keyLine = `Sec-WebSocket-Key: ${key}`;
  const lines = [
    `${method} ${shownTarget} HTTP/${fault === "http-1.0" ? "1.0" : "1.1"}`,
    ...(fault === "no-host" ? [] : [`Host: ${host}`]),
    ...(fault === "no-upgrade" ? [] : ["Upgrade: websocket"]),
    ...(fault === "no-connection" ? [] : ["Connection: Upgrade"]),
    ...(fault === "no-key" ? [] : [keyLine]),
    ...(fault === "duplicate-key" ? [keyLine] : []),
    ...(fault === "no-version" ? [] : [`Sec-WebSocket-Version: ${fault === "version-8" ? 8 : 13}`]),
    ...(withoutDeflate ? [] : [`Sec-WebSocket-Extensions: ${deflateOffer ?? looseOffer}`]),
  ];
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n`);
}

interface Sent {
  readonly key: string;
  readonly offered: string;
  readonly faults: FaultSwitches;
}

const answerRules: readonly {
  readonly rule: AnswerRule;
  readonly isBroken: (head: LooseHead, sent: Sent) => boolean;
}[] = [
  { rule: "syntax", isBroken: ({ startLine }) => !/^HTTP\/\d\.\d \d\d\d( |$)/.test(startLine) },
  { rule: "http-version", isBroken: ({ startLine }) => /^HTTP\/(0\.\d|1\.0) /.test(startLine) },
  { rule: "status", isBroken: ({ startLine }) => !/^\S+ 101/.test(startLine) },
  { rule: "upgrade", isBroken: (head) => valuesOf(head, "upgrade").join().toLowerCase() !== "websocket" },
  { rule: "connection", isBroken: (head) => !tokensOf(head, "connection").includes("upgrade") },
  {
    rule: "accept",
    isBroken: (head, { key }) => {
      const guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
      const accept = createHash("sha1").update(`${key}${guid}`).digest("base64");
      return valuesOf(head, "sec-websocket-accept").join() !== accept;
    },
  },
  { rule: "subprotocol", isBroken: (head) => valuesOf(head, "sec-websocket-protocol").length > 0 },
  {
    rule: "extensions",
    isBroken: (head, { offered, faults }) => {
      const values = valuesOf(head, "sec-websocket-extensions");
      const [value] = values;
      if (value === undefined) return false;
      return offered === "" || values.length > 1 || readAnswer(value, offered, faults) === undefined;
    },
  },
];

const quirks: Readonly<Record<ClientQuirk, (head: LooseHead) => boolean>> = {
  "other-case": (head) =>
    valuesOf(head, "upgrade")[0] !== "websocket" || valuesOf(head, "connection")[0] !== "Upgrade",
  "extra-headers": (head) =>
    head.headers.some(([name]) => !/^(upgrade|connection|sec-websocket-.*)$/.test(name)),
  // The reader of the head knows that.
  "split-answers": () => false,
  "any-status-text": ({ startLine }) => !startLine.endsWith(" Switching Protocols"),
  "token-lists": (head) => tokensOf(head, "connection").length > 1,
  spaces: ({ hasSpacesToTrim }) => hasSpacesToTrim,
};
