// Plays the sample over the real link: a server window, client tabs, everything that a person does by hand.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ClientOptions, ServerOptions } from "../../../src/link/conversation.js";
import { type LinkedPage, type ServedWindows, serveWindows } from "./linked-page.js";

const freePort: ServerOptions = {
  port: 0,
  behaviour: "",
  secure: false,
  compression: false,
  subprotocols: [],
};

let served: ServedWindows;
let page: LinkedPage;

beforeEach(async () => {
  served = await serveWindows();
  page = await served.openPage();
});
afterEach(() => served[Symbol.asyncDispose]());

describe("the two windows over the link", () => {
  it("play the sample: listen, two clients, texts, fragments, a ping, close codes, stop", async () => {
    const url = await listen();
    const first = page.clients[0]?.conversation ?? 0;
    const second = await addClient();
    await page.ask({ kind: "connect", conversation: first, options: to(url, { greeting: "你好, 服务器!" }) });
    const firstPeer = await page.until(() => acceptedNumber(1));
    await page.ask({ kind: "connect", conversation: second, options: to(url) });
    const secondPeer = await page.until(() => acceptedNumber(2));
    await page.until(() => page.server?.connected === 2);
    await page.until(() => page.rows(firstPeer).length === 2);
    expect(page.rows(firstPeer)).toEqual(["connected", 'received text "你好, 服务器!" #1']);

    expect(await send([firstPeer], { kind: "text", text: "你好, 客户端!" })).toBe(1);
    expect(await send("allAccepted", { kind: "text", text: "to all" })).toBe(2);
    expect(await send([second], { kind: "text", text: "abcdefgh", fragmentBytes: 3 })).toBe(1);
    await page.until(() => page.rows(secondPeer).length === 5);
    expect(page.rows(secondPeer)).toEqual([
      "connected",
      'sent text "to all" #1',
      'received text unfinished "abc" #1',
      'received continuation unfinished "def" #1',
      'received continuation "gh" #1',
    ]);
    expect(page.rows(second).slice(-4)).toEqual([
      'received text "to all" #1',
      'sent text unfinished "abc" #1',
      'sent continuation unfinished "def" #1',
      'sent continuation "gh" #1',
    ]);

    expect(await send([firstPeer], { kind: "ping", text: "are you there" })).toBe(1);
    await page.until(() => page.accepted.get(firstPeer)?.pingUs);
    await page.until(() => page.rows(firstPeer).includes("round trip"));
    expect(page.rows(firstPeer).slice(-3)).toEqual([
      'sent ping "are you there"',
      'received pong "are you there"',
      "round trip",
    ]);
    expect(page.rows(first)).toContain('sent pong "are you there"');

    expect(await send([first], { kind: "close", code: 4001, reason: "enough" })).toBe(1);
    await page.until(() => page.accepted.get(firstPeer)?.state === "closed");
    await page.until(() => page.client(first)?.state === "unconnected");
    await page.until(() => page.rows(firstPeer).at(-1) === "unconnected");
    await page.until(() => page.rows(first).at(-1) === "unconnected");
    expect(page.client(first)?.closed).toEqual({
      code: 4001,
      reason: "", // of the answer, which repeats the code alone
      wasClean: true,
      initiatedBy: "local",
    });
    expect(page.accepted.get(firstPeer)?.closed).toEqual({
      code: 4001,
      reason: "enough",
      wasClean: true,
      initiatedBy: "peer",
    });
    expect(page.rows(firstPeer).slice(-5)).toEqual([
      'received close 4001 "enough"',
      "closing",
      'sent close 4001 ""',
      'closed 4001 "enough" by peer',
      "unconnected",
    ]);

    await page.ask({ kind: "stopServer" });
    await page.until(() => page.server?.status === "stopped" && page.client(second)?.state === "unconnected");
    expect(page.client(second)?.closed).toEqual({
      code: 1001,
      reason: "the server is closing",
      wasClean: true,
      initiatedBy: "peer",
    });
    expect(page.server).toMatchObject({ connected: 0, accepted: 2, refused: 0 });
    expect(
      [...page.accepted.values()].map(({ messagesReceived, messagesSent }) => [
        messagesReceived,
        messagesSent,
      ]),
    ).toEqual([
      [1, 2],
      [1, 1],
    ]);
    expect(page.log.map(({ seq }) => seq)).toEqual(page.log.map((_, index) => index + 1));
  });

  it("tell a tab that comes late everything, and the others nothing twice", async () => {
    const url = await listen();
    const conversation = page.clients[0]?.conversation ?? 0;
    await page.ask({ kind: "connect", conversation, options: to(url, { greeting: "hello" }) });
    await page.until(() => page.log.filter(({ kind }) => kind === "frame").length === 2);
    await page.until(() => page.server?.connected === 1);
    const late = await served.openPage();
    expect(late.server).toEqual(page.server);
    expect(late.log).toEqual(page.log);
    expect(late.clients.map(({ state }) => state)).toEqual(["connected"]);
    expect([...late.accepted.keys()]).toEqual([...page.accepted.keys()]);
    await send([conversation], { kind: "text", text: "again" });
    await Promise.all([late, page].map((each) => each.until(() => each.log.length === 7)));
    expect(late.log).toEqual(page.log);
  });
});

async function listen(options: Partial<ServerOptions> = {}): Promise<string> {
  await page.ask({ kind: "listen", options: { ...freePort, ...options } });
  return page.until(() => page.server?.url);
}

async function addClient(): Promise<number> {
  const { conversation } = (await page.ask({ kind: "addClient" })) as { readonly conversation: number };
  return conversation;
}

async function send(
  to: number[] | "allAccepted",
  what: Extract<Parameters<LinkedPage["ask"]>[0], { kind: "send" }>["what"],
): Promise<number> {
  const { sent } = (await page.ask({ kind: "send", to, what })) as { readonly sent: number };
  return sent;
}

function acceptedNumber(number: number): number | undefined {
  return [...page.accepted.values()].find((client) => client.number === number)?.conversation;
}

function to(url: string, options: Partial<ClientOptions> = {}): ClientOptions {
  return {
    url: `${url}/`,
    subprotocols: [],
    headers: [],
    origin: "",
    compression: false,
    insecure: false,
    greeting: "",
    ...options,
  };
}
