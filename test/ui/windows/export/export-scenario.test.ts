// A conversation by hand becomes a scenario file: green against the same server, red against one that answers otherwise.

import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { parse } from "yaml";
import { singleScenarioSchema } from "../../../../src/scenarios/file-schema.js";
import { readScenarioDocument } from "../../../../src/scenarios/load-document.js";
import { startReferenceServer } from "../../../../src/server/reference-server.js";
import { startWsPeer } from "../../../scenarios/peers.js";
import { startRawServer } from "../../../scenarios/raw-server.js";
import { runAgainst } from "../../../scenarios/run-against.js";
import { clientOptions, DirectPage } from "../direct-page.js";

const dollar = "$";
const spokenText = `hello\n  {{client}} ${dollar}{HOME}`;
const escapedText = `hello\n  \\{{client}} ${dollar}${dollar}{HOME}`;

describe("an exported conversation of a client", () => {
  it("is green against the server that it was with", async () => {
    await using server = await startReferenceServer();
    const exported = await converse(server.url);
    expect(exported.notes).toEqual([]);
    expect(exported.fileName).toBe("conversation-1.yaml");
    expect(exported.url).toBe(server.url);
    const { failed, passed } = await run(exported.text, server.url);
    expect(failed).toEqual([]);
    expect(passed).toEqual([
      "connects",
      "steps[2] expectText",
      "steps[4] expectBinary",
      "steps[6] expectText",
      "steps[7] ping",
      "steps[8] close",
    ]);
  });

  it("is the conversation in order, with all that a file's placeholders look like", async () => {
    await using server = await startReferenceServer();
    const { text } = await converse(server.url);
    const file = parse(text);
    expect(singleScenarioSchema.safeParse(file).error).toBeUndefined();
    expect(file).toEqual({
      name: "conversation-1",
      description: "A conversation of wsrig ui, as its client saw it",
      url: server.url,
      steps: [
        {
          connect: {
            path: "/echo?x=1",
            headers: { "X-Mine": "yes" },
            origin: "http://mine",
            compression: true,
          },
        },
        { sendText: escapedText },
        { expectText: escapedText },
        { sendBinary: { hex: "00 01 fe ff" } },
        { expectBinary: { hex: "00 01 fe ff" } },
        { sendFragments: { text: "äbcdefg", fragment: "3B" } },
        { expectText: "äbcdefg" },
        { ping: { text: "there?" } },
        { close: { code: 4000, reason: "done", expect: 4000 } },
      ],
    });
    expect(text.split("\n")[0]).toBe(`# Run it: wsrig run conversation-1.yaml --url ${server.url}`);
  });

  it("is red against a server that answers otherwise", async () => {
    await using server = await startReferenceServer();
    const { text } = await converse(server.url);
    await using other = await startWsPeer((client) =>
      client.on("message", (data, isBinary) =>
        client.send(isBinary ? data : `${data}!`, { binary: isBinary }),
      ),
    );
    const { failed } = await run(text, other.url);
    expect(failed).toEqual(["conversation-1: steps[2] expectText"]);
  });

  it("expects the close of the server with its code", async () => {
    await using server = await startReferenceServer();
    await using page = new DirectPage();
    const conversation = await page.connect(`${server.url}/close?code=4321&reason=enough`);
    await page.until(() => page.client(conversation)?.closed);
    const { text, notes } = await page.export(conversation);
    expect(notes).toEqual([]);
    expect(parse(text).steps.at(-1)).toEqual({ expectClose: { code: 4321, reason: "enough" } });
    expect((await run(text, server.url)).failed).toEqual([]);
    await using echo = await startReferenceServer();
    const red = await run(text.replace("/close?code=4321", "/close?code=4322"), echo.url);
    expect(red.failed).toEqual(["conversation-1: steps[1] expectClose"]);
  });

  it("expects the loss of TCP where it was lost", async () => {
    await using peer = await startWsPeer((client) => client.on("message", () => client.terminate()));
    await using page = new DirectPage();
    const conversation = await page.connect(peer.url, { greeting: "hello" });
    await page.until(() => page.client(conversation)?.closed);
    const { text } = await page.export(conversation);
    expect(parse(text).steps.slice(1)).toEqual([{ sendText: "hello" }, { expectClose: 1006 }]);
    expect((await run(text, peer.url)).failed).toEqual([]);
  });

  it("keeps no secret, and says so", async () => {
    await using server = await startReferenceServer();
    await using page = new DirectPage();
    const url = server.url.replace("ws://", "ws://me:pass@");
    const headers: [string, string][] = [
      ["X-Mine", "yes"],
      ["x-mine", "no"],
      ["Cookie", "id=secret"],
      ["X-Api-Key", "secret"],
    ];
    const conversation = await page.connect(`${url}/echo`, { headers });
    const { text, notes } = await page.export(conversation);
    expect(text).not.toMatch(/secret"|id=|me:pass|pass@/);
    expect(notes).toEqual([
      "The header x-mine was sent more than once; the file sends the first one.",
      "The header Cookie is left out, for it may hold a secret: give it with -H 'Cookie: ...'.",
      "The header X-Api-Key is left out, for it may hold a secret: give it with -H 'X-Api-Key: ...'.",
    ]);
    expect(text).toContain(`# ${notes[1]}`);
  });

  it("keeps the query, which the server may need, and names what of it may be a secret", async () => {
    await using server = await startReferenceServer();
    await using page = new DirectPage();
    const target = "/echo?room=1&access_token=hush&access_token=b";
    const { text, notes } = await page.export(await page.connect(server.url + target));
    expect(notes).toEqual([
      "The path has the query parameter access_token, which may be a secret: look before you share the file.",
    ]);
    expect(parse(text).steps[0]).toEqual({ connect: { path: target } });
    expect(text).toContain(`# ${notes[0]}`);
  });

  it("of more than 500 messages holds the first ones and says how many it does not", async () => {
    await using server = await startReferenceServer();
    await using page = new DirectPage();
    const conversation = await page.connect(`${server.url}/stream?rate=100000&bytes=4&count=600`);
    await page.until(() => page.client(conversation)?.closed);
    const { text, notes } = await page.export(conversation);
    expect(notes).toEqual([
      "The file holds the first 500 messages; 100 later ones, and the end, are left out.",
    ]);
    const { steps } = parse(text);
    expect(steps).toHaveLength(501);
    expect(steps[500]).toEqual({ expectBinary: { hex: "00 00 01 f3" } });
    expect((await run(text, server.url)).failed).toEqual([]);
  });

  it("says that it cannot hold a ping without a pong and a close frame without an answer", async () => {
    await using peer = await startRawServer({}); // answers nothing
    await using page = new DirectPage();
    const conversation = await page.connect(peer.url);
    await page.send([conversation], { kind: "ping", text: "anybody?" });
    await page.send([conversation], { kind: "close", code: 1000 });
    await page.until(() => page.rows(conversation).includes('sent close 1000 ""'));
    await page.ask({ kind: "abort", conversation });
    const { text, notes } = await page.export(conversation);
    expect(notes).toEqual([
      "A ping that was not answered is left out: a scenario's ping must be answered.",
      "The close frame is left out, since the server has not answered it.",
    ]);
    expect(parse(text).steps).toEqual([{ connect: { path: "/" } }]);
  });

  it("closes with 1000 where the client closed without a code, and says so", async () => {
    await using server = await startReferenceServer();
    await using page = new DirectPage();
    const conversation = await page.connect(server.url);
    await page.send([conversation], { kind: "close" });
    await page.until(() => page.client(conversation)?.closed);
    const { text, notes } = await page.export(conversation);
    expect(notes).toEqual(["The client closed without a code; the file closes with 1000."]);
    expect(parse(text).steps.slice(1)).toEqual(["close"]);
    expect((await run(text, server.url)).failed).toEqual([]);
  });

  it("ends where the server broke a rule", async () => {
    await using peer = await startRawServer({ opened: (client) => client.send(3) });
    await using page = new DirectPage();
    await page.ask({ kind: "connect", conversation: 1, options: clientOptions(peer.url) });
    await page.until(() => page.client(1)?.closed);
    await page.until(() => page.rows(1).at(-1) === "unconnected");
    expect(page.rows(1)).toEqual([
      "connecting",
      "connected",
      'sent close 1002 ""',
      "problem reserved-opcode",
      'closed 1006 "" by local, not clean',
      "unconnected",
    ]);
    const { text, notes } = await page.export(1);
    expect(notes).toEqual([
      "The file ends where the server broke a rule: a frame has opcode 0x3; must be 0x0-0x2 or 0x8-0xa.",
    ]);
    expect(parse(text).steps).toEqual([{ connect: { path: "/" } }]);
  });

  it("is refused for a tab that was never connected", async () => {
    await using page = new DirectPage();
    await expect(page.export(page.firstClient)).rejects.toMatchObject({
      code: "usage-nothing-to-export",
      path: "conversation",
    });
    await expect(page.export(99)).rejects.toMatchObject({ code: "usage-unknown-conversation" });
  });
});

describe("an exported conversation of an accepted client", () => {
  it("is what the client did, and is green against the same server", async () => {
    await using page = new DirectPage();
    const url = await page.listen({ behaviour: "/echo", subprotocols: ["chat"], compression: true });
    const socket = new WebSocket(`${url}/any?thing=1`, "chat", { origin: "http://there" });
    const echoes: string[] = [];
    socket.on("message", (data) => echoes.push(String(data)));
    await new Promise((resolve) => socket.once("open", resolve));
    const { conversation } = await page.acceptedNumber(1);
    socket.send("one");
    socket.send(Buffer.from([1, 2, 3]));
    socket.ping("sure?");
    await page.send([conversation], { kind: "text", text: "by hand" });
    await new Promise<void>((resolve) => socket.on("pong", () => resolve()));
    socket.close(1000, "bye");
    await page.until(() => page.accepted.get(conversation)?.closed);
    const { text, notes } = await page.export(conversation);
    expect(notes).toEqual([]);
    const { steps } = parse(text);
    expect(steps[0]).toEqual({
      connect: { path: "/any?thing=1", subprotocols: ["chat"], origin: "http://there", compression: true },
    });
    expect(steps).toContainEqual({ expectText: "by hand" });
    const own = text.replace("  - expectText: by hand\n", "");
    const { failed, passed } = await run(own, url);
    expect(failed).toEqual([]);
    // In whichever order the server read and wrote them.
    expect(passed.map((title) => title.split(" ").at(-1)).sort()).toEqual([
      "close",
      "connects",
      "expectBinary",
      "expectText",
      "ping",
    ]);
    expect(parse(own).steps.slice(1)).toEqual(
      expect.arrayContaining([
        { sendText: "one" },
        { expectText: "one" },
        { sendBinary: { hex: "01 02 03" } },
        { expectBinary: { hex: "01 02 03" } },
        { ping: { text: "sure?" } },
        { close: { code: 1000, reason: "bye", expect: 1000 } },
      ]),
    );
  });

  it("sends fragments as the client did, and says where a file cannot", async () => {
    await using page = new DirectPage();
    const url = await page.listen({ behaviour: "/echo" });
    const socket = new WebSocket(url);
    await new Promise((resolve) => socket.once("open", resolve));
    const { conversation } = await page.acceptedNumber(1);
    for (const part of ["ab", "cd", "e"]) socket.send(part, { fin: part === "e" });
    for (const part of [Buffer.alloc(1), Buffer.alloc(2)]) socket.send(part, { fin: part.length === 2 });
    await page.until(() => page.accepted.get(conversation)?.messagesSent === 2);
    const { text, notes } = await page.export(conversation);
    expect(notes).toEqual([
      "Some messages were cut into frames of different sizes; the file cuts them into frames of the first one's.",
    ]);
    expect(parse(text).steps.filter((step: object) => "sendFragments" in step)).toEqual([
      { sendFragments: { text: "abcde", fragment: "2B" } },
      { sendFragments: { hex: "00 00 00", fragment: "1B" } },
    ]);
    expect((await run(text, url)).failed).toEqual([]);
    socket.terminate();
  });

  it("expects the close of the server with the code that it sent", async () => {
    await using page = new DirectPage();
    const url = await page.listen();
    await page.connect(`${url}/`);
    const { conversation } = await page.acceptedNumber(1);
    await page.send([conversation], { kind: "close", code: 4007, reason: "over" });
    await page.until(() => page.accepted.get(conversation)?.closed);
    const { text } = await page.export(conversation);
    expect(parse(text).steps.slice(1)).toEqual([{ expectClose: { code: 4007, reason: "over" } }]);
  });
});

/** Says some things to an echo server and gives the file. */
async function converse(serverUrl: string) {
  await using page = new DirectPage();
  const conversation = await page.connect(`${serverUrl}/echo?x=1`, {
    headers: [["X-Mine", "yes"]],
    origin: "http://mine",
    compression: true,
  });
  const received = (count: number) => page.until(() => page.client(conversation)?.messagesReceived === count);
  await page.send([conversation], { kind: "text", text: spokenText });
  await received(1);
  await page.send([conversation], { kind: "binary", base64: "AAH+/w==" });
  await received(2);
  await page.send([conversation], { kind: "text", text: "äbcdefg", fragmentBytes: 3 });
  await received(3);
  await page.send([conversation], { kind: "ping", text: "there?" });
  await page.until(() => page.client(conversation)?.pingUs);
  await page.send([conversation], { kind: "close", code: 4000, reason: "done" });
  await page.until(() => page.client(conversation)?.closed);
  return page.export(conversation);
}

async function run(text: string, url: string) {
  const { scenarios } = readScenarioDocument(text, "conversation.yaml", { env: {}, parts: {} });
  const result = await runAgainst(url, scenarios, { isWsrig: true });
  return {
    failed: result.titles("fail"),
    passed: result.titles("pass").map((title) => title.replace("conversation-1: ", "")),
  };
}
