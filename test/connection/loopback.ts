// Peers on loopback for tests: a raw socket whose bytes can be waited for, socket pairs, waits with a deadline.

import { connect, createServer, type Server, type Socket } from "node:net";
import { SocketReads } from "../../src/connection/socket-reads.js";
import { FrameDecoder } from "../../src/protocol/frame-decoder.js";
import { defaultLimits } from "../../src/protocol/limits.js";
import type { Role } from "../../src/protocol/opcodes.js";

/** `promise`, or an error that names what did not happen within ten seconds. */
export async function within<T>(promise: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not happen within 10 s`)), 10_000);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Looks at `condition` each turn of the event loop until it holds. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  const endsAt = performance.now() + 10_000;
  while (!condition()) {
    if (performance.now() > endsAt) throw new Error(`${what} did not happen within 10 s`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** A few turns of the event loop: for what must not happen. */
export async function turns(count = 5): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
}

/** The far end of a connection: raw bytes, kept. */
export class RawPeer {
  readonly socket: Socket;
  bytes = Buffer.alloc(0);
  hasEnded = false;
  hasClosed = false;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on("data", (bytes: Buffer) => {
      this.bytes = Buffer.concat([this.bytes, bytes]);
    });
    socket.on("end", () => {
      this.hasEnded = true;
    });
    socket.on("close", () => {
      this.hasClosed = true;
    });
    socket.on("error", () => {});
  }

  /** Waits until so many bytes have come; gives all as spaced hex. */
  async hex(bytes: number): Promise<string> {
    await until(() => this.bytes.length >= bytes, `the peer's ${bytes} bytes (it has ${this.bytes.length})`);
    return spacedHex(this.bytes);
  }
}

/** `81 02 68 69` */
export function spacedHex(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString("hex")
    .replace(/..(?=.)/g, "$& ");
}

/** The bytes of `81 02 68 69`. */
export function unhex(text: string): Buffer {
  return Buffer.from(text.replace(/\s/g, ""), "hex");
}

/** A frame taken apart, its payload as latin1 text. */
export interface TestFrame {
  readonly opcode: number;
  readonly fin: boolean;
  readonly rsv: number;
  readonly maskKey: number;
  readonly payload: string;
}

/** The whole frames in `bytes`, which a peer of `sender`'s opposite role has received. */
export function framesIn(bytes: Uint8Array, sender: Role): TestFrame[] {
  const frames: TestFrame[] = [];
  let payload = "";
  const decoder = new FrameDecoder(
    { role: sender === "client" ? "server" : "client", limits: defaultLimits, allowRsv1: true },
    {
      header: () => {
        payload = "";
      },
      payload: ({ opcode, fin, rsv, maskKey }, piece, isLast) => {
        payload += Buffer.from(piece).toString("latin1");
        if (isLast) frames.push({ opcode, fin, rsv, maskKey, payload });
      },
      violation: ({ message }) => {
        throw new Error(message);
      },
    },
  );
  decoder.receive(bytes.slice());
  return frames;
}

/** Two connected TCP sockets and where the first one's reads go. */
export interface SocketPair extends AsyncDisposable {
  readonly near: Socket;
  readonly reads: SocketReads;
  readonly far: Socket;
}

export async function socketPair(): Promise<SocketPair> {
  const server = createServer({ allowHalfOpen: true });
  const port = await listen(server);
  const accepted = new Promise<Socket>((resolve) => server.once("connection", resolve));
  const reads = new SocketReads();
  const near = connect({ port, host: "127.0.0.1", onread: reads.onread });
  const far = await within(accepted, "the TCP connection");
  await until(() => !near.connecting, "the TCP connection");
  return {
    near,
    reads,
    far,
    async [Symbol.asyncDispose]() {
      near.destroy();
      far.destroy();
      await closeServer(server);
    },
  };
}

/** Listens on a free port of 127.0.0.1. */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}

export async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
