// Peers that break one rule each, for the tests of the cases that must turn red on them.

import { FrameReader, type SeenFrame } from "../../src/conformance/driver/frame-reader.js";
import { encodeFrame } from "../../src/protocol/frame-encoder.js";
import { Opcode, type Role } from "../../src/protocol/opcodes.js";
import type { RawFrame } from "../../src/protocol/raw-frame.js";
import { framePeer } from "./frame-peer.js";
import type { MakePeer } from "./memory-peer.js";
import { rightPeer } from "./right-peer.js";

/** A peer by role. */
export type WrongPeer = (role: Role) => MakePeer;

/** Opens the connection and never sends a frame. */
export const mute: WrongPeer = (role) => framePeer(role, () => ({}));

/** Keeps no rule at all: sends every data frame back as it came, answers every ping and echoes every close. */
export const parrot: WrongPeer = (role) =>
  framePeer(role, (wire) => ({
    frame({ opcode, fin, rsv, payload }) {
      if (opcode === Opcode.pong) return;
      if (opcode === Opcode.ping) wire.send({ opcode: Opcode.pong, payload });
      else wire.send({ opcode, fin, rsv, payload });
      if (opcode === Opcode.close) wire.end();
    },
  }));

/** Knows nothing but close frames, and answers each of them, whatever it is, with `payload` or its own payload. */
export function closeOnly(payload?: Uint8Array): WrongPeer {
  return (role) =>
    framePeer(role, (wire) => ({
      frame(frame) {
        if (frame.opcode !== Opcode.close) return;
        wire.send({ opcode: Opcode.close, payload: payload ?? frame.payload });
        wire.end();
      },
    }));
}

/** What becomes of a frame of a right peer on its way out. */
export type Altered = readonly RawFrame[] | "drop TCP";

/** A right peer whose frames are altered on their way out. */
export function altered(alter: (frame: SeenFrame) => Altered): WrongPeer {
  return (role) => (wire) => {
    const reader = new FrameReader(Number.POSITIVE_INFINITY);
    let isOpen = false;
    return rightPeer(role)({
      end: () => wire.end(),
      drop: () => wire.drop(),
      write(bytes) {
        if (!isOpen) {
          isOpen = true;
          wire.write(bytes);
          return;
        }
        reader.push(bytes);
        for (let read = reader.next(); read?.kind === "frame"; read = reader.next()) {
          const frames = alter(read.frame);
          if (frames === "drop TCP") wire.drop();
          else for (const frame of frames) wire.write(encodeFrame(frame, maskOf(role)));
        }
      },
    });
  };
}

/** A right peer with another payload in its close frames. */
export function closingWith(payload: Uint8Array): WrongPeer {
  return altered((frame) => [
    frame.opcode === Opcode.close ? { opcode: Opcode.close, payload } : asIs(frame),
  ]);
}

/** A right peer that drops TCP where it should send a frame that `isMeant`. */
export function droppingAt(isMeant: (frame: SeenFrame) => boolean): WrongPeer {
  return altered((frame) => (isMeant(frame) ? "drop TCP" : [asIs(frame)]));
}

/** A right peer that never sends a frame that `isMeant`. */
export function without(isMeant: (frame: SeenFrame) => boolean): WrongPeer {
  return altered((frame) => (isMeant(frame) ? [] : [asIs(frame)]));
}

/** A frame as it was. */
export function asIs({ opcode, fin, rsv, payload }: SeenFrame): RawFrame {
  return { opcode, fin, rsv, payload };
}

function maskOf(role: Role): number | false {
  return role === "client" ? 0x12345678 : false;
}
