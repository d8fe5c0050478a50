import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startReferenceServer } from "../../../src/server/reference-server.js";
import { clientDefaults } from "../../../src/ui/windows/client-tab.js";
import { maxClientTabs } from "../../../src/ui/windows/client-window.js";
import { refusingUrl, startTcpPeer, startWsPeer } from "../../scenarios/peers.js";
import { clientOptions, DirectPage } from "./direct-page.js";

let page: DirectPage;

beforeEach(() => {
  page = new DirectPage();
});
afterEach(() => page[Symbol.asyncDispose]());

describe("the client window", () => {
  it("begins with one tab, not connected, with the greeting of the sample", () => {
    expect(page.clients).toEqual([
      {
        conversation: 1,
        number: 1,
        options: clientDefaults,
        state: "unconnected",
        subprotocol: "",
        extensions: "",
        messagesReceived: 0,
        messagesSent: 0,
        bytesReceived: 0,
        bytesSent: 0,
      },
    ]);
    expect(clientDefaults).toMatchObject({ url: "ws://127.0.0.1:8080/", greeting: "你好, 服务器!" });
  });

  it("adds and removes tabs, numbers them on, and drops the connection of a tab that goes", async () => {
    await using server = await startReferenceServer();
    expect(await page.ask({ kind: "addClient" })).toEqual({ conversation: 2 });
    const conversation = await page.connect(`${server.url}/`);
    await page.ask({ kind: "removeClient", conversation });
    expect(await page.ask({ kind: "addClient" })).toEqual({ conversation: 3 });
    expect(page.clients.map(({ number }) => number)).toEqual([2, 3]);
    await expect.poll(() => server.stats().connections, { timeout: 10_000 }).toBe(0);
    await expect(page.ask({ kind: "removeClient", conversation })).rejects.toMatchObject({
      code: "usage-unknown-conversation",
      path: "conversation",
    });
    await expect(page.send([conversation], { kind: "ping" })).rejects.toMatchObject({ path: "to" });
  });

  it("has at most 50 tabs", async () => {
    for (let tabs = 1; tabs < maxClientTabs; tabs++) await page.ask({ kind: "addClient" });
    await expect(page.ask({ kind: "addClient" })).rejects.toMatchObject({ code: "usage-too-many-clients" });
    expect(page.clients).toHaveLength(50);
  });

  it("shows each state, the steps of the handshake and both header blocks without secrets", async () => {
    await using server = await startReferenceServer({ subprotocols: ["chat"] });
    const conversation = await page.connect(`${server.url}/echo?x=1`, {
      subprotocols: ["chat"],
      headers: [
        ["X-Mine", "yes"],
        ["Cookie", "id=1"],
        ["Authorization", "Bearer abc"],
        ["Proxy-Authorization", "Basic abc"],
      ],
      origin: "http://mine",
      compression: true,
    });
    const client = page.client(conversation);
    expect(client).toMatchObject({
      state: "connected",
      subprotocol: "chat",
      extensions: expect.stringContaining("permessage-deflate"),
      options: { url: `${server.url}/echo?x=1` },
    });
    expect(client?.handshake?.steps.map(({ step }) => step)).toEqual(["tcp", "upgrade"]);
    expect(client?.handshake?.request?.filter((line) => !line.startsWith("Sec-WebSocket-Key"))).toEqual([
      "GET /echo?x=1 HTTP/1.1",
      `Host: ${new URL(server.url).host}`,
      "Upgrade: websocket",
      "Connection: Upgrade",
      "Sec-WebSocket-Version: 13",
      "Origin: http://mine",
      "Sec-WebSocket-Protocol: chat",
      expect.stringMatching(/^Sec-WebSocket-Extensions: permessage-deflate/),
      "X-Mine: yes",
      "Cookie: ***",
      "Authorization: ***",
      "Proxy-Authorization: ***",
    ]);
    expect(client?.handshake?.response?.[0]).toBe("HTTP/1.1 101 Switching Protocols");
    expect(client?.handshake?.response).toContain("Sec-WebSocket-Protocol: chat");
    await page.until(() => page.rows(conversation).length === 2);
    expect(page.rows(conversation)).toEqual(["connecting", "connected"]);
  });

  it.each([
    [{ url: "127.0.0.1:8080" }, "url", "usage-invalid-url"],
    [{ url: "ftp://127.0.0.1" }, "url", "usage-invalid-url"],
    [{ subprotocols: ["a b"] }, "subprotocols", "usage-invalid-subprotocol"],
    [{ headers: [["Bad Name", "x"]] as [string, string][] }, "headers", "usage-invalid-header"],
    [{ headers: [["X-Ok", "line\nbreak"]] as [string, string][] }, "headers", "usage-invalid-header"],
    [{ origin: "a\r\nb" }, "origin", "usage-invalid-header"],
  ])("refuses %j at the field, and shows it", async (wrong, path, code) => {
    const options = clientOptions("ws://127.0.0.1:1/", wrong);
    await expect(page.ask({ kind: "connect", conversation: 1, options })).rejects.toMatchObject({
      path,
      code,
    });
    expect(page.client(1)).toMatchObject({ state: "unconnected", options, problem: { path, code } });
    expect(page.client(1)?.handshake).toBeUndefined();
  });

  it("tells why it could not connect, and connects again", async () => {
    const url = await refusingUrl();
    await page.ask({ kind: "connect", conversation: 1, options: clientOptions(url) });
    await page.until(() => page.client(1)?.problem && page.client(1)?.state === "unconnected");
    expect(page.client(1)?.problem?.code).toBe("refused");
    expect(page.client(1)?.handshake).toMatchObject({ failedStep: "tcp", steps: [{ step: "tcp" }] });
    await page.until(() => page.rows(1).length === 3);
    expect(page.rows(1)).toEqual(["connecting", "problem refused", "unconnected"]);
    await using server = await startReferenceServer();
    await page.connect(server.url);
    expect(page.client(1)?.problem).toBeUndefined();
    expect(page.client(1)?.closed).toBeUndefined();
  });

  it("shows the answer of a server that does not switch protocols", async () => {
    await using server = await startReferenceServer();
    await page.ask({
      kind: "connect",
      conversation: 1,
      options: clientOptions(`${server.url}/nothing-here`),
    });
    await page.until(() => page.client(1)?.problem && page.client(1)?.state === "unconnected");
    expect(page.client(1)?.handshake).toMatchObject({ failedStep: "upgrade" });
    expect(page.client(1)?.handshake?.response?.[0]).toBe("HTTP/1.1 404 Not Found");
  });

  it("connects once at a time, and gives up an attempt", async () => {
    await using peer = await startTcpPeer(() => undefined); // never answers
    const options = clientOptions(peer.url);
    await page.ask({ kind: "connect", conversation: 1, options });
    await expect(page.ask({ kind: "connect", conversation: 1, options })).rejects.toMatchObject({
      code: "usage-client-not-unconnected",
      message: "the client is connecting; must be unconnected to connect",
    });
    await page.ask({ kind: "abort", conversation: 1 });
    expect(page.client(1)?.state).toBe("unconnected");
    expect(page.client(1)?.closed).toBeUndefined();
  });

  it("drops an open connection without a closing handshake", async () => {
    await using server = await startReferenceServer();
    await page.connect(server.url);
    await page.ask({ kind: "abort", conversation: 1 });
    expect(page.client(1)).toMatchObject({
      state: "unconnected",
      closed: { code: 1006, reason: "", wasClean: false, initiatedBy: "none" },
    });
  });

  it("greets as soon as it is connected", async () => {
    const heard: string[] = [];
    await using peer = await startWsPeer((client) =>
      client.on("message", (data) => heard.push(String(data))),
    );
    await page.connect(peer.url, { greeting: "你好, 服务器!" });
    await page.until(() => page.client(1)?.messagesSent === 1);
    await page.send([1], { kind: "ping" });
    await page.until(() => page.client(1)?.pingUs !== undefined);
    expect(heard).toEqual(["你好, 服务器!"]);
  });

  it("closes with 1001 when all ends", async () => {
    let told: (code: number) => void = () => {};
    const code = new Promise<number>((resolve) => {
      told = resolve;
    });
    await using peer = await startWsPeer((client) => client.on("close", told));
    await page.connect(peer.url);
    await page.part.close();
    expect(await code).toBe(1001);
  });
});
