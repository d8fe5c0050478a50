// Peers in memory that handle HTTP as a test says, right or wrong, and echo frames once they take a connection as open.

import { FrameReader } from "../../src/conformance/driver/frame-reader.js";
import { answerOf } from "../../src/conformance/open-as-server.js";
import { encodeFrame } from "../../src/protocol/frame-encoder.js";
import { Opcode } from "../../src/protocol/opcodes.js";
import type { MakePeer, MemoryPeer, PeerWire } from "./memory-peer.js";

/** How a server handles HTTP. Heads are text, one char one byte. */
export interface HeadServer {
  /** The answer to the request, with which a 101 opens the connection; `undefined`: none, for ever. */
  readonly answer: (request: string) => string | undefined;
  /** Where in what came so far the request ends; `undefined`: not yet. Default: behind the first empty line. */
  readonly endOf?: (bytes: string) => number | undefined;
  /** What came behind the request before the answer is lost. */
  readonly losesRest?: boolean;
}

/** Makes servers that answer as `server` says. */
export function headServer({ answer, endOf = endOfHead, losesRest = false }: HeadServer): MakePeer {
  return (wire) => {
    const echo = echoing(wire, false);
    return {
      ...untilHead(endOf, (request, rest) => {
        const answered = answer(request);
        if (answered !== undefined) wire.write(Buffer.from(answered, "latin1"));
        if (answered === undefined) return () => {};
        if (!/^HTTP\S* 101/.test(answered)) {
          wire.end();
          return () => {};
        }
        if (!losesRest) echo(rest);
        return echo;
      }),
      ended: () => wire.end(),
    };
  };
}

/** How a client handles HTTP. */
export interface HeadClient {
  /** What is sent in place of the right request. */
  readonly request?: (right: string) => string;
  /** Whether an answer opens the connection. */
  readonly accepts: (answer: string) => boolean;
  /** Does nothing at all with an answer that does not. Default: drops TCP. */
  readonly keepsOpen?: boolean;
  /** Frames go unmasked. */
  readonly isUnmasked?: boolean;
}

/** Makes clients that read answers as `client` says. */
export function headClient({ request, accepts, keepsOpen, isUnmasked }: HeadClient): MakePeer {
  return (wire) => {
    const echo = echoing(wire, isUnmasked ? false : 0x12345678);
    return {
      connected: () => wire.write(Buffer.from(request?.(rightRequest) ?? rightRequest, "latin1")),
      ...untilHead(endOfHead, (answer, rest) => {
        if (!accepts(answer)) {
          if (!keepsOpen) wire.end();
          return () => {};
        }
        echo(rest);
        return echo;
      }),
      ended: () => wire.end(),
    };
  };
}

/** The 101 that answers `request` right, as far as its first key goes. */
export function rightAnswer(request: string): string {
  return answerOf(/^Sec-WebSocket-Key\s*:[ \t]*(\S*)/im.exec(request)?.[1] ?? "");
}

/** The right request of {@link headClient}. */
export const rightRequest = [
  "GET / HTTP/1.1",
  "Host: 127.0.0.1:9001",
  "Upgrade: websocket",
  "Connection: Upgrade",
  "Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==",
  "Sec-WebSocket-Version: 13",
  "\r\n",
].join("\r\n");

/** An error that refuses. */
export const badRequest = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";

function endOfHead(bytes: string): number | undefined {
  const end = /\r?\n\r?\n/.exec(bytes.replace(/^[\r\n]+/, (empty) => "x".repeat(empty.length)));
  return end === null ? undefined : end.index + end[0].length;
}

type Take = (bytes: Uint8Array) => void;

/** Collects bytes up to the end of a head; what `seen` gives takes all that follows. */
function untilHead(
  endOf: (bytes: string) => number | undefined,
  seen: (head: string, rest: Uint8Array) => Take,
): Pick<MemoryPeer, "receive"> {
  let all = Buffer.alloc(0);
  let take: Take | undefined;
  return {
    receive(bytes) {
      if (take !== undefined) {
        take(bytes);
        return;
      }
      all = Buffer.concat([all, bytes]);
      const end = endOf(all.toString("latin1"));
      if (end === undefined) return;
      // What comes while `seen` decides is none: deliveries are turns of their own.
      take = seen(all.toString("latin1", 0, end), Uint8Array.from(all.subarray(end)));
    },
  };
}

function echoing(wire: PeerWire, mask: number | false): Take {
  const reader = new FrameReader(1_000_000);
  return (bytes) => {
    reader.push(bytes);
    for (let read = reader.next(); read?.kind === "frame"; read = reader.next()) {
      const { opcode, payload } = read.frame;
      if (opcode === Opcode.pong) continue;
      const answer = opcode === Opcode.ping ? Opcode.pong : opcode;
      wire.write(encodeFrame({ opcode: answer, payload }, mask));
      if (opcode === Opcode.close) wire.end();
    }
  };
}
