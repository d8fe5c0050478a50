// A peer of the tests that speaks TCP or TLS and nothing above it, so that it can misbehave.

import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

/** An HTTP answer, read to its end. */
export interface RawAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** A socket whose bytes are read only when asked for. */
export class RawClient {
  readonly socket: Socket;
  #received = Buffer.alloc(0);

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on("error", () => {}); // a reset shows as the end of reading
  }

  static connect(port: number, tls?: { ca: string }): Promise<RawClient> {
    return new Promise((resolve, reject) => {
      const host = "127.0.0.1";
      const socket = tls ? connectTls({ host, port, ca: tls.ca }) : connectTcp({ host, port });
      socket.once("error", reject);
      socket.once(tls ? "secureConnect" : "connect", () => {
        socket.removeListener("error", reject);
        resolve(new RawClient(socket));
      });
    });
  }

  /** Connects, upgrades and reads the 101. */
  static async open(port: number, target: string, headers: Record<string, string> = {}): Promise<RawClient> {
    const peer = await RawClient.connect(port);
    peer.socket.write(upgradeRequest(target, headers));
    const answer = await peer.readHead();
    if (answer.status !== 101) throw new Error(`the upgrade is answered with ${answer.status}`);
    return peer;
  }

  /** The head of the next answer. */
  async readHead(): Promise<RawAnswer> {
    while (!this.#received.includes("\r\n\r\n")) await this.#readMore();
    const end = this.#received.indexOf("\r\n\r\n");
    const [statusLine = "", ...lines] = this.#received.subarray(0, end).toString("latin1").split("\r\n");
    this.#received = this.#received.subarray(end + 4);
    const headers = lines.map((line): [string, string] => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    });
    return { status: Number(statusLine.split(" ")[1]), headers: new Map(headers), body: "" };
  }

  /** The next answer, and the end of the connection after it. */
  async readLastAnswer(): Promise<RawAnswer> {
    const head = await this.readHead();
    const rest = await this.readToEnd();
    return { ...head, body: rest.toString() };
  }

  async readBytes(count: number): Promise<Buffer> {
    while (this.#received.length < count) await this.#readMore();
    const bytes = this.#received.subarray(0, count);
    this.#received = this.#received.subarray(count);
    return bytes;
  }

  /** Reads exactly `count` bytes and throws them away. */
  discard(count: number): Promise<void> {
    const { socket } = this;
    let left = count - this.#received.length;
    this.#received = Buffer.alloc(0);
    return new Promise((resolve, reject) => {
      const take = (chunk: Buffer): void => {
        left -= chunk.length;
        if (left < 0) reject(new Error(`${-left} bytes too many`));
        else if (left === 0) resolve();
      };
      socket.once("close", () => reject(new Error(`closed ${left} bytes too early`)));
      socket.on("data", take);
      take(Buffer.alloc(0));
    });
  }

  async readToEnd(): Promise<Buffer> {
    while (await this.#readSome());
    return this.#received;
  }

  destroy(): void {
    this.socket.destroy();
  }

  async #readMore(): Promise<void> {
    if (!(await this.#readSome())) throw new Error(`ended after ${this.#received.toString("hex")}`);
  }

  /** False at the end. */
  #readSome(): Promise<boolean> {
    const { socket } = this;
    return new Promise((resolve) => {
      const settle = (more: boolean): void => {
        socket.removeListener("readable", take);
        socket.removeListener("close", ended);
        socket.removeListener("end", ended);
        resolve(more);
      };
      const ended = (): void => settle(false);
      const take = (): void => {
        const bytes: Buffer | null = socket.read();
        if (bytes === null) return;
        this.#received = Buffer.concat([this.#received, bytes]);
        settle(true);
      };
      socket.on("readable", take);
      socket.once("end", ended);
      socket.once("close", ended);
      if (socket.readableEnded || socket.destroyed) ended();
      else take();
    });
  }
}

/** A good upgrade request; a header given as `""` is left out, another one replaces the default. */
export function upgradeRequest(
  target: string,
  headers: Readonly<Record<string, string>> = {},
  requestLine = `GET ${target} HTTP/1.1`,
): string {
  const fields: Record<string, string> = {
    Host: "127.0.0.1",
    Upgrade: "websocket",
    Connection: "Upgrade",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version": "13",
    ...headers,
  };
  const lines = Object.entries(fields).filter(([, value]) => value !== "");
  return `${requestLine}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
}

/** A masked frame with a payload of up to 65535 bytes. The key is zero, so that the payload stands as it is. */
export function clientFrame(firstByte: number, payload: Uint8Array = new Uint8Array(0)): Buffer {
  const { length } = payload;
  const header = length < 126 ? [firstByte, 0x80 | length] : [firstByte, 0xfe, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([...header, 0, 0, 0, 0]), payload]);
}
