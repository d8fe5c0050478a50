// Listening from the server window in a real Chromium, with a process behind it that does what the test says.

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../chromium.js";
import { eventually } from "./eventually.js";
import { portInUse } from "./fake-windows.js";
import { focused, openWindow } from "./opened-server-window.js";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

describe("Listen", () => {
  test("asks for what was typed, is disabled then, and Stop appears; Stop turns it back", async () => {
    await using opened = await openWindow(browser);
    const { page, windows } = opened;
    const listen = page.getByRole("button", { name: "Listen" });
    const stop = page.getByRole("button", { name: "Stop" });
    expect(await stop.count()).toBe(0);
    await page.getByLabel("Port").fill("9001");
    await page.getByLabel("Behaviour").selectOption("/rooms/<name>");
    await page.getByLabel("name", { exact: true }).fill("blue sky");
    await page.getByLabel("Parameters").fill("self=1");
    await page.getByLabel("Subprotocols").fill("chat, superchat");
    await page.getByRole("radio", { name: "wss" }).check();
    await page.getByLabel("Compression").uncheck();
    await listen.click();
    await page.getByText("wss://127.0.0.1:9001").waitFor();
    expect(windows.listened).toEqual([
      {
        port: 9_001,
        behaviour: "/rooms/blue%20sky?self=1",
        secure: true,
        compression: false,
        subprotocols: ["chat", "superchat"],
      },
    ]);
    expect(await listen.isDisabled()).toBe(true);
    expect(await page.getByLabel("Port").isDisabled()).toBe(true);
    expect(await page.getByRole("status").getByText("Listening").isVisible()).toBe(true);
    await eventually(() => focused(page)).toBe("Address wss://127.0.0.1:9001");
    await stop.click();
    await stop.waitFor({ state: "detached" });
    expect(await listen.isEnabled()).toBe(true);
    await eventually(() => focused(page)).toBe("Listen");
    expect(await page.getByLabel("Port").inputValue()).toBe("9001");
    expect(opened.problems).toEqual([]);
  });

  test("is disabled while the server starts, and Stop is there", async () => {
    await using opened = await openWindow(browser);
    const { page, windows } = opened;
    windows.isSlow = true;
    await page.getByRole("button", { name: "Listen" }).click();
    await page.getByRole("status").getByText("Starting …").waitFor();
    expect(await page.getByRole("button", { name: "Listen" }).isDisabled()).toBe(true);
    expect(await page.getByRole("button", { name: "Stop" }).isEnabled()).toBe(true);
  });

  test("is what Enter in the field of the port does; an empty port is a free one", async () => {
    await using opened = await openWindow(browser);
    const { page, windows } = opened;
    await page.getByLabel("Port").fill("");
    await page.getByLabel("Port").press("Enter");
    await page.getByText("ws://127.0.0.1:41234").waitFor();
    expect(windows.listened.map(({ port }) => port)).toEqual([0]);
  });

  test("shows what the process says of the port beside the port, with the focus there", async () => {
    await using opened = await openWindow(browser);
    const { page, windows } = opened;
    const port = page.getByLabel("Port");
    windows.failing = portInUse(80);
    await port.fill("80");
    await page.getByRole("button", { name: "Listen" }).click();
    const problem = page.locator(".field-port .form-mistake");
    await eventually(() => problem.innerText()).toBe(
      "port 80 is in use by another program. Choose another port.",
    );
    expect(await port.getAttribute("aria-invalid")).toBe("true");
    expect(await port.getAttribute("aria-describedby")).toBe(await problem.getAttribute("id"));
    await eventually(() => focused(page)).toBe("Port");
    await port.fill("8080");
    await eventually(() => problem.innerText()).toBe("");
    expect(opened.problems).toEqual([]);
  });

  test("asks for nothing with a port that is none, or without a part of the path", async () => {
    await using opened = await openWindow(browser);
    const { page, windows } = opened;
    await page.getByLabel("Port").fill("65536");
    await page.getByLabel("Port").press("Enter");
    await page.getByText("Give a whole number from 0 to 65535.").waitFor();
    await page.getByLabel("Port").fill("0");
    await page.getByLabel("Behaviour").selectOption("/rooms/<name>");
    await page.getByRole("button", { name: "Listen" }).click();
    await page.getByText("Give one: it is part of the path.").waitFor();
    await eventually(() => focused(page)).toBe("name");
    expect(windows.listened).toEqual([]);
  });

  test("in one tab is seen in the other, with its options", async () => {
    await using opened = await openWindow(browser);
    const other = await opened.page.context().newPage();
    await other.goto(opened.ui.url);
    await other.getByLabel("Port").fill("9002");
    await other.getByRole("button", { name: "Listen" }).click();
    await opened.page.getByText("ws://127.0.0.1:9002").waitFor();
    expect(await opened.page.getByLabel("Port").inputValue()).toBe("9002");
    expect(await opened.page.getByRole("button", { name: "Listen" }).isDisabled()).toBe(true);
  });

  test("copies its address", async () => {
    await using opened = await openWindow(browser, { permissions: ["clipboard-read", "clipboard-write"] });
    const { page } = opened;
    await page.getByRole("button", { name: "Listen" }).click();
    await page.getByRole("button", { name: "Copy address" }).click();
    await page.getByText("Copied").waitFor();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe("ws://127.0.0.1:41234");
  });
});
