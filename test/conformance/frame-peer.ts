// A peer in memory that is a few lines on frames: to see what a case sends, and to do what no right peer does.

import { FrameReader, type SeenFrame } from "../../src/conformance/driver/frame-reader.js";
import { buildUpgradeRequest, UpgradeAnswerReader } from "../../src/protocol/client-handshake.js";
import { encodeFrame } from "../../src/protocol/frame-encoder.js";
import { HttpHeadReader } from "../../src/protocol/http-head.js";
import type { Role } from "../../src/protocol/opcodes.js";
import type { RawFrame } from "../../src/protocol/raw-frame.js";
import { buildUpgradeResponse, judgeUpgradeRequest } from "../../src/protocol/server-handshake.js";
import type { MakePeer, MemoryPeer, PeerWire } from "./memory-peer.js";

/** What such a peer can do; its frames are masked as its role demands. */
export interface FrameWire {
  send(frame: RawFrame): void;
  end(): void;
  drop(): void;
}

/** What it does, once the connection is open. */
export interface FramePeer {
  /** Each delivery, as it came. */
  bytes?(bytes: Uint8Array): void;
  frame?(frame: SeenFrame): void;
}

/** Makes peers that open the connection as they should and then do what `make` says. Without deflate. */
export function framePeer(role: Role, make: (wire: FrameWire) => FramePeer): MakePeer {
  return (wire) => {
    const peer = make({
      send: (frame) => wire.write(encodeFrame(frame, role === "client" ? 0x12345678 : false)),
      end: () => wire.end(),
      drop: () => wire.drop(),
    });
    const reader = new FrameReader(Number.POSITIVE_INFINITY);
    const take = (bytes: Uint8Array): void => {
      if (bytes.length === 0) return;
      peer.bytes?.(bytes);
      reader.push(bytes);
      for (let read = reader.next(); read?.kind === "frame"; read = reader.next()) peer.frame?.(read.frame);
    };
    return role === "server" ? openedServer(wire, take) : openedClient(wire, take);
  };
}

function openedServer(wire: PeerWire, take: (bytes: Uint8Array) => void): MemoryPeer {
  const head = new HttpHeadReader();
  let isOpen = false;
  return {
    receive(bytes) {
      if (isOpen) {
        take(bytes);
        return;
      }
      const request = head.push(bytes);
      if (request.kind !== "request") return;
      const judgement = judgeUpgradeRequest(request, {});
      if (judgement.kind === "reject") throw new Error(`the driver's request is wrong: ${judgement.status}`);
      isOpen = true;
      wire.write(buildUpgradeResponse(judgement));
      take(head.rest.slice());
    },
    ended: () => wire.end(),
  };
}

function openedClient(wire: PeerWire, take: (bytes: Uint8Array) => void): MemoryPeer {
  const request = { host: "127.0.0.1:9001", target: "/", key: "dGhlIHNhbXBsZSBub25jZQ==" } as const;
  const answer = new UpgradeAnswerReader(request);
  let isOpen = false;
  return {
    connected: () => wire.write(buildUpgradeRequest(request)),
    receive(bytes) {
      if (isOpen) {
        take(bytes);
        return;
      }
      if (answer.push(bytes).kind !== "accepted") return;
      isOpen = true;
      take(answer.rest.slice());
    },
    ended: () => wire.end(),
  };
}
