// Plays a case on a peer in memory, in virtual time: a wait costs nothing.

import type { ConformanceCase } from "../../src/conformance/case.js";
import type { CaseResult } from "../../src/conformance/case-result.js";
import { defaultZlibShare } from "../../src/conformance/deflate/zlib-share.js";
import type { CaseDriver } from "../../src/conformance/driver/case-driver.js";
import type { Wire } from "../../src/conformance/driver/wire.js";
import { openAsClient } from "../../src/conformance/open-as-client.js";
import { openAsServer } from "../../src/conformance/open-as-server.js";
import { playCase, type Stage } from "../../src/conformance/play-case.js";
import { probeCase } from "../../src/conformance/probe-case.js";
import { HttpHeadReader, type HttpRequestHead } from "../../src/protocol/http-head.js";
import type { Role } from "../../src/protocol/opcodes.js";
import { FakeClock } from "../fake-clock.js";
import type { MakePeer, MemoryPeer } from "./memory-peer.js";

/** How a case is played. */
export interface MemoryPlay {
  readonly clock?: FakeClock;
  readonly caseTimeoutMs?: number;
  /** Ends the case early. */
  readonly signal?: AbortSignal;
  /** Bytes of each delivery to either side. Default: as written. */
  readonly deliveryBytes?: number;
  /** Called whenever nothing can happen any more until time moves. */
  readonly timeMoves?: () => void;
  /** Whether something is at work that no turn of the event loop shows, such as zlib in its threads: time stands still. Default: the zlib of the default catalogue. */
  readonly isBusy?: () => boolean;
}

/** The result of `testCase` on a peer in `peerRole`. */
export async function playInMemory(
  testCase: ConformanceCase,
  peerRole: Role,
  makePeer: MakePeer,
  play: MemoryPlay = {},
): Promise<CaseResult> {
  const { clock = new FakeClock(), caseTimeoutMs = 30_000, deliveryBytes, timeMoves } = play;
  const pair = new MemoryPair(deliveryBytes);
  const peer = pair.connect(makePeer);
  let request: HttpRequestHead | undefined;
  let rest: Uint8Array = new Uint8Array(0);
  const requestBytes: Uint8Array[] = [];
  if (peerRole === "client") {
    const head = new HttpHeadReader();
    pair.toDriver = (bytes) => {
      const read = head.push(bytes);
      requestBytes.push(bytes);
      if (read.kind === "request") {
        request = read;
        rest = head.rest.slice();
      }
    };
    peer.connected?.();
    await pair.settle();
    if (request === undefined) throw new Error("the client sent no request");
  }
  const stage: Stage = {
    driver: {
      role: peerRole === "server" ? "client" : "server",
      wire: pair.driverWire,
      clock,
      waitMs: 1_000,
      host: "127.0.0.1:9001",
      target: "/",
      request,
      maskKey: () => 0x37fa213d,
      probe: peerRole === "server" ? () => probeInMemory(makePeer, play) : undefined,
    },
    feed(driver) {
      for (const bytes of requestBytes) driver.log.bytes("peer", bytes);
      pair.feed(driver, rest);
    },
    open: peerRole === "server" ? openAsClient : openAsServer,
    caseTimeoutMs,
    signal: play.signal,
  };
  if (peerRole === "server") peer.connected?.();
  let result: CaseResult | undefined;
  const playing = playCase(testCase, stage).then((ended) => {
    result = ended;
  });
  await Promise.race([
    playing,
    moveTime({ clock, pair, timeMoves, isBusy: play.isBusy }, () => result !== undefined),
  ]);
  await playing;
  pair.drop();
  return result as unknown as CaseResult;
}

/** On a wire of its own, and in a time of its own. */
async function probeInMemory(
  makePeer: MakePeer,
  { deliveryBytes = Number.POSITIVE_INFINITY }: MemoryPlay,
): Promise<boolean> {
  const result = await playInMemory(probeCase, "server", makePeer, { deliveryBytes });
  return result.verdict === "pass";
}

/** Moves the clock to the next sleeper whenever nothing else can happen. */
async function moveTime(
  {
    clock,
    pair,
    timeMoves,
    isBusy = () => defaultZlibShare.underWay > 0,
  }: { readonly clock: FakeClock; readonly pair: MemoryPair } & {
    readonly timeMoves?: (() => void) | undefined;
    readonly isBusy?: (() => boolean) | undefined;
  },
  isDone: () => boolean,
): Promise<void> {
  while (!isDone()) {
    do await pair.settle();
    while (isBusy() && !isDone());
    const [nextMs] = clock.sleepingMs;
    if (isDone()) return;
    timeMoves?.();
    if (nextMs !== undefined) await clock.advanceMs(nextMs);
  }
}

/** Two ends joined in memory; each delivery is a turn of the event loop of its own. */
class MemoryPair {
  toDriver: (bytes: Uint8Array) => void = () => {};
  readonly driverWire: Wire;
  readonly #deliveryBytes: number;
  readonly #turns: (() => void)[] = [];
  #isRunning = false;
  #peer: MemoryPeer | undefined;
  #driver: CaseDriver | undefined;
  #isGone = false;
  #driverEnded = false;
  #peerEnded = false;
  #peerEndCame = false;
  #isPaused = false;
  #heldBack: (() => void)[] = [];

  constructor(deliveryBytes = Number.POSITIVE_INFINITY) {
    this.#deliveryBytes = deliveryBytes;
    this.driverWire = {
      write: (bytes, written) => {
        const isOpen = !this.#isGone && !this.#driverEnded;
        if (isOpen && bytes.length > 0) this.#deliver(bytes, (piece) => this.#peer?.receive(piece));
        this.#turn(() => written?.());
      },
      end: () => this.#endDriver(),
      drop: () => this.drop(),
      reset: () => this.drop(),
      pause: () => {
        this.#isPaused = true;
      },
      resume: () => {
        this.#isPaused = false;
        for (const turn of this.#heldBack.splice(0)) this.#turn(turn);
      },
      bufferedBytes: 0,
    };
  }

  connect(makePeer: MakePeer): MemoryPeer {
    this.#peer = makePeer({
      write: (bytes) => {
        if (this.#isGone || this.#peerEnded) return;
        this.#deliver(bytes, (piece) => this.#whenReading(() => this.toDriver(piece)));
      },
      end: () => this.#endPeer(),
      drop: () => this.#turn(() => this.#whenReading(() => this.drop())),
    });
    return this.#peer;
  }

  feed(driver: CaseDriver, rest: Uint8Array): void {
    this.#driver = driver;
    this.toDriver = (bytes) => driver.receive(bytes);
    if (rest.length > 0) driver.receive(rest);
    if (this.#isGone) driver.wireClosed();
  }

  /** TCP is gone for both. */
  drop(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#turn(() => {
      this.#driver?.wireClosed();
      this.#peer?.closed?.();
    });
  }

  /** Resolves when all that was under way has been delivered and nothing new came of it. */
  async settle(): Promise<void> {
    do await new Promise((resolve) => setImmediate(resolve));
    while (this.#turns.length > 0);
    await new Promise((resolve) => setImmediate(resolve));
    if (this.#turns.length > 0) await this.settle();
  }

  #deliver(bytes: Uint8Array, take: (piece: Uint8Array) => void): void {
    const size = Math.min(this.#deliveryBytes, Math.max(1, bytes.length));
    for (let at = 0; at < bytes.length; at += size) {
      // Not `slice`: a Buffer's would be a view, and a peer unmasks in place.
      const piece = new Uint8Array(bytes.subarray(at, at + size));
      this.#turn(() => {
        if (!this.#isGone) take(piece);
      });
    }
  }

  #whenReading(act: () => void): void {
    if (this.#isPaused) this.#heldBack.push(act);
    else act();
  }

  #endDriver(): void {
    if (this.#driverEnded) return;
    this.#driverEnded = true;
    this.#turn(() => {
      if (!this.#isGone) this.#peer?.ended?.();
      // Not before the peer's own end, and what it wrote before, has come.
      if (this.#peerEndCame) this.drop();
    });
  }

  #endPeer(): void {
    if (this.#peerEnded) return;
    this.#peerEnded = true;
    this.#turn(() =>
      this.#whenReading(() => {
        this.#peerEndCame = true;
        this.#driver?.peerEnded();
        // As sockets of Node do unless told otherwise.
        this.#endDriver();
        this.drop();
      }),
    );
  }

  #turn(act: () => void): void {
    this.#turns.push(act);
    if (this.#isRunning) return;
    this.#isRunning = true;
    setImmediate(() => this.#runTurns());
  }

  #runTurns(): void {
    // Turns add turns; taking each off the front would make a flood quadratic.
    for (let at = 0; at < this.#turns.length; at++) this.#turns[at]?.();
    this.#turns.length = 0;
    this.#isRunning = false;
  }
}
