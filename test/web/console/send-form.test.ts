// The sending tools, as a person uses them in Chromium.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "../chromium.js";
import { mistakeAt } from "./fake-client.js";
import { FakeWindows } from "./fake-windows.js";
import { openConsole } from "./open-console.js";
import { type OpenedClientWindow, openClientWindow } from "./opened-client-window.js";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function openConnected(): Promise<OpenedClientWindow> {
  const opened = await openClientWindow(browser);
  opened.fake.show({ state: "connected" });
  await opened.page.getByRole("button", { name: "Disconnect" }).waitFor();
  return opened;
}

const form = (page: Page): Locator => page.getByRole("tabpanel").getByRole("region", { name: "Sending" });
const text = (page: Page): Locator => form(page).getByLabel("Text message");
const isFocused = async (field: Locator): Promise<boolean> =>
  (await field.and(field.page().locator(":focus")).count()) === 1;
const choose = (page: Page, kind: string): Promise<void> =>
  form(page).getByText(kind, { exact: true }).click();
const send = (page: Page, name = "Send"): Promise<void> => form(page).getByRole("button", { name }).click();
const said = (page: Page, words: string): Promise<void> =>
  form(page).getByRole("status").getByText(words, { exact: true }).waitFor();

test("Enter sends a text, empties the field and keeps it focused; Shift+Enter begins a line", async () => {
  await using opened = await openConnected();
  const { page, fake, problems } = opened;
  await text(page).click();
  await page.keyboard.type("one");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("two");
  await page.keyboard.press("Enter");
  await said(page, "Sent");
  await page.keyboard.type("three");
  await page.keyboard.press("Enter");
  await expect
    .poll(() => fake.sent)
    .toEqual([
      { kind: "text", text: "one\ntwo" },
      { kind: "text", text: "three" },
    ]);
  expect(await text(page).inputValue()).toBe("");
  expect(await isFocused(text(page))).toBe(true);
  expect(problems).toEqual([]);
});

test("the button sends too, also an empty text, and gives the focus back to the field", async () => {
  await using opened = await openConnected();
  const { page, fake } = opened;
  await send(page);
  await said(page, "Sent");
  expect(fake.sent).toEqual([{ kind: "text", text: "" }]);
  expect(await isFocused(text(page))).toBe(true);
});

test("the arrow keys call back what was sent, and come back to what is being written", async () => {
  await using opened = await openConnected();
  const { page } = opened;
  await text(page).click();
  for (const word of ["first", "second"]) {
    await page.keyboard.type(word);
    await page.keyboard.press("Enter");
  }
  const shown: string[] = [];
  for (const key of ["ArrowUp", "ArrowUp", "ArrowDown", "ArrowDown"]) {
    await page.keyboard.press(key);
    shown.push(await text(page).inputValue());
  }
  expect(shown).toEqual(["second", "first", "second", ""]);
});

test("while there is no connection nothing is sent, and the form says why", async () => {
  await using opened = await openClientWindow(browser);
  const { page, fake } = opened;
  await said(page, "Connect first to send.");
  expect(await form(page).getByRole("button", { name: "Send" }).isDisabled()).toBe(true);
  await text(page).fill("kept");
  await text(page).press("Enter");
  expect(await text(page).inputValue()).toBe("kept");
  expect(fake.sent).toEqual([]);
});

test("a text that is refused stays in the field, with the reason beside it until it is changed", async () => {
  await using opened = await openConnected();
  const { page, fake } = opened;
  fake.refusal = mistakeAt("text", "the message takes too many bytes");
  await text(page).fill("refused");
  await text(page).press("Enter");
  await form(page).getByText("the message takes too many bytes").waitFor();
  expect(await text(page).inputValue()).toBe("refused");
  expect(await text(page).getAttribute("aria-invalid")).toBe("true");
  await text(page).press("End");
  await page.keyboard.type("!");
  expect(await form(page).getByText("the message takes too many bytes").count()).toBe(0);
  expect(await text(page).getAttribute("aria-invalid")).toBeNull();
});

test("what is about no field is an alert below the form", async () => {
  await using opened = await openConnected();
  const { page, fake } = opened;
  fake.refusal = mistakeAt("to", "too much to send at once");
  await text(page).fill("x");
  await text(page).press("Enter");
  await form(page).getByRole("alert").getByText("too much to send at once").waitFor();
});

test("hexadecimal digits are counted as they are typed, and sent as their bytes", async () => {
  await using opened = await openConnected();
  const { page, fake } = opened;
  await choose(page, "Binary");
  await form(page).getByLabel("Bytes in hexadecimal").fill("00 7f 80 ff");
  await form(page).getByText("4 bytes", { exact: true }).waitFor();
  await send(page);
  await said(page, "Sent");
  expect(fake.sent).toEqual([{ kind: "binary", base64: "AH+A/w==" }]);
});

test("a mistake in the digits is told with its place, and sending points at it", async () => {
  await using opened = await openConnected();
  const { page, fake } = opened;
  await choose(page, "Binary");
  const digits = form(page).getByLabel("Bytes in hexadecimal");
  await digits.fill("48 6g 6c");
  await form(page).getByText("Character 5, “g”, is no hexadecimal digit.").waitFor();
  await send(page);
  expect(await isFocused(digits)).toBe(true);
  expect(
    await page.evaluate("[document.activeElement.selectionStart, document.activeElement.selectionEnd]"),
  ).toEqual([4, 5]);
  expect(fake.sent).toEqual([]);
  await digits.fill("48 6");
  await form(page).getByText("A byte has two digits: at character 4 there is one.").waitFor();
  await digits.fill("48 65");
  await form(page).getByText("2 bytes", { exact: true }).waitFor();
});

test("a file is sent whole; one beyond 16 MiB is refused before it is read", async () => {
  await using opened = await openConnected();
  const { page, fake } = opened;
  const folder = await mkdtemp(join(tmpdir(), "wsrig-send-"));
  try {
    const small = Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 7) % 256));
    await writeFile(join(folder, "small.bin"), small);
    await writeFile(join(folder, "large.bin"), Buffer.alloc(16 * 1024 * 1024 + 1));
    await choose(page, "Binary");
    await form(page).locator("input[type=file]").setInputFiles(join(folder, "large.bin"));
    await form(page).getByText("This is more than 16 MiB, the most that can be sent at once.").waitFor();
    await send(page);
    await form(page).locator("input[type=file]").setInputFiles(join(folder, "small.bin"));
    await form(page).getByText("small.bin · 97.7 KiB").waitFor();
    await send(page);
    await said(page, "Sent");
    expect(fake.sent).toEqual([{ kind: "binary", base64: small.toString("base64") }]);
    await form(page).getByRole("button", { name: "Remove" }).click();
    await form(page).getByLabel("Bytes in hexadecimal").waitFor();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test("what takes a moment to reach the process is said to be under way", async () => {
  await using opened = await openConnected();
  const { page, fake } = opened;
  let answer = (): void => {};
  fake.answering = new Promise((resolve) => {
    answer = resolve;
  });
  await choose(page, "Binary");
  await form(page)
    .locator("input[type=file]")
    .setInputFiles({ name: "mebibyte.bin", mimeType: "", buffer: Buffer.alloc(1_048_576, 1) });
  await send(page);
  await said(page, "Sending …");
  answer();
  await said(page, "Sent");
});

test("fragments: the frames are counted, and a size that is none is told beside its field", async () => {
  await using opened = await openConnected();
  const { page, fake } = opened;
  await text(page).fill("你好, 服务器!");
  await form(page).getByLabel("In fragments").check();
  const size = form(page).getByLabel("Bytes of a fragment");
  await size.fill("4");
  await form(page).getByText("18 bytes · 5 frames", { exact: true }).waitFor();
  await send(page);
  await said(page, "Sent");
  await size.fill("0");
  await form(page).getByText("Must be a whole number from 1 to 16777216.").waitFor();
  await text(page).fill("not sent");
  await send(page);
  await size.fill("1");
  await choose(page, "Binary");
  await form(page).getByLabel("Bytes in hexadecimal").fill("0102");
  await form(page).getByText("2 bytes · 2 frames", { exact: true }).waitFor();
  await send(page);
  await expect
    .poll(() => fake.sent)
    .toEqual([
      { kind: "text", text: "你好, 服务器!", fragmentBytes: 4 },
      { kind: "binary", base64: "AQI=", fragmentBytes: 1 },
    ]);
});

test("a ping goes with and without a payload, of at most 125 bytes", async () => {
  await using opened = await openConnected();
  const { page, fake } = opened;
  await choose(page, "Ping");
  await send(page, "Send ping");
  const payload = form(page).getByLabel("Payload of the ping");
  await payload.fill("好".repeat(41));
  await form(page).getByText("123 of 125 bytes").waitFor();
  await payload.press("Enter");
  await expect.poll(() => fake.sent).toEqual([{ kind: "ping" }, { kind: "ping", text: "好".repeat(41) }]);
  await payload.fill("好".repeat(42));
  await form(page).getByText("A ping carries at most 125 bytes.").waitFor();
  await payload.press("Enter");
  await payload.fill("");
  await payload.press("Enter");
  await expect.poll(() => fake.sent.length).toBe(3);
});

test("a close frame: known codes by name, and each mistake beside its field", async () => {
  await using opened = await openConnected();
  const { page, fake, problems } = opened;
  await choose(page, "Close");
  const code = form(page).getByLabel("Close code");
  const reason = form(page).getByLabel("Reason (optional)");
  expect(await form(page).locator("datalist option").first().textContent()).toBe("normal closure");
  for (const [typed, told] of [
    ["1001", "going away"],
    ["4999", "application code"],
    ["1005", "This code must not stand in a close frame."],
    ["12", "Must be a number of four digits, or empty."],
    ["", "without a code"],
  ] as const) {
    await code.fill(typed);
    await form(page).locator("p").getByText(told, { exact: true }).waitFor();
  }
  await reason.fill("bye");
  await form(page).getByText("A reason needs a code before it.").waitFor();
  await send(page, "Send close");
  await code.fill("4000");
  await reason.fill("再".repeat(42));
  await form(page).getByText("A close frame carries at most 123 bytes of reason.").waitFor();
  await send(page, "Send close");
  await reason.fill("再".repeat(41));
  fake.refusal = mistakeAt("what.code", "the peer does not like 4000");
  await send(page, "Send close");
  await form(page).getByText("the peer does not like 4000").waitFor();
  expect(await code.getAttribute("aria-invalid")).toBe("true");
  await code.fill("");
  await reason.fill("");
  await send(page, "Send close");
  await expect
    .poll(() => fake.sent)
    .toEqual([{ kind: "close", code: 4000, reason: "再".repeat(41) }, { kind: "close" }]);
  expect(problems).toEqual([]);
});

test("what goes to several clients says to how many, and to nobody when the last one has left", async () => {
  const windows = new FakeWindows();
  let reached = 0;
  await using opened = await openConsole(browser, {
    parts: (tabs) =>
      windows.parts(tabs).map((part) => ({
        ...part,
        handlers: { ...part.handlers, send: () => ({ sent: reached }) },
      })),
  });
  const { page } = opened;
  page.setDefaultTimeout(15_000);
  windows.tellServer({ status: "listening", url: "ws://127.0.0.1:1" });
  windows.tellAccepted({ number: 1 }, { number: 2 }, { number: 3 });
  const sending = page.locator(".windows-server .send-form");
  for (const [left, told] of [
    [3, "Sent to 3 clients"],
    [1, "Sent to 1 client"],
    [0, "Sent to nobody: no connection was open"],
  ] as const) {
    await sending.getByLabel("Text message").fill("hello, clients!");
    reached = left;
    await sending.getByLabel("Text message").press("Enter");
    await sending.getByText(told, { exact: true }).waitFor();
  }
  // Nobody has it: it can be sent again when somebody is there.
  expect(await sending.getByLabel("Text message").inputValue()).toBe("hello, clients!");
});

test("what is being written survives another kind, and a reload of the page", async () => {
  await using opened = await openConnected();
  const { page } = opened;
  await text(page).fill("half a sen");
  await choose(page, "Binary");
  await form(page).getByLabel("Bytes in hexadecimal").fill("c0 ff ee");
  await page.reload();
  await expect.poll(() => form(page).getByLabel("Bytes in hexadecimal").inputValue()).toBe("c0 ff ee");
  await choose(page, "Text");
  expect(await text(page).inputValue()).toBe("half a sen");
});
