// The connection of a client whose request has been read: a case is played on it, or something is told beside the cases.

import { randomBytes } from "node:crypto";
import type { Socket } from "node:net";
import type { Clock } from "../../clock.js";
import type { HttpRequestHead } from "../../protocol/http-head.js";
import { CaseDriver } from "../driver/case-driver.js";
import type { CaseDriverOptions } from "../driver/case-driver-options.js";
import { CaseOver } from "../driver/driver.js";
import { feedFromSocket, socketWire } from "../driver/socket-wire.js";
import { openAsServer } from "../open-as-server.js";
import { plainOpening } from "../opening.js";

/** What came, and how long to wait for more. */
export interface IncomingOptions {
  readonly socket: Socket;
  readonly head: HttpRequestHead;
  /** The head as it came. */
  readonly bytes: Uint8Array;
  /** What came behind it. */
  readonly rest: Uint8Array;
  readonly clock: Clock;
  /** Milliseconds after which an absence counts as proved. */
  readonly waitMs: number;
}

/** Bytes of a client that are held beside the cases: it has nothing to say there. */
const mostTalkBytes = 65_536;

/** One connection, for one purpose. */
export class Incoming {
  readonly #options: IncomingOptions;

  constructor(options: IncomingOptions) {
    this.#options = options;
  }

  /** For a driver on this connection. */
  driverOptions(): Omit<CaseDriverOptions, "keepsEvents" | "eventAdded"> {
    const { socket, head, clock, waitMs } = this.#options;
    return {
      role: "server",
      wire: socketWire(socket),
      clock,
      waitMs,
      maskKey: () => randomBytes(4).readUInt32BE(0),
      host: head.headers.get("Host") ?? "",
      target: head.target,
      request: head,
    };
  }

  /** Hands `driver` what came, and all that comes. */
  feed(driver: CaseDriver): void {
    const { socket, bytes, rest } = this.#options;
    driver.log.bytes("peer", bytes);
    feedFromSocket(socket, driver, rest);
    socket.resume();
  }

  /** A conversation beside the cases: opens, says `text` if there is one, and closes with an empty close frame. */
  async tell(text: Promise<string> | string | undefined): Promise<void> {
    const driver = new CaseDriver({
      ...this.driverOptions(),
      keepsEvents: false,
      maxHeldBytes: mostTalkBytes,
    });
    this.feed(driver);
    try {
      if (!openAsServer(driver, plainOpening)) return;
      const said = await text;
      if (said !== undefined) driver.sendMessage("text", said);
      driver.close();
      await driver.closeOrDrop(1);
    } catch (error) {
      if (!(error instanceof CaseOver)) throw error;
    }
  }
}
