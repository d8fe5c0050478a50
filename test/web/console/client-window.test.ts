// The client window, as a person uses it in Chromium.

import { readFile } from "node:fs/promises";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WsrigError } from "../../../src/errors.js";
import { launchChromium } from "../chromium.js";
import { freshOptions, mistakeAt } from "./fake-client.js";
import { openClientWindow } from "./opened-client-window.js";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const panel = (page: Page): Locator => page.getByRole("tabpanel");
const address = (page: Page): Locator => panel(page).getByLabel("Address");
const button = (page: Page, name: string): Locator => page.getByRole("button", { name, exact: true });
const tab = (page: Page, number: number): Locator =>
  page.getByRole("tab", { name: new RegExp(`^Client ${number} `) });
const openTab = (page: Page): Promise<string> =>
  page.locator('[role="tab"][aria-selected="true"]').innerText();
/** The step that is the current one, by its name. */
const step = (page: Page): Locator => panel(page).locator('[aria-current="step"]');

test("the first view is an address and Connect; Enter connects with what a new tab begins with", async () => {
  await using opened = await openClientWindow(browser);
  const { page, fake, problems } = opened;
  expect(await panel(page).getByLabel("Origin").isVisible()).toBe(false);
  await address(page).fill("ws://127.0.0.1:9001/chat");
  await address(page).press("Enter");
  await button(page, "Give up").waitFor();
  // The address cannot have the focus now.
  await button(page, "Give up").and(page.locator(":focus")).waitFor();
  expect(fake.asked).toEqual([
    {
      kind: "connect",
      id: expect.any(Number),
      conversation: 1,
      options: { ...freshOptions, url: "ws://127.0.0.1:9001/chat", greeting: "你好, 服务器!" },
    },
  ]);
  expect(problems).toEqual([]);
});

test("whoever connects with Enter types on: a message when connected, the address when not", async () => {
  await using opened = await openClientWindow(browser);
  const { page, fake } = opened;
  const focused = (): Promise<unknown> => page.evaluate("document.activeElement.labels?.[0]?.innerText");
  await address(page).press("Enter");
  await button(page, "Give up").waitFor();
  fake.show({ state: "connecting" });
  fake.show({ state: "unconnected" });
  await expect.poll(focused).toBe("Address");
  await address(page).press("Enter");
  await button(page, "Give up").waitFor();
  fake.show({ state: "connected" });
  await expect.poll(focused).toBe("Text message");
});

test("every option that is filled in is asked for", async () => {
  await using opened = await openClientWindow(browser);
  const { page, fake } = opened;
  await address(page).fill("wss://example.com");
  await panel(page).getByText("Options").click();
  await panel(page).getByLabel("Subprotocols").fill("chat.v2, chat.v1");
  await panel(page).getByLabel("Origin").fill("https://example.com");
  await button(page, "Add a header").click();
  await page.keyboard.type("X-Room");
  await page.keyboard.press("Tab");
  await page.keyboard.type("blue");
  await button(page, "Add a header").click();
  await panel(page).getByLabel("Name of header 2").fill("X-Gone");
  await button(page, "Remove header 2").click();
  await panel(page).getByLabel("Compression").check();
  await panel(page).getByLabel("Accept any certificate").check();
  await panel(page).getByLabel("Greeting", { exact: true }).fill("hello");
  await button(page, "Connect").click();
  await button(page, "Give up").waitFor();
  const options = {
    url: "wss://example.com",
    subprotocols: ["chat.v2", "chat.v1"],
    headers: [["X-Room", "blue"]],
    origin: "https://example.com",
    compression: true,
    insecure: true,
    greeting: "hello",
  };
  expect(fake.asked.at(-1)).toMatchObject({ kind: "connect", options });
  await button(page, "Give up").click();
  await panel(page).getByLabel("Send a greeting when connected").uncheck();
  await button(page, "Connect").click();
  await expect
    .poll(() => fake.asked.at(-1))
    .toMatchObject({ kind: "connect", options: { ...options, greeting: "" } });
});

test("each state is shown as it comes, with what can be done in it", async () => {
  await using opened = await openClientWindow(browser);
  const { page, fake } = opened;
  for (const [state, name, act] of [
    ["hostLookup", "Host lookup", "Give up"],
    ["connecting", "Connecting", "Give up"],
    ["connected", "Connected", "Disconnect"],
    ["closing", "Closing", "Drop"],
    ["unconnected", "Unconnected", "Connect"],
  ] as const) {
    fake.show({ state });
    await step(page).getByText(name, { exact: true }).waitFor();
    await button(page, act).waitFor();
    expect(await panel(page).getByRole("status").first().innerText()).toBe(name);
    await page.getByRole("tab", { name: `Client 1 (${name})`, exact: true }).waitFor();
    expect(await address(page).isDisabled()).toBe(state !== "unconnected");
  }
});

test("Give up and Drop abort, Disconnect sends close 1000", async () => {
  await using opened = await openClientWindow(browser);
  const { page, fake } = opened;
  fake.show({ state: "connecting" });
  await button(page, "Give up").click();
  await button(page, "Connect").waitFor();
  fake.show({ state: "connected" });
  await button(page, "Disconnect").click();
  await expect.poll(() => fake.sent).toEqual([{ kind: "close", code: 1000 }]);
  fake.show({ state: "closing" });
  await button(page, "Drop").click();
  await button(page, "Connect").waitFor();
  expect(fake.asked.map(({ kind }) => kind)).toEqual(["abort", "send", "abort"]);
});

test("the address is that of the server window, until a person types one", async () => {
  await using opened = await openClientWindow(browser);
  const { page, fake } = opened;
  expect(await address(page).inputValue()).toBe("ws://127.0.0.1:8080/");
  fake.showServer("ws://127.0.0.1:41001");
  await expect.poll(() => address(page).inputValue()).toBe("ws://127.0.0.1:41001");
  fake.show({ options: { ...freshOptions, url: "ws://127.0.0.1:41001" }, state: "connected" });
  fake.showServer(undefined);
  fake.show({
    state: "unconnected",
    closed: { code: 1001, reason: "", wasClean: true, initiatedBy: "peer" },
  });
  fake.showServer("ws://127.0.0.1:41002");
  await expect.poll(() => address(page).inputValue()).toBe("ws://127.0.0.1:41002");
  await address(page).fill("ws://example.com");
  fake.showServer("ws://127.0.0.1:41003");
  await page.reload();
  await expect.poll(() => address(page).inputValue()).toBe("ws://example.com");
});

test("a mistake that the process finds is told beside its field, which opens to show it", async () => {
  await using opened = await openClientWindow(browser);
  const { page, fake } = opened;
  fake.refusal = new WsrigError("usage-invalid-url", "URL “nowhere” is none", {
    path: "url",
    hint: "Write ws://.",
  });
  await address(page).fill("nowhere");
  await address(page).press("Enter");
  await panel(page).getByText("URL “nowhere” is none. Write ws://.").waitFor();
  expect(await address(page).getAttribute("aria-invalid")).toBe("true");
  await address(page).fill("ws://nowhere");
  expect(await address(page).getAttribute("aria-invalid")).toBeNull();
  // A mistake stays in the state of the client too, and must not come back beside a field that was changed.
  fake.show({ problem: { code: "usage-invalid-url", message: "the URL is none", path: "url" } });
  await address(page).fill("ws://anywhere");
  expect(await address(page).getAttribute("aria-invalid")).toBeNull();
  fake.show({ problem: undefined });
  fake.refusal = mistakeAt("options.origin", "the origin has a character that must not stand there");
  await address(page).press("Enter");
  await panel(page).getByText("the origin has a character that must not stand there").waitFor();
  expect(await panel(page).getByLabel("Origin").getAttribute("aria-invalid")).toBe("true");
});

test("a mistake that the page sees is told as it is typed, and nothing is asked", async () => {
  await using opened = await openClientWindow(browser);
  const { page, fake } = opened;
  await panel(page).getByText("Options").click();
  await panel(page).getByLabel("Subprotocols").fill("chat, chat");
  await panel(page).getByText("“chat” is there twice.").waitFor();
  await panel(page).getByText("Options").click();
  await address(page).press("Enter");
  await panel(page).getByText("“chat” is there twice.").waitFor();
  await panel(page).getByLabel("Subprotocols").fill("chat");
  await button(page, "Add a header").click();
  await page.keyboard.type("X Room");
  await panel(page).getByText("This is no name of a header.").waitFor();
  await address(page).press("Enter");
  expect(fake.asked).toEqual([]);
});

test("why it could not connect is an alert with a hint, and the failed step is marked", async () => {
  await using opened = await openClientWindow(browser);
  const { page, fake } = opened;
  fake.show({
    problem: {
      code: "tcp-refused",
      message: "127.0.0.1:1 refused the connection",
      hint: "Is the server running?",
    },
    handshake: {
      steps: [
        { step: "dns", us: 120 },
        { step: "tcp", us: 90 },
      ],
      totalUs: 210,
      failedStep: "tcp",
    },
  });
  const alert = panel(page).getByRole("alert").first();
  await alert.getByText("127.0.0.1:1 refused the connection").waitFor();
  await alert.getByText("Is the server running?").waitFor();
  await panel(page).locator("summary").getByText("Handshake").click();
  expect(await panel(page).getByRole("row").allInnerTexts()).toEqual([
    "Step\tTime",
    "Host lookup\t120 µs",
    "TCP failed here\t90 µs",
    "Total\t210 µs",
  ]);
  expect(await panel(page).getByRole("region", { name: "Request" }).innerText()).toContain(
    "Nothing was sent.",
  );
  expect(await panel(page).getByRole("region", { name: "Response" }).innerText()).toContain("Nothing came.");
});

test("a certificate that is not trusted can be accepted at once, for this and the next connections", async () => {
  await using opened = await openClientWindow(browser);
  const { page, fake } = opened;
  await address(page).fill("wss://127.0.0.1:9001");
  fake.show({
    problem: { code: "certificate", message: "the certificate is self-signed", hint: "--insecure" },
  });
  const alert = panel(page).getByRole("alert").first();
  await alert.getByText("If you know the server, as one on this machine,").waitFor();
  expect(await alert.innerText()).not.toContain("--insecure");
  await button(page, "Accept any certificate and connect").click();
  await button(page, "Give up").waitFor();
  expect(fake.asked.at(-1)).toMatchObject({
    kind: "connect",
    options: { url: "wss://127.0.0.1:9001", insecure: true },
  });
  fake.show({ state: "unconnected" });
  await button(page, "Connect").waitFor();
  await panel(page).getByText("Options").click();
  expect(await panel(page).getByLabel("Accept any certificate", { exact: true }).isChecked()).toBe(true);
  expect(await button(page, "Accept any certificate and connect").count()).toBe(0);
});

test("what was agreed, carried and timed is shown, with both header blocks; what hides in them is seen", async () => {
  await using opened = await openClientWindow(browser);
  const { page, fake } = opened;
  fake.show({
    state: "connected",
    subprotocol: "chat.v2",
    extensions: "permessage-deflate",
    messagesSent: 1,
    bytesSent: 18,
    messagesReceived: 1_200,
    bytesReceived: 65_536,
    pingUs: 312,
    handshake: {
      steps: [{ step: "upgrade", us: 900 }],
      totalUs: 1_234,
      request: ["GET /chat HTTP/1.1", "Host: 127.0.0.1:9001"],
      response: ["HTTP/1.1 101 Switching Protocols", "X-Odd: <img src=x onerror=alert(1)>\u202e"],
    },
  });
  const facts = panel(page).locator("dl");
  await facts.getByText("chat.v2").waitFor();
  expect((await facts.innerText()).split("\n")).toEqual([
    "Sent",
    "1 message, 18 B",
    "Received",
    "1,200 messages, 64 KiB",
    "Last ping",
    "312 µs",
    "Subprotocol",
    "chat.v2",
    "Extensions",
    "permessage-deflate",
  ]);
  await panel(page).locator("summary").getByText("Handshake").click();
  await panel(page).getByRole("region", { name: "Request" }).getByText("GET /chat HTTP/1.1").waitFor();
  const response = await panel(page).getByRole("region", { name: "Response" }).innerText();
  expect(response).toContain("X-Odd: <img src=x onerror=alert(1)>");
  expect(response).toContain("\\u202e");
  expect(await panel(page).locator("img").count()).toBe(0);
});

test("how it closed is told: code with its name, reason, whether it was clean, and by whom", async () => {
  await using opened = await openClientWindow(browser);
  const { page, fake } = opened;
  const facts = panel(page).locator("dd").first();
  for (const [closed, told] of [
    [
      { code: 1000, reason: "bye", wasClean: true, initiatedBy: "peer" },
      "1000 normal closure · “bye” · clean · by the server",
    ],
    [
      { code: 1006, reason: "", wasClean: false, initiatedBy: "none" },
      "1006 abnormal closure · not clean · by neither side",
    ],
    [
      { code: 4001, reason: "", wasClean: true, initiatedBy: "local" },
      "4001 application code · clean · by this client",
    ],
  ] as const) {
    fake.show({ closed });
    await expect.poll(() => facts.innerText()).toBe(told);
  }
});

test("the tabs are reached and changed by keyboard, by the pattern of ARIA", async () => {
  await using opened = await openClientWindow(browser);
  const { page, fake, problems } = opened;
  await button(page, "Add a client").click();
  await tab(page, 2).waitFor();
  await button(page, "Add a client").click();
  await tab(page, 3).waitFor();
  await expect.poll(() => openTab(page)).toContain("Client 3");
  await tab(page, 3).focus();
  for (const [key, open] of [
    ["ArrowRight", 1],
    ["ArrowLeft", 3],
    ["ArrowLeft", 2],
    ["Home", 1],
    ["End", 3],
  ] as const) {
    await page.keyboard.press(key);
    await tab(page, open).and(page.locator(":focus")).waitFor();
    expect(await tab(page, open).getAttribute("aria-selected")).toBe("true");
    expect(await page.locator('[role="tab"][tabindex="0"]').count()).toBe(1);
    const controls = await tab(page, open).getAttribute("aria-controls");
    expect(await panel(page).getAttribute("id")).toBe(controls);
  }
  await page.keyboard.press("Delete");
  await tab(page, 3).waitFor({ state: "detached" });
  await tab(page, 2).and(page.locator(":focus")).waitFor();
  expect(fake.clients.map(({ number }) => number)).toEqual([1, 2]);
  expect(problems).toEqual([]);
});

test("closing a tab that has a connection asks first", async () => {
  await using opened = await openClientWindow(browser);
  const { page, fake } = opened;
  fake.show({ state: "connected" });
  await button(page, "Close client 1").click();
  const dialog = page.getByRole("dialog", { name: "Client 1 has a connection." });
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await button(page, "Close client 1").and(page.locator(":focus")).waitFor();
  expect(fake.asked).toEqual([]);
  await button(page, "Close client 1").click();
  await dialog.getByRole("button", { name: "Close" }).click();
  await page.getByText("There is no client. Add one with +.").waitFor();
  expect(fake.asked.map(({ kind }) => kind)).toEqual(["removeClient"]);
  await button(page, "Add a client").click();
  await tab(page, 2).waitFor();
});

test("a tab is filled in like the one that it was added beside, and each keeps its own", async () => {
  await using opened = await openClientWindow(browser);
  const { page } = opened;
  await address(page).fill("ws://one");
  await panel(page).getByLabel("Text message").fill("for one");
  await button(page, "Add a client").click();
  await expect.poll(() => openTab(page)).toContain("Client 2");
  expect(await address(page).inputValue()).toBe("ws://one");
  expect(await panel(page).getByLabel("Text message").inputValue()).toBe("");
  await address(page).fill("ws://two");
  await page.reload();
  await expect.poll(() => address(page).inputValue()).toBe("ws://two");
  await tab(page, 1).click();
  expect(await address(page).inputValue()).toBe("ws://one");
  expect(await panel(page).getByLabel("Text message").inputValue()).toBe("for one");
});

test("a page that is loaded again shows the connections that are open, as they were asked", async () => {
  await using opened = await openClientWindow(browser);
  const { page, fake } = opened;
  await address(page).fill("ws://typed-and-not-asked");
  fake.show({ state: "connected", options: { ...freshOptions, url: "ws://asked", origin: "https://asked" } });
  await page.reload();
  await button(page, "Disconnect").waitFor();
  expect(await address(page).inputValue()).toBe("ws://asked");
  expect(await panel(page).getByLabel("Origin").inputValue()).toBe("https://asked");
});

test("a conversation is exported as a file, with its notes and the command that plays it", async () => {
  await using opened = await openClientWindow(browser);
  const { page, fake, problems } = opened;
  fake.exported = {
    fileName: "conversation-1.yaml",
    text: "name: 会话\n",
    url: "ws://127.0.0.1:9001",
    notes: ["A header is left out."],
  };
  const download = page.waitForEvent("download");
  await button(page, "Export as scenario").click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("conversation-1.yaml");
  expect(await readFile(await file.path(), "utf8")).toBe("name: 会话\n");
  await panel(page).getByText("A header is left out.").waitFor();
  await panel(page)
    .getByText("wsrig run conversation-1.yaml --url ws://127.0.0.1:9001", { exact: true })
    .waitFor();
  await button(page, "Copy the command").waitFor();
  fake.refusal = mistakeAt("conversation", "nothing was said yet");
  await button(page, "Export as scenario").click();
  await panel(page).getByText("nothing was said yet").waitFor();
  expect(problems).toEqual([]);
});

test("at 400 px, in Chinese and in the dark nothing is wider than the page", async () => {
  await using opened = await openClientWindow(browser, {
    viewport: { width: 400, height: 800 },
    colorScheme: "dark",
    locale: "zh-CN",
  });
  const { page, fake } = opened;
  await page.getByRole("radio", { name: "客户端" }).check();
  fake.show({ state: "connected", extensions: "permessage-deflate; client_max_window_bits=15" });
  await button(page, "断开").waitFor();
  await page.getByRole("tabpanel").getByText("选项").click();
  for (const kind of ["二进制", "Ping", "关闭"]) {
    await page.getByRole("tabpanel").getByText(kind, { exact: true }).click();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(400);
  }
});
