import { createServer as createHttpsServer } from "node:https";
import type { Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { WebSocketClient, type WebSocketClientEvents } from "../../src/client/web-socket-client.js";
import { FrameConnection } from "../../src/connection/frame-connection.js";
import { listen, RawPeer, socketPair, turns, until } from "../connection/loopback.js";
import { makeCertificates } from "./certificates.js";

const names: readonly (keyof WebSocketClientEvents)[] = [
  "connected",
  "disconnected",
  "stateChanged",
  "aboutToClose",
  "textFrameReceived",
  "binaryFrameReceived",
  "textMessageReceived",
  "binaryMessageReceived",
  "errorOccurred",
  "sslErrors",
];

/** Every event but `pong` and `bytesWritten`, in order: name and arguments; buffers as text, errors as their code. */
function record(client: WebSocketClient): unknown[][] {
  const events: unknown[][] = [];
  const shown = (argument: unknown): unknown => {
    if (Buffer.isBuffer(argument)) return `<${argument}>`;
    if (Array.isArray(argument)) return argument.map(shown);
    return typeof argument === "object" && argument !== null && "code" in argument ? argument.code : argument;
  };
  for (const name of names)
    client.on(name, (...args: unknown[]) => void events.push([name, ...args.map(shown)]));
  return events;
}

let server: WebSocketServer;
let url: string;
let peer: WebSocket;
let peerTcp: Socket;
let clients: WebSocketClient[] = [];

beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: true });
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  url = `ws://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`;
  server.on("connection", (ws, request) => {
    peer = ws;
    peerTcp = request.socket;
    ws.on("error", () => {});
  });
});

afterEach(async () => {
  for (const client of clients) client.abort();
  clients = [];
  for (const ws of server.clients) ws.terminate();
  await new Promise((resolve) => server.close(resolve));
});

function newClient(...args: ConstructorParameters<typeof WebSocketClient>): WebSocketClient {
  const client = new WebSocketClient(...args);
  clients.push(client);
  return client;
}

async function connected(...args: ConstructorParameters<typeof WebSocketClient>): Promise<WebSocketClient> {
  const client = newClient(...args);
  client.open(url);
  await until(() => client.state === "connected" && peer !== undefined, "the connection");
  return client;
}

describe("opening", () => {
  test("an address: connecting, connected; then all that the connection is known by", async () => {
    const client = newClient({ origin: "https://example.org" });
    const events = record(client);
    expect(client).toMatchObject({
      state: "unconnected",
      isValid: false,
      peerPort: undefined,
      closeCode: undefined,
    });
    client.open(url, { subprotocols: ["chat"] });
    expect(client.state).toBe("connecting");
    await until(() => client.isValid, "the connection");
    expect(events).toEqual([["stateChanged", "connecting"], ["stateChanged", "connected"], ["connected"]]);
    expect(client).toMatchObject({
      origin: "https://example.org",
      version: 13,
      requestUrl: url,
      subprotocol: "chat",
      localAddress: "127.0.0.1",
      localPort: peerTcp.remotePort,
      peerAddress: "127.0.0.1",
      peerPort: Number(new URL(url).port),
      bytesToWrite: 0,
      errorString: "",
    });
  });

  test("a name: hostLookup comes first, and no state comes twice", async () => {
    const client = newClient();
    const events = record(client);
    client.open(url.replace("127.0.0.1", "some.example"), { lookup: async () => ["127.0.0.1"] });
    await until(() => client.isValid, "the connection");
    expect(events).toEqual([
      ["stateChanged", "hostLookup"],
      ["stateChanged", "connecting"],
      ["stateChanged", "connected"],
      ["connected"],
    ]);
  });

  test("a refused connection: the error, then unconnected and disconnected; nothing is thrown without a listener", async () => {
    await new Promise((resolve) => server.close(resolve));
    const silent = newClient();
    silent.open(url);
    await until(() => silent.state === "unconnected", "the end");
    expect(silent.errorString).toBe("nothing listens at the address (ECONNREFUSED)");

    const client = newClient();
    const events = record(client);
    client.open(url);
    await until(() => client.state === "unconnected", "the end");
    expect(events).toEqual([
      ["stateChanged", "connecting"],
      ["errorOccurred", "refused"],
      ["stateChanged", "unconnected"],
      ["disconnected"],
    ]);
  });

  test("another version is sent as asked and fails as the server answers", async () => {
    const client = newClient({ version: 12 });
    const events = record(client);
    client.open(url);
    await until(() => client.state === "unconnected", "the end");
    expect(events[1]).toEqual(["errorOccurred", "http-status"]);
    expect(client.errorString).toMatch(/^the server answered 4\d\d /);
  });

  test("a URL that cannot be used is told by errorOccurred", async () => {
    const client = newClient();
    const events = record(client);
    client.open("ws://user:secret@h/#fragment");
    await until(() => client.state === "unconnected", "the end");
    expect(events[1]).toEqual(["errorOccurred", "usage-invalid-url"]);
    expect(client.requestUrl).toBe("ws://h/#fragment");
  });

  test("open twice is misuse; after the end it opens anew", async () => {
    const client = await connected();
    expect(() => client.open(url)).toThrowError(expect.objectContaining({ code: "client-not-unconnected" }));
    client.close();
    await until(() => client.state === "unconnected", "the end");
    client.open(url);
    await until(() => client.isValid, "the second connection");
    expect(client.closeCode).toBeUndefined();
  });

  test.each(["close", "abort"] as const)("%s while opening gives up", async (method) => {
    const client = newClient();
    const events = record(client);
    client.open(url);
    client[method]();
    expect(events).toEqual([
      ["stateChanged", "connecting"],
      ["stateChanged", "unconnected"],
      ["disconnected"],
    ]);
    await turns(50);
    expect(events).toHaveLength(3);
    expect(client.errorString).toBe("");
  });
});

describe("receiving", () => {
  test("frame events come first, then the message", async () => {
    const client = await connected();
    const events = record(client);
    peer.send("whole");
    peer.send("be", { fin: false });
    peer.ping();
    peer.send("gun", { fin: true });
    peer.send(Buffer.from("bin"), { fin: false });
    peer.send(Buffer.from(""), { fin: true });
    await until(() => events.length === 8, "all events");
    expect(events).toEqual([
      ["textFrameReceived", "whole", true],
      ["textMessageReceived", "whole"],
      ["textFrameReceived", "be", false],
      ["textFrameReceived", "gun", true],
      ["textMessageReceived", "begun"],
      ["binaryFrameReceived", "<bin>", false],
      ["binaryFrameReceived", "<>", true],
      ["binaryMessageReceived", "<bin>"],
    ]);
  });

  test("a code point that a fragment cuts arrives with the next frame, a byte order mark is kept", async () => {
    const client = await connected();
    const events = record(client);
    const bytes = Buffer.from("\ufeffa€😀z");
    const cuts = [0, 4, 5, 8, 9, bytes.length];
    for (const [index, start] of cuts.slice(0, -1).entries()) {
      peer.send(bytes.subarray(start, cuts[index + 1]), { binary: false, fin: index === cuts.length - 2 });
    }
    await until(() => events.length === 6, "all events");
    expect(events).toEqual([
      ["textFrameReceived", "\ufeffa", false],
      ["textFrameReceived", "", false],
      ["textFrameReceived", "€", false],
      ["textFrameReceived", "", false],
      ["textFrameReceived", "😀z", true],
      ["textMessageReceived", "\ufeffa€😀z"],
    ]);
  });

  test("frame payloads are decompressed", async () => {
    const client = newClient();
    client.open(url, { compression: true });
    await until(() => client.isValid && peer !== undefined, "the connection");
    const events = record(client);
    peer.send("c".repeat(2_000));
    await until(() => events.length === 2, "the events");
    expect(events).toEqual([
      ["textFrameReceived", "c".repeat(2_000), true],
      ["textMessageReceived", "c".repeat(2_000)],
    ]);
  });

  test("a frame and a message over the allowed size fail the connection with 1009", async () => {
    for (const [limits, violation] of [
      [{ maxAllowedIncomingFrameSize: 10 }, "frame-too-big"],
      [{ maxAllowedIncomingMessageSize: 10 }, "message-too-big"],
    ] as const) {
      const client = await connected(limits);
      const events = record(client);
      const codes: number[] = [];
      peer.on("close", (code) => codes.push(code));
      peer.send("12345678901");
      await until(() => client.state === "unconnected" && codes.length === 1, "the end");
      expect(events).toEqual([
        ["errorOccurred", violation],
        ["stateChanged", "unconnected"],
        ["disconnected"],
      ]);
      expect(codes).toEqual([1_009]);
    }
  });
});

describe("the allowed sizes of an open connection", () => {
  test.each([
    ["setMaxAllowedIncomingFrameSize", "frame-too-big"],
    ["setMaxAllowedIncomingMessageSize", "message-too-big"],
  ] as const)("%s acts from the next frame on, down and up", async (method, violation) => {
    const client = await connected();
    const events = record(client);
    const messages = (): unknown[] => events.filter(([name]) => name === "textMessageReceived");
    client[method](10);
    peer.send("1234567890");
    await until(() => messages().length === 1, "a message of the allowed size");
    client[method](11);
    peer.send("12345678901");
    await until(() => messages().length === 2, "a message of the raised size");
    client[method](10);
    peer.send("12345678901");
    await until(() => client.state === "unconnected", "the end");
    expect(events.slice(-3)).toEqual([
      ["errorOccurred", violation],
      ["stateChanged", "unconnected"],
      ["disconnected"],
    ]);
  });

  test("the message size acts on compressed messages too", async () => {
    const client = newClient();
    client.open(url, { compression: true });
    await until(() => client.isValid && peer !== undefined, "the connection");
    const events = record(client);
    peer.send("c".repeat(2_000));
    await until(() => events.length === 2, "the message");
    client.setMaxAllowedIncomingMessageSize(1_999);
    peer.send("c".repeat(2_000));
    await until(() => client.state === "unconnected", "the end");
    expect(events[2]).toEqual(["errorOccurred", "message-too-big"]);
  });

  test("a size that is set while opening holds for the connection that opens", async () => {
    const client = newClient();
    client.open(url, { limits: { maxFrameBytes: 20 } });
    client.setMaxAllowedIncomingMessageSize(10);
    const events = record(client);
    await until(() => client.isValid && peer !== undefined, "the connection");
    peer.send("12345678901");
    await until(() => client.state === "unconnected", "the end");
    expect(events[2]).toEqual(["errorOccurred", "message-too-big"]);
  });
});

describe("sending", () => {
  test("gives the payload's bytes; longer messages go in frames of the outgoing size", async () => {
    const client = await connected({ outgoingFrameSize: 4 });
    const received: string[] = [];
    peer.on("message", (data, isBinary) => received.push(`${isBinary ? "binary" : "text"} ${data}`));
    expect(client.sendTextMessage("ä€")).toBe(5);
    expect(client.sendBinaryMessage(Buffer.from("1234567890"))).toBe(10);
    expect(client.sendTextMessage("")).toBe(0);
    let written = 0;
    client.on("bytesWritten", (bytes) => {
      written += bytes;
    });
    expect(client.bytesToWrite).toBe(2 * 6 + 5 + 3 * 6 + 10 + 6);
    expect(client.flush()).toBe(true);
    expect(client.flush()).toBe(false);
    await until(() => received.length === 3, "the messages");
    expect(received).toEqual(["text ä€", "binary 1234567890", "text "]);
    await until(() => written === 51, "bytesWritten");
    client.setOutgoingFrameSize(100);
    expect(client.outgoingFrameSize).toBe(100);
    expect(() => client.setOutgoingFrameSize(0)).toThrowError(
      expect.objectContaining({ code: "fragment-size-invalid" }),
    );
  });

  test("in another state sends nothing, gives 0, and tells no error", async () => {
    const client = newClient();
    const events = record(client);
    const act = (): void => {
      expect(client.sendTextMessage("x")).toBe(0);
      expect(client.sendBinaryMessage(Buffer.from("x"))).toBe(0);
      expect(client.flush()).toBe(false);
      client.ping();
      client.close();
      client.abort();
    };
    act();
    expect(events).toEqual([]);
  });

  test("ping is answered by pong with the time since; a pong that nobody asked for has none", async () => {
    const client = await connected();
    const pongs: [boolean, string][] = [];
    client.on("pong", (elapsedUs, payload) =>
      pongs.push([elapsedUs !== undefined && elapsedUs >= 0, String(payload)]),
    );
    client.ping(Buffer.from("one"));
    client.ping(Buffer.alloc(200, "p"));
    peer.pong("unasked");
    await until(() => pongs.length === 3, "three pongs");
    expect(pongs.sort()).toEqual([
      [false, "unasked"],
      [true, "one"],
      [true, "p".repeat(125)],
    ]);
  });
});

describe("closing", () => {
  test("by us: aboutToClose, closing, unconnected, disconnected", async () => {
    const client = await connected();
    const events = record(client);
    const codes: unknown[] = [];
    peer.on("close", (code, reason) => codes.push([code, String(reason)]));
    client.close(4_000, "done");
    expect(client.state).toBe("closing");
    expect(client.sendTextMessage("late")).toBe(0);
    await until(() => client.state === "unconnected" && codes.length === 1, "the end");
    expect(events).toEqual([
      ["aboutToClose"],
      ["stateChanged", "closing"],
      ["stateChanged", "unconnected"],
      ["disconnected"],
    ]);
    expect(codes).toEqual([[4_000, "done"]]);
    expect(client).toMatchObject({ closeCode: 4_000, closeReason: "done", errorString: "" });
  });

  test("by the peer: the same events, its code and reason", async () => {
    const client = await connected();
    const events = record(client);
    peer.send("last");
    peer.close(1_001, "away");
    await until(() => client.state === "unconnected", "the end");
    expect(events).toEqual([
      ["textFrameReceived", "last", true],
      ["textMessageReceived", "last"],
      ["aboutToClose"],
      ["stateChanged", "closing"],
      ["stateChanged", "unconnected"],
      ["disconnected"],
    ]);
    expect(client).toMatchObject({ closeCode: 1_001, closeReason: "away" });
  });

  test("a connection that is lost: the error, unconnected, disconnected", async () => {
    const client = await connected();
    const events = record(client);
    peer.terminate();
    await until(() => client.state === "unconnected", "the end");
    expect(events).toEqual([
      ["errorOccurred", "connection-lost"],
      ["stateChanged", "unconnected"],
      ["disconnected"],
    ]);
    expect(client.closeCode).toBe(1_006);
  });

  test("abort drops TCP in the same call and is no error; open works right after it", async () => {
    const client = await connected();
    const first = peer;
    const codes: number[] = [];
    first.on("close", (code) => codes.push(code));
    const events = record(client);
    client.abort();
    expect(client).toMatchObject({
      state: "unconnected",
      closeCode: 1_006,
      closeReason: "",
      errorString: "",
    });
    expect(events).toEqual([["stateChanged", "unconnected"], ["disconnected"]]);
    client.open(url);
    await until(() => client.isValid && peer !== first && codes.length === 1, "the second connection");
    expect(codes).toEqual([1_006]);
    expect(events.slice(2)).toEqual([
      ["stateChanged", "connecting"],
      ["stateChanged", "connected"],
      ["connected"],
    ]);
    expect(client.closeCode).toBeUndefined();
  });

  test("after abort in a listener nothing of the same read is told", async () => {
    const client = await connected();
    const events = record(client);
    client.on("textFrameReceived", () => client.abort());
    peerTcp.write(Buffer.from([0x81, 0x01, 0x61, 0x81, 0x01, 0x62]));
    await until(() => client.state === "unconnected", "the end");
    await turns(20);
    expect(events).toEqual([
      ["textFrameReceived", "a", true],
      ["stateChanged", "unconnected"],
      ["disconnected"],
    ]);
  });

  test.each(["aboutToClose", "errorOccurred"] as const)(
    "abort in a listener of %s ends the client once, and open there begins the next connection",
    async (name) => {
      const client = await connected();
      const events = record(client);
      client.once(name, () => {
        client.abort();
        client.open(url);
      });
      if (name === "aboutToClose") client.close();
      else peer.terminate();
      await until(() => client.isValid, "the next connection");
      await turns(20);
      expect(events).toEqual([
        name === "aboutToClose" ? [name] : [name, "connection-lost"],
        ["stateChanged", "unconnected"],
        ["disconnected"],
        ["stateChanged", "connecting"],
        ["stateChanged", "connected"],
        ["connected"],
      ]);
    },
  );

  test("a code that may not be sent is misuse and leaves the connection open", async () => {
    const client = await connected();
    expect(() => client.close(1_006)).toThrowError(expect.objectContaining({ code: "close-code-invalid" }));
    expect(client.state).toBe("connected");
  });
});

describe("sslErrors", () => {
  async function secureUrl(): Promise<{ url: string; close: () => void }> {
    const { selfSigned } = await makeCertificates();
    const https = createHttpsServer(selfSigned);
    https.on("tlsClientError", () => {});
    new WebSocketServer({ server: https });
    const port = await listen(https);
    return {
      url: `wss://127.0.0.1:${port}/`,
      close: () => {
        https.closeAllConnections();
        https.close();
      },
    };
  }

  test("are told and refuse the connection; ignoreSslErrors in the listener goes on; before open it silences them", async () => {
    const secure = await secureUrl();
    try {
      const refusing = newClient();
      const refused = record(refusing);
      refusing.open(secure.url);
      await until(() => refusing.state === "unconnected", "the refusal");
      expect(refused).toEqual([
        ["stateChanged", "connecting"],
        ["sslErrors", ["DEPTH_ZERO_SELF_SIGNED_CERT"]],
        ["errorOccurred", "certificate"],
        ["stateChanged", "unconnected"],
        ["disconnected"],
      ]);

      const ignoring = newClient();
      const ignored = record(ignoring);
      ignoring.on("sslErrors", () => ignoring.ignoreSslErrors());
      ignoring.open(secure.url);
      await until(() => ignoring.isValid, "the connection");
      expect(ignored).toEqual([
        ["stateChanged", "connecting"],
        ["sslErrors", ["DEPTH_ZERO_SELF_SIGNED_CERT"]],
        ["stateChanged", "connected"],
        ["connected"],
      ]);

      const throwing = newClient();
      const mistake = new Error("a mistake of the listener");
      throwing.on("sslErrors", () => {
        throw mistake;
      });
      const thrown = record(throwing);
      const unhandled = nextUnhandledRejection();
      throwing.open(secure.url);
      expect(await unhandled).toBe(mistake);
      expect(thrown.map(([name]) => name)).toEqual(["stateChanged", "stateChanged", "disconnected"]);

      const silent = newClient();
      const silenced = record(silent);
      silent.ignoreSslErrors();
      silent.open(secure.url);
      await until(() => silent.isValid, "the connection");
      expect(silenced.map(([name]) => name)).not.toContain("sslErrors");
    } finally {
      for (const client of clients) client.abort();
      secure.close();
    }
  });
});

/** What the process would be told of, in place of the test runner's own listeners. */
function nextUnhandledRejection(): Promise<unknown> {
  const before = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  return new Promise((resolve) => {
    process.once("unhandledRejection", (reason) => {
      for (const listener of before) process.on("unhandledRejection", listener);
      resolve(reason);
    });
  });
}

describe("fromConnection", () => {
  test("an accepted connection offers the same events and methods, without connected", async () => {
    await using pair = await socketPair();
    const far = new RawPeer(pair.near);
    pair.reads.receive = (bytes) => {
      far.bytes = Buffer.concat([far.bytes, bytes]);
    };
    const connection = new FrameConnection({ socket: pair.far, role: "server", url: "/chat?x=1" });
    const client = WebSocketClient.fromConnection(connection, {
      origin: "https://example.org",
      outgoingFrameSize: 2,
    });
    const events = record(client);
    expect(client).toMatchObject({
      state: "connected",
      requestUrl: "/chat?x=1",
      origin: "https://example.org",
    });
    pair.near.write(Buffer.from([0x81, 0x81, 0, 0, 0, 0, 0x61]));
    await until(() => events.length === 2, "the message");
    expect(client.sendTextMessage("abc")).toBe(3);
    expect(await far.hex(7)).toBe("01 02 61 62 80 01 63");
    client.abort();
    await until(() => client.state === "unconnected", "the end");
    expect(events).toEqual([
      ["textFrameReceived", "a", true],
      ["textMessageReceived", "a"],
      ["stateChanged", "unconnected"],
      ["disconnected"],
    ]);
  });
});

test("a text that a lost connection cut inside a code point does not go on in the next connection", async () => {
  const client = await connected();
  const frames: string[] = [];
  client.on("textFrameReceived", (frame) => frames.push(frame));
  peerTcp.write(Buffer.from([0x01, 0x02, 0xe4, 0xbd]));
  await until(() => frames.length === 1, "the fragment");
  peerTcp.destroy();
  await until(() => client.state === "unconnected", "the end");
  client.open(url);
  await until(() => client.isValid, "the next connection");
  peer.send("hi");
  await until(() => frames.length === 2, "the frame");
  expect(frames).toEqual(["", "hi"]);
});

test("requestUrl shows no part of a password, even one with an @", () => {
  const client = newClient();
  client.open("ws://user:p@ss@127.0.0.1:1/");
  expect(client.requestUrl).toBe("ws://127.0.0.1:1/");
});
