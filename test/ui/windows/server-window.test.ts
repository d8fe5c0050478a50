import { type AddressInfo, createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { FakeClock } from "../../fake-clock.js";
import { DirectPage, serverOptions } from "./direct-page.js";

let page: DirectPage;
const sockets: WebSocket[] = [];

beforeEach(() => {
  page = new DirectPage();
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await page[Symbol.asyncDispose]();
});

describe("the server window", () => {
  it("is stopped at first, and tells each state on the way to listening and back", async () => {
    expect(page.server).toEqual({
      status: "stopped",
      options: serverOptions({ port: 8080 }),
      connected: 0,
      accepted: 0,
      refused: 0,
    });
    const url = await page.listen();
    expect(url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+$/);
    await page.ask({ kind: "stopServer" });
    expect(statuses()).toEqual(["stopped", "starting", "listening", "stopping", "stopped"]);
    expect(page.server?.url).toBeUndefined();
    await page.ask({ kind: "stopServer" });
    expect(statuses()).toHaveLength(5);
  });

  it("that is stopped before it listens does not listen", async () => {
    const listening = page.ask({ kind: "listen", options: serverOptions() });
    await page.ask({ kind: "stopServer" });
    await listening;
    expect(statuses()).toEqual(["stopped", "starting", "stopping", "stopped"]);
  });

  it("says that a port is in use, where that was written and what to do", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => taken.once("listening", resolve));
    const { port } = taken.address() as AddressInfo;
    const problem = {
      code: "usage-cannot-listen",
      message: `port ${port} is in use by another program`,
      hint: "Choose another port, or 0 for a free one.",
      path: "port",
    };
    await expect(page.ask({ kind: "listen", options: serverOptions({ port }) })).rejects.toMatchObject(
      problem,
    );
    expect(page.server).toMatchObject({ status: "stopped", problem });
    taken.close();
    await page.listen();
    expect(page.server?.problem).toBeUndefined();
  });

  it("listens once", async () => {
    await page.listen();
    await expect(page.listen()).rejects.toMatchObject({
      code: "usage-server-listening",
      message: "the server is listening; must be stopped to listen",
    });
  });

  it.each([
    ["/ecko", "usage-unknown-behaviour", 'no behaviour is at "/ecko"', "Write /echo instead.", "behaviour"],
    [
      "/stream?rate=fast&x=1",
      "usage-invalid-behaviour",
      'rate is "fast"; must be a whole number from 1 to 100000. Write rate=10. x is not a parameter here; known are rate, bytes, count. Leave it out.',
      undefined,
      "parameters",
    ],
  ])("refuses the behaviour %s and stays stopped", async (behaviour, code, message, hint, path) => {
    await expect(page.ask({ kind: "listen", options: serverOptions({ behaviour }) })).rejects.toMatchObject({
      code,
      message,
      hint,
      path,
    });
    expect(page.server).toMatchObject({
      status: "stopped",
      options: { behaviour },
      problem: { code, message },
    });
  });

  it.each([
    [["chat", "a b"], 'subprotocol "a b" must be of letters, digits and !#$%&\'*+-.^_`|~'],
    [["chat", "chat"], 'subprotocol "chat" is given twice'],
  ])("refuses the subprotocols %j", async (subprotocols, message) => {
    await expect(
      page.ask({ kind: "listen", options: serverOptions({ subprotocols }) }),
    ).rejects.toMatchObject({
      code: "usage-invalid-subprotocol",
      message,
      path: "subprotocols",
    });
  });

  it("knows of each client what its handshake said, and counts what goes both ways", async () => {
    const url = await page.listen({ behaviour: "/echo", subprotocols: ["chat", "other"], compression: true });
    const socket = await open(`${url}/room?x=1`, ["other"], { origin: "http://there" });
    const echoed = new Promise((resolve) => socket.once("message", resolve));
    socket.send("12345");
    await echoed;
    const client = await page.until(() => [...page.accepted.values()].find((one) => one.messagesSent === 1));
    expect(client).toMatchObject({
      number: 1,
      address: `127.0.0.1:${localPort(socket)}`,
      target: "/room?x=1",
      origin: "http://there",
      subprotocol: "other",
      extensions: expect.stringContaining("permessage-deflate"),
      state: "open",
      messagesReceived: 1,
    });
    expect(client.bytesReceived).toBeGreaterThan(10);
    // The wall clock showed 1970 plus 1,000 s when the page was made.
    expect(client.openedAtUs).toBeGreaterThan(1_000_000_000);
    expect(client.openedAtUs).toBeLessThan(1_060_000_000);
  });

  it("shows the first 500 characters of what a client asked for, as a row is told again and again", async () => {
    const url = await page.listen();
    await open(`${url}/${"x".repeat(9_999)}`, [], { origin: `http://${"y".repeat(1_000)}` });
    const { conversation, target, origin } = await page.acceptedNumber(1);
    expect(target).toBe(`/${"x".repeat(499)}… (10000 characters)`);
    expect(origin).toBe(`http://${"y".repeat(493)}… (1007 characters)`);
    const { text } = await page.export(conversation);
    expect(text).toContain("x".repeat(9_999));
  });

  it("runs a behaviour whose first word is the server's, and shows its frames", async () => {
    const url = await page.listen({ behaviour: "/close?code=4001&reason=no" });
    await open(url);
    const { conversation } = await page.acceptedNumber(1);
    await page.until(() => page.rows(conversation).at(-1) === "unconnected");
    expect(page.rows(conversation)).toEqual([
      "connected",
      'sent close 4001 "no"',
      'received close 4001 "no"',
      "closing",
      'closed 4001 "no" by local',
      "unconnected",
    ]);
  });

  it("has an audience for all clients of a behaviour", async () => {
    const url = await page.listen({ behaviour: "/broadcast" });
    const first = await open(url);
    const second = await open(url);
    const heard = new Promise((resolve) => second.once("message", (data) => resolve(String(data))));
    first.send("to you all");
    expect(await heard).toBe("to you all");
  });

  it("counts handshakes that it refuses, and keeps why", async () => {
    const url = await page.listen();
    const socket = new WebSocket(url, { protocolVersion: 8 });
    await new Promise((resolve) => socket.once("error", resolve));
    await page.until(() => page.server?.refused === 1);
    expect(page.server?.problem?.code).toBe("handshake-refused");
    expect(page.server?.problem?.message).toMatch(
      /^the handshake of 127\.0\.0\.1:\d+ is refused: .*version/i,
    );
    expect(page.server).toMatchObject({ accepted: 0, connected: 0, status: "listening" });
  });

  it("closes all clients with 1001 when it stops, and keeps them in the list until it listens anew", async () => {
    const url = await page.listen();
    const closes = [await open(url), await open(url)].map(
      (socket) => new Promise((resolve) => socket.once("close", resolve)),
    );
    await page.until(() => page.server?.connected === 2);
    await page.ask({ kind: "stopServer" });
    expect(await Promise.all(closes)).toEqual([1001, 1001]);
    await page.until(() => [...page.accepted.values()].every(({ state }) => state === "closed"));
    expect([...page.accepted.values()].map(({ number, closed }) => [number, closed?.code])).toEqual([
      [1, 1001],
      [2, 1001],
    ]);
    const [old] = page.accepted.keys();
    await page.listen();
    await page.until(() => page.accepted.size === 0);
    expect(page.server).toMatchObject({ accepted: 0, connected: 0 });
    await expect(page.send([old ?? 0], { kind: "text", text: "x" })).rejects.toMatchObject({
      code: "usage-unknown-conversation",
      path: "to",
    });
    await open(page.server?.url ?? "");
    expect(await page.acceptedNumber(1)).toMatchObject({ conversation: 4 });
  });

  it("speaks wss with a certificate of its own", async () => {
    const url = await page.listen({ secure: true });
    expect(url).toMatch(/^wss:/);
    const conversation = await page.connect(`${url}/`, { insecure: true });
    expect(page.client(conversation)?.handshake?.steps.map(({ step }) => step)).toEqual([
      "tcp",
      "tls",
      "upgrade",
    ]);
  });

  it("tells changes of clients at most four times a second, and only what changed", async () => {
    await page[Symbol.asyncDispose]();
    const clock = new FakeClock();
    page = new DirectPage(clock);
    await page.ask({ kind: "listen", options: serverOptions({ behaviour: "/echo" }) });
    const url = await page.until(() => page.server?.url);
    const quiet = await open(url);
    const busy = await open(url);
    await clock.advanceMs(1_000);
    expect(page.accepted.size).toBe(2);
    const before = page.messages.length;
    for (let i = 1; i <= 10; i++) {
      const echoed = new Promise((resolve) => busy.once("message", resolve));
      busy.send(`${i}`);
      await echoed;
      await clock.advanceMs(100);
    }
    await clock.advanceMs(1_000);
    const told = page.messages.slice(before).filter((message) => message.kind === "accepted");
    expect(told.length).toBeLessThanOrEqual(5);
    expect(told.length).toBeGreaterThanOrEqual(3);
    expect(new Set(told.flatMap(({ changed }) => changed.map(({ number }) => number)))).toEqual(new Set([2]));
    expect(told.every(({ isAll, removed }) => !isAll && removed.length === 0)).toBe(true);
    expect(page.accepted.get((await page.acceptedNumber(2)).conversation)).toMatchObject({
      messagesReceived: 10,
      messagesSent: 10,
    });
    quiet.terminate();
  });
});

async function open(url: string, subprotocols: string[] = [], options = {}): Promise<WebSocket> {
  const socket = new WebSocket(url, subprotocols, options);
  sockets.push(socket);
  socket.on("error", () => {}); // A refusal is what the test looks at.
  await new Promise((resolve) => socket.once("open", resolve));
  return socket;
}

function localPort(socket: WebSocket): number | undefined {
  return (socket as unknown as { readonly _socket: { readonly localPort?: number } })._socket.localPort;
}

function statuses(): string[] {
  return page.messages.flatMap((message) => (message.kind === "server" ? [message.server.status] : []));
}
