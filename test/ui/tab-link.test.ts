// What waits for a tab is bounded: on a socket whose writing is done by hand.

import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import type { WebSocket } from "ws";
import type { ProcessMessage } from "../../src/link/process-message.js";
import { behindBytes, TabLink } from "../../src/ui/tab-link.js";

/** As much of a WebSocket as a link uses; what it is given leaves when the test says so. */
class HeldSocket extends EventEmitter {
  readonly OPEN = 1;
  readonly CLOSED = 3;
  readyState = 1;
  isPaused = false;
  readonly closedWith: unknown[][] = [];
  /** Texts up to the first bytes that show which they are. */
  readonly sent: string[] = [];
  #held: (() => void)[] = [];

  send(data: Buffer, options: { binary: boolean }, done: () => void): void {
    expect(options).toEqual({ binary: false });
    this.sent.push(String(data.subarray(0, 40)));
    this.#held.push(done);
  }

  /** All that was sent so far leaves, or the first `count` of it. */
  leave(count = this.#held.length): void {
    for (const done of this.#held.splice(0, count)) done();
  }

  close(...how: unknown[]): void {
    this.closedWith.push(how);
    this.readyState = 2;
  }

  gone(): void {
    this.readyState = 3;
    this.leave();
    this.emit("close");
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
  }

  /** Resolves when the link has answered. */
  async ask(text: string): Promise<void> {
    this.emit("message", Buffer.from(text), false);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const half = Buffer.alloc(behindBytes / 2, "x");

function linked(
  everything: () => readonly ProcessMessage[] = () => [{ kind: "clients", clients: [] }],
  handle: () => unknown = () => "done",
): { readonly socket: HeldSocket; readonly link: TabLink; readonly bugs: unknown[] } {
  const socket = new HeldSocket();
  const bugs: unknown[] = [];
  const link = new TabLink({
    socket: socket as unknown as WebSocket,
    everything,
    handle,
    onBug: (error) => bugs.push(error),
  });
  return { socket, link, bugs };
}

const everythingText = '{"kind":"clients","clients":[]}';
const halfText = "x".repeat(40);

describe("a tab that reads", () => {
  it("is told everything first and then each message", () => {
    const { socket, link } = linked();
    link.tell(Buffer.from("one"));
    link.tell(Buffer.from("two"));
    expect(socket.sent).toEqual([everythingText, "one", "two"]);
  });

  it("is never spared anything, however much it is told", () => {
    const { socket, link } = linked();
    for (let i = 0; i < 100; i++) {
      link.tell(half);
      socket.leave();
    }
    expect(socket.sent).toHaveLength(101);
    expect(socket.sent.filter((text) => text === everythingText)).toHaveLength(1);
  });
});

describe("a tab that does not read", () => {
  it("has at most 8 MiB and one message waiting, and is told everything anew when these have left", () => {
    const { socket, link } = linked();
    socket.leave();
    for (let i = 0; i < 1_000; i++) link.tell(half);
    // Two are 8 MiB, the limit, and one more may go beyond it.
    expect(socket.sent).toEqual([everythingText, halfText, halfText, halfText]);
    socket.leave();
    expect(socket.sent.slice(4)).toEqual([everythingText]);
    link.tell(Buffer.from("next"));
    expect(socket.sent.slice(5)).toEqual(["next"]);
  });

  it("is told nothing after a gap, though there is room again, until it is told everything anew", () => {
    const { socket, link } = linked();
    socket.leave();
    for (let i = 0; i < 4; i++) link.tell(half);
    socket.leave(2);
    link.tell(Buffer.from("after the gap"));
    expect(socket.sent).toEqual([everythingText, halfText, halfText, halfText]);
    socket.leave();
    expect(socket.sent.slice(4)).toEqual([everythingText]);
  });

  it("may have more waiting than that from the beginning: everything is told in any case, and what follows", () => {
    const large: ProcessMessage = {
      kind: "report",
      documents: { report: "r".repeat(3 * behindBytes), curves: "", merged: "", variants: "", details: "" },
    };
    let told = 0;
    const { socket, link } = linked(() => {
      told++;
      return [large];
    });
    for (let i = 0; i < 10; i++) link.tell(half);
    expect(socket.sent).toHaveLength(1 + 3);
    socket.leave();
    expect(told).toBe(2);
    // No circle of telling everything again and again: what follows it is told.
    link.tell(Buffer.from("next"));
    socket.leave();
    expect(told).toBe(2);
    expect(socket.sent.at(-1)).toBe("next");
  });

  it("is not read either once answers pile up, until they have left", async () => {
    const { socket } = linked(undefined, () => "r".repeat(behindBytes));
    socket.leave();
    await socket.ask('{"id":1,"kind":"stopServer"}');
    expect(socket.isPaused).toBe(true);
    socket.leave();
    expect(socket.isPaused).toBe(false);
  });

  it("is read while answers are few", async () => {
    const { socket } = linked();
    await socket.ask('{"id":1,"kind":"stopServer"}');
    expect(socket.isPaused).toBe(false);
    expect(socket.sent).toEqual([everythingText, '{"kind":"answer","id":1,"result":"done"}']);
  });
});

describe("drained", () => {
  it("waits for what was told, and for everything when a tab was spared it", async () => {
    const { socket, link } = linked();
    const order: string[] = [];
    const drained = link.drained().then(() => order.push("drained"));
    for (let i = 0; i < 10; i++) link.tell(half);
    socket.leave();
    await Promise.resolve();
    order.push("everything is told");
    socket.leave();
    await drained;
    expect(order).toEqual(["everything is told", "drained"]);
    await link.drained();
  });

  it("waits for no tab that has gone", async () => {
    const { socket, link } = linked();
    link.tell(half);
    const drained = link.drained();
    socket.gone();
    await drained;
    await link.drained();
  });
});

describe("a link ends", () => {
  it.each(["no JSON", "[]", '{"kind":"stopServer"}'])(
    "with 1008 after %s, and hears no more",
    async (text) => {
      let asked = 0;
      const { socket } = linked(undefined, () => ++asked);
      await socket.ask(text);
      await socket.ask('{"id":1,"kind":"stopServer"}');
      expect(socket.closedWith).toEqual([[1008, "this is no request of the page"]]);
      expect(asked).toBe(0);
    },
  );

  it("with 1008 after a binary message, even one that would be a request as text", () => {
    const { socket } = linked();
    socket.emit("message", Buffer.from('{"id":1,"kind":"stopServer"}'), true);
    expect(socket.closedWith).toEqual([[1008, "this is no request of the page"]]);
  });

  it("with 1011 when what it must know cannot be told, and wsrig says why", () => {
    const bug = new TypeError("a part is broken");
    const { socket, bugs } = linked(() => {
      throw bug;
    });
    expect(socket.closedWith).toEqual([[1011, "wsrig failed unexpectedly"]]);
    expect(bugs).toEqual([bug]);
  });

  it("and the answer to what it asked before is for nobody", async () => {
    let finish = (_result: unknown): void => {};
    const { socket } = linked(undefined, () => new Promise((resolve) => (finish = resolve)));
    await socket.ask('{"id":1,"kind":"stopServer"}');
    socket.gone();
    finish("done");
    await new Promise((resolve) => setImmediate(resolve));
    expect(socket.sent).toEqual([everythingText]);
  });
});
