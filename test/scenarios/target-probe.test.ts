import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { probeTarget } from "../../src/scenarios/target-probe.js";
import { startReferenceServer } from "../../src/server/reference-server.js";
import { echo, refusingUrl, startTcpPeer, startWsPeer } from "./peers.js";
import { startRawServer } from "./raw-server.js";

describe("a wsrig server is known by GET /", () => {
  test("over ws, whatever the path of the URL", async () => {
    await using server = await startReferenceServer();
    expect(await probeTarget(`${server.url.replace(/\/$/, "")}/echo?x=1`)).toEqual({
      isWsrig: true,
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      status: 200,
    });
  });

  test("over wss when its certificate is trusted or not looked at, and not otherwise", async () => {
    await using server = await startReferenceServer({ tls: true });
    expect((await probeTarget(server.url, { tls: { ca: server.certificate } })).isWsrig).toBe(true);
    expect((await probeTarget(server.url, { tls: { insecure: true } })).isWsrig).toBe(true);
    expect(await probeTarget(server.url)).toEqual({ isWsrig: false });
  });
});

describe("any other target is not", () => {
  test("a ws server, which answers 426", async () => {
    await using peer = await startWsPeer(echo);
    expect(await probeTarget(peer.url)).toEqual({ isWsrig: false, status: 426 });
  });

  test.each([
    ["a page", "<html>wsrig</html>"],
    ["another name", '{"name":"other"}'],
    ["no object", '"wsrig"'],
    ["a body without end", `{"name":"wsrig","filling":"${"x".repeat(70_000)}"}`],
  ])("%s", async (_, body) => {
    const server = createServer((_request, response) => void response.end(body));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const { port } = server.address() as AddressInfo;
      expect(await probeTarget(`ws://127.0.0.1:${port}`)).toEqual({ isWsrig: false, status: 200 });
    } finally {
      server.close();
    }
  });

  test("a refused connection", async () => {
    expect(await probeTarget(await refusingUrl())).toEqual({ isWsrig: false });
  });

  test("one that never answers, after the deadline", async () => {
    await using peer = await startTcpPeer(() => undefined);
    expect(await probeTarget(peer.url, { timeoutMs: 30 })).toEqual({ isWsrig: false });
  });

  test("one that upgrades what was no upgrade", async () => {
    await using peer = await startRawServer({});
    expect(await probeTarget(peer.url)).toEqual({ isWsrig: false });
  });
});
