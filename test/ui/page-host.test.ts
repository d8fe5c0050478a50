// What the user interface says in HTTP, byte by byte.

import { once } from "node:events";
import { describe, expect, it, onTestFinished } from "vitest";
import { PageHost } from "../../src/ui/page-host.js";
import { type RawAnswer, RawClient, upgradeRequest } from "../server/raw-client.js";
import { openedUi, page, token } from "./opened-ui.js";

/** Sends a request as it stands and reads the answer, after which the other side must close. */
async function ask(port: number, request: string): Promise<RawAnswer> {
  const client = await RawClient.connect(port);
  onTestFinished(() => client.destroy());
  client.socket.write(request);
  return client.readLastAnswer();
}

function get(port: number, target: string, method = "GET"): string {
  return `${method} ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`;
}

/** Every answer is whole. */
function expectWhole({ headers, body }: RawAnswer): void {
  expect(headers.get("content-length")).toBe(String(Buffer.byteLength(body)));
  expect(headers.get("transfer-encoding")).toBeUndefined();
  expect(headers.get("connection")).toBe("close");
}

describe("the page", () => {
  it("is answered with every header that keeps others away", async () => {
    const { port } = await openedUi();
    const answer = await ask(port, get(port, `/?token=${token}`));
    expect(answer.status).toBe(200);
    expect(answer.body).toBe(page);
    expectWhole(answer);
    const headers = Object.fromEntries(answer.headers);
    delete headers.date;
    expect(headers).toEqual({
      "cache-control": "no-store",
      connection: "close",
      "content-length": String(page.length),
      "content-security-policy": "frame-ancestors 'none'",
      "content-type": "text/html; charset=utf-8",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
    });
  });

  it("is answered whatever cookies other servers of this machine have left", async () => {
    const { port } = await openedUi();
    const cookies = `Cookie: ${"other=0123456789; ".repeat(3_000)}x=y\r\n`;
    const request = `GET /?token=${token} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n${cookies}\r\n`;
    expect((await ask(port, request)).body).toBe(page);
  });

  it("is answered to HEAD without its body", async () => {
    const { port } = await openedUi();
    const { status, headers, body } = await ask(port, get(port, `/?token=${token}`, "HEAD"));
    expect({ status, body, length: headers.get("content-length") }).toEqual({
      status: 200,
      body: "",
      length: String(page.length),
    });
  });

  it.each([
    ["without the token", "GET / HTTP/1.1", "", 403, "the address lacks the token that wsrig printed"],
    ["elsewhere", `GET /x?token=${token} HTTP/1.1`, "", 404, "there is nothing here"],
    ["with POST", `POST /?token=${token} HTTP/1.1`, "", 405, "the method must be GET or HEAD"],
    [
      "from a foreign Origin",
      `GET /?token=${token} HTTP/1.1`,
      "Origin: http://evil.example\r\n",
      403,
      "the Origin header is not that of this user interface",
    ],
  ])(
    "is refused %s, with the same headers and a policy that allows nothing",
    async (_how, line, more, status, why) => {
      const { port } = await openedUi();
      const answer = await ask(port, `${line}\r\nHost: 127.0.0.1:${port}\r\n${more}\r\n`);
      expect({ status: answer.status, body: answer.body }).toEqual({ status, body: `${why}\n` });
      expectWhole(answer);
      expect(answer.headers.get("content-security-policy")).toBe(
        "default-src 'none'; frame-ancestors 'none'",
      );
      expect(answer.headers.get("cache-control")).toBe("no-store");
      expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
      expect(answer.headers.get("allow")).toBe(status === 405 ? "GET, HEAD" : undefined);
      // No answer but the page may be read as a page, and none repeats the token.
      expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
      expect(answer.body).not.toContain(token);
    },
  );

  it.each([
    ["HTTP/1.1 as the protocol has it", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400],
    ["HTTP/1.0 by the guard", `GET /?token=${token} HTTP/1.0\r\n\r\n`, 403],
  ])("is refused without a Host in %s", async (_what, request, status) => {
    const { port } = await openedUi();
    expect((await ask(port, request)).status).toBe(status);
  });

  it("never allows another origin to read anything", async () => {
    const { port, origin } = await openedUi();
    for (const from of [origin, "http://evil.example", "null"]) {
      const head = `GET /?token=${token} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${from}\r\nConnection: close\r\n\r\n`;
      const { headers } = await ask(port, head);
      expect([...headers.keys()].filter((name) => name.startsWith("access-control-"))).toEqual([]);
    }
  });
});

describe("the link", () => {
  it.each([
    ["without the token", "/link", {}, 403, "the address lacks the token that wsrig printed"],
    ["without an Origin", `/link?token=${token}`, { Origin: "" }, 403, "the Origin header is not that"],
    ["from null", `/link?token=${token}`, { Origin: "null" }, 403, "the Origin header is not that"],
    [
      "for a name",
      `/link?token=${token}`,
      { Host: "evil.example" },
      403,
      "the Host header is not an address",
    ],
    ["elsewhere", `/?token=${token}`, {}, 404, "there is nothing here"],
    [
      "with a Sec-Fetch-Site of another",
      `/link?token=${token}`,
      { "Sec-Fetch-Site": "same-site" },
      403,
      "a page",
    ],
  ])("is refused %s by a whole answer", async (_how, target, headers, status, why) => {
    const { port, origin } = await openedUi();
    const own = { Host: `127.0.0.1:${port}`, Origin: origin };
    const answer = await ask(port, upgradeRequest(target, { ...own, ...headers }));
    expect(answer.status).toBe(status);
    expect(answer.body.startsWith(why), answer.body).toBe(true);
    expectWhole(answer);
    expect(answer.headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
  });

  it.each([
    ["a key that is none", { "Sec-WebSocket-Key": "short" }, 400],
    ["a version that is none", { "Sec-WebSocket-Version": "1" }, 400],
    ["another protocol", { Upgrade: "h2c" }, 400],
  ])("is refused for %s", async (_what, headers, status) => {
    const { port, origin } = await openedUi();
    const own = { Host: `127.0.0.1:${port}`, Origin: origin };
    const answer = await ask(port, upgradeRequest(`/link?token=${token}`, { ...own, ...headers }));
    expect(answer.status).toBe(status);
    expectWhole(answer);
  });

  it("opens for the page, without compression", async () => {
    const { port, origin } = await openedUi();
    const client = await RawClient.connect(port);
    const own = { Host: `127.0.0.1:${port}`, Origin: origin };
    const offer = { "Sec-WebSocket-Extensions": "permessage-deflate" };
    client.socket.write(upgradeRequest(`/link?token=${token}`, { ...own, ...offer }));
    const { status, headers } = await client.readHead();
    expect(status).toBe(101);
    expect(headers.get("sec-websocket-extensions")).toBeUndefined();
    client.destroy();
  });
});

describe("whoever misbehaves harms nobody else", () => {
  // Every one of these once ended a process or may: an address that no URL parser takes, a method that Node treats apart.
  const strange = [
    "GET // HTTP/1.1",
    "GET http:// HTTP/1.1",
    "GET http://[ HTTP/1.1",
    "GET /?token=%E0%A4%A HTTP/1.1",
    "OPTIONS * HTTP/1.1",
    "CONNECT evil.example:443 HTTP/1.1",
    "TRACE / HTTP/1.1",
    "PRI * HTTP/2.0",
    "nonsense",
    "\u0016\u0003\u0001",
  ];

  it.each(strange)("asking %j", async (line) => {
    const { port } = await openedUi();
    for (const more of ["", "Upgrade: websocket\r\nConnection: Upgrade\r\n"]) {
      const client = await RawClient.connect(port);
      client.socket.write(`${line}\r\nHost: 127.0.0.1:${port}\r\n${more}\r\n`);
      // Answered or not, the connection ends.
      await client.readToEnd();
      client.destroy();
    }
    expect((await ask(port, get(port, `/?token=${token}`))).body).toBe(page);
  });

  it("a head that does not end is ended with 431 when it is too large", async () => {
    const { port } = await openedUi();
    const head = `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX: ${"x".repeat(70_000)}`;
    expect((await ask(port, head)).status).toBe(431);
  });

  it("a body that does not end is not waited for", async () => {
    const { port } = await openedUi();
    const request = `POST /?token=${token} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 1000000000\r\n\r\nx`;
    expect((await ask(port, request)).status).toBe(405);
  });

  it("half a request is not waited for when the interface ends", async () => {
    const { port, ui } = await openedUi();
    const client = await RawClient.connect(port);
    const ended = once(client.socket, "close");
    // The first answer shows that the half of the second request has come as well.
    const head = `HEAD / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`;
    const whole = `HEAD /?token=${token} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`;
    client.socket.write(whole + head);
    expect((await client.readHead()).status).toBe(200);
    client.socket.resume();
    await ui.close();
    await ended;
  });

  it("a client that says nothing, or half a head, is ended with 408 in time", async () => {
    const host = new PageHost({
      page,
      guard: () => ({ page: () => undefined, link: () => undefined }),
      onLink: () => expect.unreachable(),
      limits: { connections: 10, headersMs: 50, requestMs: 50, checkMs: 20 },
    });
    const { port } = await host.listen("127.0.0.1", 0);
    onTestFinished(() => host.close());
    const answers = await Promise.all(["", "GET / HTTP/1.1\r\nHost: x\r\n"].map((head) => ask(port, head)));
    expect(answers.map(({ status }) => status)).toEqual([408, 408]);
  });

  it("no more connections than allowed are held", async () => {
    const host = new PageHost({
      page,
      guard: () => ({ page: () => undefined, link: () => undefined }),
      onLink: () => expect.unreachable(),
      limits: { connections: 2, headersMs: 60_000, requestMs: 60_000, checkMs: 60_000 },
    });
    const { port } = await host.listen("127.0.0.1", 0);
    onTestFinished(() => host.close());
    const holders = [await RawClient.connect(port), await RawClient.connect(port)];
    const third = await RawClient.connect(port);
    expect(await third.readToEnd()).toEqual(Buffer.alloc(0));
    for (const { socket } of holders) expect(socket.destroyed).toBe(false);
    for (const holder of holders) holder.destroy();
  });
});
