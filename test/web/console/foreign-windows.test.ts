// The two windows of the page against peers that we did not write: the server window against Chromium's own WebSocket, the
// client window against servers of other libraries.

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeWindows } from "../../../src/ui/windows/windows-part.js";
import { peerPath, startPeer } from "../../peers/peer-process.js";
import { launchChromium } from "../chromium.js";
import { playAgainstEcho } from "./echo-play.js";
import { eventually } from "./eventually.js";
import { type OpenedConsole, openConsole } from "./open-console.js";
import { playedServer } from "./played-windows.js";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

function openWindows(): Promise<OpenedConsole> {
  return openConsole(browser, {
    parts: (tabs) => [makeWindows({ tabs })],
    // Tall enough for both logs to be drawn whole.
    context: { viewport: { width: 1_600, height: 2_000 } },
  });
}

/** A blank page with a WebSocket of the browser, which writes down what happens to it. */
async function openSocket(url: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto("about:blank");
  await page.evaluate(`new Promise((resolve, reject) => {
    window.heard = [];
    window.socket = new WebSocket(${JSON.stringify(`${url}/of/chromium?a=1`)}, ["other", "chat"]);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => resolve();
    socket.onerror = () => reject(new Error("not connected"));
    socket.onmessage = ({ data }) => heard.push(typeof data === "string" ? data : [...new Uint8Array(data)].join(" "));
    socket.onclose = ({ code, reason, wasClean }) => heard.push([code, reason, wasClean].join(" "));
  })`);
  return page;
}

test("the server window speaks with Chromium's own WebSocket: subprotocol, compression, fragments, close codes", {
  timeout: 120_000,
}, async () => {
  await using opened = await openWindows();
  const { page, problems } = opened;
  const server = playedServer(page);
  await server.root.getByLabel("Subprotocols").fill("chat");
  await server.root.getByLabel("Compression").check();
  const url = await server.listen();

  const first = await openSocket(url);
  expect(await first.evaluate("[socket.protocol, socket.extensions.split(';')[0]].join(' ')")).toBe(
    "chat permessage-deflate",
  );
  await eventually(server.clients).toEqual(["1 | Open | 0 / 0 | 0 B / 0 B | – | /of/chromium?a=1 | chat"]);
  await first.evaluate("socket.send('Hello from Chromium'); socket.send(new Uint8Array([0, 255, 16]))");
  await eventually(server.rows).toEqual([
    "·event Client 1 Connected",
    expect.stringMatching(/^↓received Client 1 text FIN.* 19 B Hello from Chromium$/),
    expect.stringMatching(/^↓received Client 1 binary FIN.* 3 B 00 ff 10$/),
  ]);

  const second = await openSocket(url);
  await eventually(server.clients).toHaveLength(2);
  await server.selectOnly(2);
  await server.sendFragments("in three frames", 6);
  await server.selectAll();
  await server.sendText("for both");
  await eventually(() => first.evaluate("heard")).toEqual(["for both"]);
  await eventually(() => second.evaluate("heard")).toEqual(["in three frames", "for both"]);
  await server.ping();
  await eventually(async () =>
    (await server.rows()).filter((row) => row.includes("Round trip")),
  ).toHaveLength(2);

  await server.selectOnly(1);
  await server.close(4_001, "enough");
  await eventually(() => first.evaluate("heard.at(-1)")).toBe("4001 enough true");
  await second.evaluate("socket.close(3001, 'bye')");
  await eventually(async () => (await server.clients())[1]).toMatch(/^2 \| Closed 3001 bye \| /);
  await eventually(() => second.evaluate("heard.at(-1)")).toBe("3001  true");

  const third = await openSocket(url);
  await server.root.getByRole("button", { name: "Stop" }).click();
  await eventually(() => third.evaluate("heard.at(-1)")).toMatch(/^1001 .*true$/);
  expect(problems).toEqual([]);
});

test.each([
  ["ws 8", "ws", 4_001],
  ["faye-websocket 0.11", "faye", 4_001],
  // It answers any close frame with 1000.
  ["websocket 1.0", "websocket-node", 1_000],
] as const)(
  "the client window speaks with a server of %s",
  { timeout: 120_000 },
  async (_, folder, answersWith) => {
    const peer = await startPeer(process.execPath, [peerPath(folder, "server.js")]);
    try {
      await using opened = await openWindows();
      await playAgainstEcho(opened.page, { url: peer.url, answersWith });
      expect(opened.problems).toEqual([]);
    } finally {
      await peer.stop();
    }
  },
);
