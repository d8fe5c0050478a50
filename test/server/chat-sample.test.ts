// The two programs of examples/ as a reader runs them; they need the build, as `npm test` makes it.

import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { WsPeer } from "./ws-peer.js";

/** A program of examples/ whose output is read line by line. */
class Sample {
  readonly child: ChildProcess;
  readonly ended: Promise<number | NodeJS.Signals | null>;
  readonly #lines: AsyncIterator<string>;
  errors = "";

  constructor(name: string, ...args: string[]) {
    const file = fileURLToPath(new URL(`../../examples/${name}`, import.meta.url));
    this.child = spawn(process.execPath, [file, ...args], { stdio: ["pipe", "pipe", "pipe"] });
    this.ended = new Promise((resolve) =>
      this.child.once("close", (exitCode, signal) => resolve(exitCode ?? signal)),
    );
    this.child.stderr?.on("data", (bytes) => {
      this.errors += String(bytes);
    });
    const input = this.child.stdout;
    if (!input) throw new Error("no stdout");
    this.#lines = createInterface({ input })[Symbol.asyncIterator]();
  }

  async line(): Promise<string> {
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`ended: ${this.errors}`);
    return value;
  }

  type(line: string): void {
    this.child.stdin?.write(`${line}\n`);
  }

  endInput(): void {
    this.child.stdin?.end();
  }

  stop(): void {
    this.child.kill("SIGKILL");
  }
}

describe("the chat sample", () => {
  it("the client greets, both hear each other, and all end by themselves", async () => {
    const server = new Sample("chat-server.js");
    const samples = [server];
    try {
      const url = `ws://127.0.0.1:${await server.line()}`;
      const client = new Sample("chat-client.js", url);
      samples.push(client);
      expect(await client.line()).toBe(`connected to ${url}/`);
      expect(await server.line()).toMatch(/^127\.0\.0\.1:\d+ joined; 1 connected$/);
      expect(await server.line()).toMatch(/^127\.0\.0\.1:\d+: 你好, 服务器!$/);
      expect(await client.line()).toBe("你好, 服务器!");
      server.type("hello from the server");
      expect(await client.line()).toBe("hello from the server");
      client.type("hello from the client");
      expect(await server.line()).toMatch(/: hello from the client$/);
      expect(await client.line()).toBe("hello from the client");

      client.endInput();
      expect(await client.line()).toBe("disconnected with 1000");
      expect(await client.ended).toBe(0);
      expect(await server.line()).toMatch(/ left with 1000; 0 connected$/);
      server.endInput();
      expect(await server.ended).toBe(0);
      expect(samples.map(({ errors }) => errors)).toEqual(["", ""]);
    } finally {
      for (const sample of samples) sample.stop();
    }
  });

  it("SIGINT ends the server, which says 1001 to its clients", async () => {
    const server = new Sample("chat-server.js");
    try {
      const peer = await WsPeer.open(`ws://127.0.0.1:${await server.line()}`);
      server.child.kill("SIGINT");
      expect((await peer.closed).code).toBe(1001);
      expect(await server.ended).toBe(0);
    } finally {
      server.stop();
    }
  });

  it("the client ends with 1 when nobody listens, with 2 without a URL", async () => {
    const refused = new Sample("chat-client.js", "ws://127.0.0.1:1");
    const lost = new Sample("chat-client.js");
    try {
      expect(await refused.ended).toBe(1);
      expect(refused.errors).not.toBe("");
      expect(await lost.ended).toBe(2);
      expect(lost.errors).toBe("Usage: node examples/chat-client.js ws://127.0.0.1:PORT\n");
    } finally {
      refused.stop();
      lost.stop();
    }
  });
});
