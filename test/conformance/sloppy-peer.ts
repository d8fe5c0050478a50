// An echo peer that checks nothing, either role, with hooks: what a rule costs shows when a peer lacks it.

import { FrameReader, type SeenFrame } from "../../src/conformance/driver/frame-reader.js";
import { answerOf } from "../../src/conformance/open-as-server.js";
import { buildUpgradeRequest, type UpgradeRequestOptions } from "../../src/protocol/client-handshake.js";
import { encodeFrame } from "../../src/protocol/frame-encoder.js";
import { HttpHeadReader, type HttpRequestHead } from "../../src/protocol/http-head.js";
import { Opcode, type Role } from "../../src/protocol/opcodes.js";
import type { RawFrame } from "../../src/protocol/raw-frame.js";
import type { MakePeer, MemoryPeer, PeerWire } from "./memory-peer.js";

/** What a hook can do. */
export interface SloppyWire {
  send(frame: RawFrame): void;
  end(): void;
  drop(): void;
}

/** How a sloppy peer departs from echoing whatever comes. */
export interface SloppyHooks {
  /** Sees each frame first; `true`: has dealt with it. */
  readonly frame?: (frame: SeenFrame, wire: SloppyWire) => boolean;
  /** Sees bytes before they are read as frames, and gives those that are. */
  readonly bytes?: (bytes: Uint8Array, wire: SloppyWire) => Uint8Array;
  /** Sees each message in place of the echo; `compressed`: RSV1 was set. */
  readonly message?: (
    message: { readonly opcode: number; readonly payload: Uint8Array; readonly compressed: boolean },
    wire: SloppyWire,
  ) => void;
  /** The driver sent FIN; default: ends too. */
  readonly ended?: (wire: SloppyWire) => void;
  /** TCP is gone. */
  readonly closed?: () => void;
  /** As a server: the Sec-WebSocket-Extensions to answer with, whatever is offered. */
  readonly extensions?: (offered: string | undefined) => string | undefined;
  /** As a client: what is offered. */
  readonly deflateOffer?: UpgradeRequestOptions["deflateOffer"];
}

/** Makes peers that check nothing: masks, lengths, RSV bits, UTF-8, close codes. */
export function sloppyPeer(role: Role, hooks: SloppyHooks = {}): MakePeer {
  return (wire) => (role === "server" ? sloppyServer(wire, hooks) : sloppyClient(wire, hooks));
}

function sloppyServer(wire: PeerWire, hooks: SloppyHooks): MemoryPeer {
  const head = new HttpHeadReader();
  let echo: SloppyEcho | undefined;
  return {
    receive(bytes) {
      if (echo !== undefined) {
        echo.receive(bytes);
        return;
      }
      const request = head.push(bytes);
      if (request.kind !== "request") return;
      wire.write(Buffer.from(answerTo(request, hooks), "latin1"));
      echo = new SloppyEcho("server", wire, hooks);
      echo.receive(head.rest.slice());
    },
    ended: () => echo?.ended(),
    closed: () => hooks.closed?.(),
  };
}

function answerTo({ headers }: HttpRequestHead, { extensions }: SloppyHooks): string {
  const answer = extensions?.(headers.get("Sec-WebSocket-Extensions"));
  const lines = answer === undefined ? [] : [["Sec-WebSocket-Extensions", answer] as const];
  return answerOf(headers.get("Sec-WebSocket-Key") ?? "", lines);
}

function sloppyClient(wire: PeerWire, hooks: SloppyHooks): MemoryPeer {
  const request: UpgradeRequestOptions = {
    host: "127.0.0.1:9001",
    target: "/",
    key: "dGhlIHNhbXBsZSBub25jZQ==",
    deflateOffer: hooks.deflateOffer,
  };
  const reader = new HttpHeadReader();
  let echo: SloppyEcho | undefined;
  return {
    connected: () => wire.write(buildUpgradeRequest(request)),
    receive(bytes) {
      if (echo !== undefined) {
        echo.receive(bytes);
        return;
      }
      const answer = reader.push(bytes);
      if (answer.kind !== "response") return;
      echo = new SloppyEcho("client", wire, hooks);
      echo.receive(reader.rest.slice());
    },
    ended: () => (echo === undefined ? wire.end() : echo.ended()),
    closed: () => hooks.closed?.(),
  };
}

class SloppyEcho {
  readonly #role: Role;
  readonly #wire: PeerWire;
  readonly #hooks: SloppyHooks;
  readonly #reader = new FrameReader(Number.POSITIVE_INFINITY);
  readonly #hookWire: SloppyWire;
  #first: SeenFrame | undefined;
  #pieces: Uint8Array[] = [];

  constructor(role: Role, wire: PeerWire, hooks: SloppyHooks) {
    this.#role = role;
    this.#wire = wire;
    this.#hooks = hooks;
    this.#hookWire = {
      send: (frame) => this.#send(frame),
      end: () => wire.end(),
      drop: () => wire.drop(),
    };
  }

  receive(bytes: Uint8Array): void {
    this.#reader.push(this.#hooks.bytes?.(bytes, this.#hookWire) ?? bytes);
    for (let read = this.#reader.next(); read?.kind === "frame"; read = this.#reader.next()) {
      this.#take(read.frame);
    }
  }

  ended(): void {
    if (this.#hooks.ended === undefined) this.#wire.end();
    else this.#hooks.ended(this.#hookWire);
  }

  #take(frame: SeenFrame): void {
    if (this.#hooks.frame?.(frame, this.#hookWire) === true) return;
    const { opcode, payload, fin } = frame;
    if (opcode === Opcode.ping) this.#send({ opcode: Opcode.pong, payload });
    else if (opcode === Opcode.close) {
      this.#send({ opcode: Opcode.close, payload: payload.subarray(0, 2) });
      if (this.#role === "server") this.#wire.end();
    } else if (opcode <= Opcode.binary) {
      if (opcode !== Opcode.continuation) this.#pieces = [];
      if (opcode !== Opcode.continuation) this.#first = frame;
      this.#pieces.push(payload);
      if (fin) this.#complete();
    }
  }

  #complete(): void {
    const first = this.#first;
    if (first === undefined) return;
    const payload = Buffer.concat(this.#pieces);
    const { opcode, rsv } = first;
    if (this.#hooks.message === undefined) this.#send({ opcode, payload, rsv });
    else this.#hooks.message({ opcode, payload, compressed: (rsv & 4) !== 0 }, this.#hookWire);
  }

  #send(frame: RawFrame): void {
    this.#wire.write(encodeFrame(frame, this.#role === "client" ? 0x12345678 : false));
  }
}
