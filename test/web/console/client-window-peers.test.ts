// The client window with the process behind it, against servers: one by another library, one with a certificate of its own,
// and those that do not take the connection.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { WebSocket } from "ws";
import { startReferenceServer } from "../../../src/server/reference-server.js";
import { makeWindows } from "../../../src/ui/windows/windows-part.js";
import { echo, refusingUrl, startWsPeer } from "../../scenarios/peers.js";
import { launchChromium } from "../chromium.js";
import { type OpenedConsole, openConsole } from "./open-console.js";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function open(): Promise<OpenedConsole> {
  const opened = await openConsole(browser, { parts: (tabs) => [makeWindows({ tabs })] });
  opened.page.setDefaultTimeout(15_000);
  await opened.page.getByRole("tab", { name: "Client 1" }).waitFor();
  return opened;
}

const panel = (page: Page): Locator => page.getByRole("tabpanel");
const button = (page: Page, name: string): Locator => panel(page).getByRole("button", { name, exact: true });
const fact = (page: Page, name: string): Locator =>
  panel(page).locator("dl > div").filter({ hasText: name }).locator("dd");

async function connect(page: Page, url: string): Promise<void> {
  await panel(page).getByLabel("Address").fill(url);
  await panel(page).getByLabel("Address").press("Enter");
}

/** The steps of the handshake by name, the failed one marked. */
async function handshakeSteps(page: Page): Promise<readonly string[]> {
  await panel(page).locator("summary").getByText("Handshake").click();
  return shownSteps(page);
}

/** Of the open table; how long wsrig itself took is of no step, and told only where that was long. */
async function shownSteps(page: Page): Promise<readonly string[]> {
  const names = await panel(page).getByRole("rowheader").allInnerTexts();
  return names.filter((name) => name !== "wsrig itself");
}

test("a server by another library: greeting, subprotocol, fragments, bytes, a ping, and how it closes", async () => {
  const received: [string, boolean][] = [];
  const clients: WebSocket[] = [];
  await using peer = await startWsPeer(
    (client) => {
      clients.push(client);
      client.on("message", (data, isBinary) => received.push([String(data), isBinary]));
      echo(client);
    },
    { handleProtocols: (offered) => (offered.has("chat.v1") ? "chat.v1" : false), perMessageDeflate: true },
  );
  await using opened = await open();
  const { page, problems } = opened;
  await panel(page).getByText("Options").click();
  await panel(page).getByLabel("Subprotocols").fill("chat.v2, chat.v1");
  await panel(page).getByLabel("Compression").check();
  await connect(page, peer.url);
  await button(page, "Disconnect").waitFor();
  await expect.poll(() => fact(page, "Subprotocol").innerText()).toBe("chat.v1");
  expect(await fact(page, "Extensions").innerText()).toContain("permessage-deflate");
  await expect.poll(() => fact(page, "Received").innerText()).toMatch(/^1 message,/);
  expect(await handshakeSteps(page)).toEqual(["TCP", "Upgrade", "Total"]);
  await panel(page).getByText("HTTP/1.1 101 Switching Protocols").waitFor();

  await panel(page).getByLabel("In fragments").check();
  await panel(page).getByLabel("Bytes of a fragment").fill("4");
  await panel(page).getByLabel("Text message").fill("<b>fragments</b>");
  await panel(page).getByLabel("Text message").press("Enter");
  await panel(page).getByText("Binary", { exact: true }).click();
  await panel(page).getByLabel("Bytes in hexadecimal").fill("4f 4b");
  await button(page, "Send").click();
  await panel(page).getByText("Ping", { exact: true }).click();
  await button(page, "Send ping").click();
  await fact(page, "Last ping").waitFor();
  await expect.poll(() => fact(page, "Received").innerText()).toMatch(/^3 messages,/);
  expect(received).toEqual([
    ["你好, 服务器!", false],
    ["<b>fragments</b>", false],
    ["OK", true],
  ]);

  clients[0]?.close(4001, "enough");
  await expect
    .poll(() => fact(page, "Closed").innerText())
    .toBe("4001 application code · “enough” · clean · by the server");
  await button(page, "Connect").waitFor();
  expect(problems).toEqual([]);
});

test("a certificate that nobody vouches for: why not, and at the press of a button it connects", async () => {
  await using server = await startReferenceServer({ tls: true });
  await using opened = await open();
  const { page, problems } = opened;
  await connect(page, `${server.url}/echo`);
  await panel(page).getByRole("alert").getByText("the certificate is self-signed").waitFor();
  expect(await handshakeSteps(page)).toEqual(["TCP", "TLS failed here", "Total"]);
  await button(page, "Accept any certificate and connect").click();
  await button(page, "Disconnect").waitFor();
  await expect.poll(() => shownSteps(page)).toEqual(["TCP", "TLS", "Upgrade", "Total"]);
  await button(page, "Disconnect").click();
  await expect
    .poll(() => fact(page, "Closed").innerText())
    .toBe("1000 normal closure · clean · by this client");
  expect(problems).toEqual([]);
});

test("nothing listens, or what listens is no WebSocket server: each says why, at which step, and what to try", async () => {
  const http = createServer((_, response) =>
    response.writeHead(404, { "X-Why": "gone" }).end("no such page"),
  );
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  try {
    await using opened = await open();
    const { page, problems } = opened;
    const alert = panel(page).getByRole("alert").first();
    await connect(page, await refusingUrl());
    await alert.getByText("nothing listens at the address (ECONNREFUSED)").waitFor();
    await alert.getByText("Check host and port, and that the server runs.").waitFor();
    expect(await handshakeSteps(page)).toEqual(["TCP failed here", "Total"]);

    await connect(page, `ws://127.0.0.1:${(http.address() as AddressInfo).port}/chat`);
    await alert.getByText("the server answered 404 Not Found: no such page; must be 101").waitFor();
    await alert.getByText("Check the path.").waitFor();
    await panel(page).getByText("X-Why: gone").waitFor();
    expect(await shownSteps(page)).toEqual(["TCP", "Upgrade failed here", "Total"]);
    expect(problems).toEqual([]);
  } finally {
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
  }
});

test("an address that is none is told beside its field, and nothing is opened", async () => {
  await using opened = await open();
  const { page } = opened;
  await connect(page, "127.0.0.1:9001");
  await panel(page)
    .getByText(
      'URL "127.0.0.1:9001" cannot be read as a URL. Write ws://127.0.0.1:9001 if you mean a plain connection.',
    )
    .waitFor();
  await panel(page).getByLabel("Address").fill("ws://127.0.0.1:9001");
  expect(await panel(page).getByText("cannot be read as a URL").count()).toBe(0);
});
