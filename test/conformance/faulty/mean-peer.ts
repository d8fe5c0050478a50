// Peers that hurt whoever tests them: silent ones, floods, garbage. Over the loose peer, which does the handshake.

import { createHash } from "node:crypto";
import { sleepMs } from "../../../src/clock.js";
import type { MemoryPeer, PeerWire } from "../memory-peer.js";
import type { MeanFaults } from "./fault-switches.js";
import type { LoosePeerOptions } from "./loose-echo.js";
import { writeLooseFrame } from "./loose-frames.js";

/** A mean peer where the faults make one; else that of `makeOther`. */
export function meanPeer(
  options: LoosePeerOptions,
  wire: PeerWire,
  makeOther: (wire: PeerWire) => MemoryPeer,
): MemoryPeer {
  const { faults, role } = options;
  const connect = (peer: MemoryPeer): void => (role === "client" ? peer.connected?.() : undefined);
  const other = makeOther(wire);
  if (faults.dropsTcpAtOnce) return { connected: () => goAway(wire, () => connect(other)), receive() {} };
  if (faults.neverAnswers) return { connected: () => connect(other), receive() {} };
  if (faults.answersGarbage === "http") {
    return { connected: () => connect(other), receive: () => wire.write(garbage), ended: () => wire.end() };
  }
  const { floods, answersGarbage, announcesBytes } = faults;
  if (floods === undefined && answersGarbage === undefined && announcesBytes === undefined) return other;
  return new LoudPeer(options, wire, other);
}

/** A client has sent its request before it goes. */
function goAway(wire: PeerWire, before: () => void): void {
  before();
  wire.end();
}

/** Keeps every rule up to the first byte behind the handshake; then it speaks whatever it is told. */
class LoudPeer implements MemoryPeer {
  readonly #options: LoosePeerOptions;
  readonly #wire: PeerWire;
  readonly #other: MemoryPeer;
  readonly #over = new AbortController();
  #isLoud = false;

  constructor(options: LoosePeerOptions, wire: PeerWire, other: MemoryPeer) {
    this.#options = options;
    this.#wire = wire;
    this.#other = other;
  }

  connected(): void {
    this.#other.connected?.();
  }

  receive(bytes: Uint8Array): void {
    if (this.#isLoud) return;
    this.#isLoud = true;
    const { faults, role } = this.#options;
    // A flood of headers takes the place of the answer; all else follows the handshake.
    if (role === "client" || faults.floods !== "header") this.#other.receive(bytes);
    else this.#wire.write(Buffer.from("HTTP/1.1 101 Switching Protocols\r\n"));
    if (faults.answersGarbage === "frames") this.#wire.write(garbage);
    if (faults.announcesBytes !== undefined) this.#announce(faults.announcesBytes);
    if (faults.floods === "fragments") {
      this.#wire.write(
        writeLooseFrame({ opcode: 2, payload: Buffer.alloc(1), isMasked: role === "client", fin: false }),
      );
    }
    if (faults.floods !== undefined) void this.#flood(floodBytes(faults.floods, role === "client"));
  }

  ended(): void {
    if (this.#options.faults.floods === undefined) this.#wire.end();
  }

  closed(): void {
    this.#over.abort(new Error("the connection is over"));
    this.#other.closed?.();
  }

  #announce(bytes: number): void {
    const header = Buffer.alloc(10);
    header[0] = 0x82;
    header[1] = this.#options.role === "client" ? 0xff : 0x7f;
    header.writeBigUInt64BE(BigInt(bytes), 2);
    this.#wire.write(this.#options.role === "client" ? Buffer.concat([header, Buffer.alloc(4)]) : header);
  }

  /** 64 KiB a time, with a rest for whoever shares the process. */
  async #flood(bytes: Buffer): Promise<void> {
    const burst = Buffer.concat(Array.from({ length: Math.ceil(65_536 / bytes.length) }, () => bytes));
    while (!this.#over.signal.aborted) {
      this.#wire.write(burst);
      await sleepMs(this.#options.clock, 5, this.#over.signal).catch(() => {
        // The connection was over first.
      });
    }
  }
}

/** Deterministic, and no beginning of HTTP. */
const garbage = createHash("shake256", { outputLength: 4_096 }).update("garbage").digest();

function floodBytes(kind: NonNullable<MeanFaults["floods"]>, isMasked: boolean): Buffer {
  const payload = Buffer.alloc(1_024, "*");
  switch (kind) {
    case "messages":
      return writeLooseFrame({ opcode: 1, payload, isMasked });
    case "pongs":
      return writeLooseFrame({ opcode: 10, payload: payload.subarray(0, 100), isMasked });
    case "fragments":
      return writeLooseFrame({ opcode: 0, payload, isMasked, fin: false });
    case "header":
      return Buffer.from(`X-Header: ${payload.toString()}\r\n`);
    case "bytes":
      return payload;
  }
}
