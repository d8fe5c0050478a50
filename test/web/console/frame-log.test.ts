// The log of a window in real Chromium, told by a process that is not there.

import { readFile } from "node:fs/promises";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { LogEntry } from "../../../src/link/log-entry.js";
import { launchChromium } from "../chromium.js";
import { type FakeLog, openFakeLog } from "./fake-log.js";
import { floodBatch, LogEntries, oneOfEach } from "./log-entries.js";

let browser: Browser;
const opened: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  browser = await launchChromium();
});

afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

afterAll(async () => {
  await browser.close();
});

describe("the log of a window", () => {
  it("shows frames as messages that open to their frames, and nothing of a peer as markup", async () => {
    const { log } = await openLog(oneOfEach(new LogEntries(), 2));
    await expect.poll(() => log.status()).toBe("22 rows");
    await log.list.press("Home");
    const fragmented = log.row("Ein Satz, der über");
    expect(await log.cells(fragmented)).toEqual([
      "text 6 frames",
      "57 B",
      "Ein Satz, der über die Grenzen der Rahmen läuft: 你好",
    ]);
    await fragmented.locator(".log-line").click();
    expect(await fragmented.getAttribute("aria-expanded")).toBe("true");
    const frames = log.list.locator("[role=row][aria-level='2']");
    await expect.poll(() => frames.count()).toBe(6);
    expect(await log.cells(frames.first())).toEqual(["text", "10 B", "Ein Satz,"]);
    expect(await log.cells(frames.nth(5))).toEqual(["continuation FIN", "7 B", " 你好"]);
    await frames.first().locator(".log-line").click();
    expect(await frames.first().locator(".log-panel").textContent()).toBe("Ein Satz,·");

    const marked = log.row("reversed");
    await marked.locator(".log-line").click();
    expect(await marked.locator(".log-panel").textContent()).toBe(
      "hello→client↵\nsecond line \\u202e reversed <b>bold</b>",
    );
    expect(await log.list.locator("b").count()).toBe(0);
  });

  it("shows bytes as a dump, and says how many were not kept", async () => {
    const { log } = await openLog(oneOfEach(new LogEntries(), 2));
    const binary = log.row("9.77 KiB");
    await binary.locator(".log-line").click();
    const dump = await binary.locator(".dump").textContent();
    const lines = dump?.split("\n") ?? [];
    expect(lines[0]).toBe("0000 00 07 0e 15 1c 23 2a 31  38 3f 46 4d 54 5b 62 69  .....#*18?FMT[bi");
    expect(lines[255]?.slice(0, 4)).toBe("0ff0");
    expect(lines[256]).toBe("… 5.77 KiB not kept …");
  });

  it("is one stop of the Tab key, with keys to move, open, close and copy", async () => {
    const { page, log } = await openLog(oneOfEach(new LogEntries(), 2));
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await log.list.focus();
    await page.keyboard.press("Home");
    await expect.poll(() => log.current()).toContain("Looking up the host");
    for (let time = 0; time < 6; time += 1) await page.keyboard.press("ArrowDown");
    await expect.poll(() => log.current()).toContain("6 frames");
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => log.current()).toContain("continuation");
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => log.current()).toContain("6 frames");
    await page.keyboard.press("Control+c");
    await expect
      .poll(() => page.evaluate("navigator.clipboard.readText()"))
      .toBe("Ein Satz, der über die Grenzen der Rahmen läuft: 你好");
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => log.list.locator("[aria-level='2']").count()).toBe(0);
    await page.keyboard.press("Home");
    await page.keyboard.press("Shift+ArrowDown");
    await expect.poll(() => log.list.locator("[aria-selected='true']").count()).toBe(2);
    await page.keyboard.press("End");
    await expect.poll(() => log.current()).toContain("Unconnected");
    const before = await page.evaluate("document.activeElement.role");
    await page.keyboard.press("Tab");
    const after = await page.evaluate("document.activeElement.closest('[role=treegrid]') === null");
    expect([before, after]).toEqual(["treegrid", true]);
  });

  it("filters by what is typed and chosen", async () => {
    const { log } = await openLog(oneOfEach(new LogEntries(), 2));
    await log.section.getByRole("searchbox").fill("ff fe");
    await expect.poll(() => log.status()).toBe("1 row");
    await log.section.getByRole("searchbox").fill("nowhere");
    await expect
      .poll(() => log.section.locator(".log-empty").textContent())
      .toBe("No row passes the filter.");
    await log.section.getByRole("searchbox").fill("");
    await log.section.getByRole("button", { name: "Filter" }).click();
    await log.section.getByRole("radio", { name: "Sent" }).check({ force: true });
    await log.section.getByRole("checkbox", { name: "Events" }).uncheck();
    await expect.poll(() => log.status()).toBe("4 rows");
    expect(await log.section.getByRole("button", { name: "Filter (2)" }).count()).toBe(1);
  });

  it("pauses, counts what comes, and jumps to the end after; clears", async () => {
    const made = new LogEntries();
    const { fake, log } = await openLog(
      Array.from({ length: 100 }, (_, index) => made.frame(2, { payload: `row ${index}` })),
    );
    await expect.poll(() => log.status()).toBe("100 rows");
    await log.section.getByRole("button", { name: "Pause" }).click();
    const top = await log.scrollTop();
    fake.tell([made.frame(2, { payload: "late 1" }), made.frame(2, { payload: "late 2" })]);
    const resume = log.section.getByRole("button", { name: "Resume (2 new)" });
    await resume.waitFor();
    expect([await log.status(), await log.scrollTop()]).toEqual(["100 rows", top]);
    await resume.click();
    await expect.poll(() => log.status()).toBe("102 rows");
    await log.row("late 2").waitFor();
    await log.section.getByRole("button", { name: "Clear" }).click();
    await expect.poll(() => log.status()).toBe("0 rows");
    // Clear is disabled now.
    await log.section.locator("input[type=search]:focus").waitFor();
    fake.tell([made.frame(2, { payload: "after" })]);
    await expect.poll(() => log.status()).toBe("1 row");
  });

  it("keeps filter and pause while another view is open", async () => {
    const made = new LogEntries();
    const { fake, log, page } = await openLog(oneOfEach(made, 2));
    await log.section.getByRole("searchbox").fill("1000");
    await expect.poll(() => log.status()).toBe("3 rows");
    await log.section.getByRole("button", { name: "Pause" }).click();
    await page.getByRole("link", { name: "Reports" }).click();
    await log.section.waitFor({ state: "detached" });
    fake.tell([made.frame(2, { payload: "1000" }), made.frame(2, { payload: "other" })]);
    await page.getByRole("link", { name: "Windows" }).click();
    await log.section.getByRole("button", { name: "Resume (1 new)" }).click();
    await expect.poll(() => log.status()).toBe("4 rows");
    expect(await log.section.getByRole("searchbox").inputValue()).toBe("1000");
  });

  it("follows the end only while that is in view", async () => {
    const made = new LogEntries();
    const { fake, log, page } = await openLog(
      Array.from({ length: 300 }, (_, index) => made.frame(2, { payload: `row ${index}` })),
    );
    await log.row("row 299").waitFor();
    await log.list.hover();
    await page.mouse.wheel(0, -2_000);
    const toEnd = log.section.getByRole("button", { name: "To the end" });
    await toEnd.waitFor();
    const top = await log.scrollTop();
    fake.tell(Array.from({ length: 50 }, (_, index) => made.frame(2, { payload: `late ${index}` })));
    await expect.poll(() => log.status()).toBe("350 rows");
    expect(await log.scrollTop()).toBe(top);
    await toEnd.click();
    await log.row("late 49").waitFor();
    expect(await toEnd.count()).toBe(0);
    await log.list.and(page.locator(":focus")).waitFor();
    fake.tell([made.frame(2, { payload: "the last one" })]);
    await log.row("the last one").waitFor();
  });

  it("follows the end when its own height has changed", async () => {
    const made = new LogEntries();
    const { fake, log, page } = await openLog(
      Array.from({ length: 300 }, (_, index) => made.frame(2, { payload: `row ${index}` })),
    );
    await log.row("row 299").waitFor();
    let late = 0;
    for (const height of [1_500, 700, 1_300]) {
      await page.setViewportSize({ width: 1_400, height });
      await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))");
      late += 1;
      fake.tell([made.frame(2, { payload: `late ${late}` })]);
      await log.row(`late ${late}`).waitFor();
      expect(await log.section.getByRole("button", { name: "To the end" }).count()).toBe(0);
    }
  });

  it("follows the end when it hears of its own scrolling after it has become lower", async () => {
    const made = new LogEntries();
    const { fake, log } = await openLog(
      Array.from({ length: 300 }, (_, index) => made.frame(2, { payload: `row ${index}` })),
    );
    await log.row("row 299").waitFor();
    await log.list.evaluate((list) => {
      list.style.height = "200px";
      list.dispatchEvent(new Event("scroll"));
    });
    fake.tell([made.frame(2, { payload: "late" })]);
    await log.row("late").waitFor();
    expect(await log.section.getByRole("button", { name: "To the end" }).count()).toBe(0);
  });

  it("shows each window the conversations of its own", async () => {
    const made = new LogEntries();
    const rows = [1, 2, 3, 2].map((conversation) =>
      made.frame(conversation, { payload: `of conversation ${conversation}` }),
    );
    const { fake, log, page } = await openLog(rows);
    const server = new LogPart(page, "Log of the server");
    await expect.poll(() => server.status()).toBe("2 rows");
    expect(await log.status()).toBe("2 rows");
    fake.tell([made.frame(1, { payload: "one more of conversation 1" })]);
    await server.row("one more of conversation 1").waitFor();
    expect([await server.status(), await log.status()]).toEqual(["3 rows", "2 rows"]);
    await server.section.getByRole("button", { name: "Clear" }).click();
    await expect.poll(() => server.status()).toBe("0 rows");
    expect(await log.status()).toBe("2 rows");
  });

  it("saves the rows that pass the filter as JSON Lines", async () => {
    const { log, page } = await openLog(oneOfEach(new LogEntries(), 2));
    await log.section.getByRole("searchbox").fill("1000");
    await expect.poll(() => log.status()).toBe("3 rows");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      log.section.getByRole("button", { name: "Save" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^wsrig-log-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.jsonl$/);
    const saved = await readFile(await download.path(), "utf8");
    const kinds = saved
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(
      kinds.map(({ seq, kind, direction, opcode, code }) => ({ seq, kind, direction, opcode, code })),
    ).toEqual([
      { seq: 25, kind: "frame", direction: "sent", opcode: "close", code: 1000 },
      { seq: 26, kind: "frame", direction: "received", opcode: "close", code: 1000 },
      { seq: 27, kind: "closed", direction: undefined, opcode: undefined, code: 1000 },
    ]);
  });

  it("draws few of 100,000 rows, and answers while a flood comes in", async () => {
    const made = new LogEntries();
    const { fake, log } = await openLog(
      Array.from({ length: 1_000 }, (_, index) => made.frame(2, { payload: `row ${index}` })),
    );
    for (let batch = 1; batch < 100; batch += 1) {
      fake.tell(
        Array.from({ length: 1_000 }, (_, index) =>
          made.frame(2, { payload: `row ${batch * 1_000 + index}` }),
        ),
      );
    }
    await expect.poll(() => log.status(), { timeout: 20_000 }).toBe("100,000 rows");
    expect(await log.list.getAttribute("aria-rowcount")).toBe("100000");
    expect(await log.list.locator("[role=row]").count()).toBeLessThan(80);

    const flood = setInterval(() => fake.tell(floodBatch(made, 2)), 100);
    try {
      await expect
        .poll(() => log.status(), { timeout: 10_000 })
        .toMatch(/^100,000 rows · [\d,]+ older rows were dropped$/);
      await log.section.getByRole("button", { name: "Pause" }).click({ timeout: 5_000 });
      await log.section.getByRole("button", { name: /^Resume/ }).click({ timeout: 5_000 });
      await log.list.evaluate((list) => list.scrollTo(0, 1_600_000));
      await log.section.getByRole("button", { name: "To the end" }).click({ timeout: 5_000 });
      await log.row("4,800 frames").first().waitFor({ timeout: 5_000 });
      expect(await log.list.locator("[role=row]").count()).toBeLessThan(80);
    } finally {
      clearInterval(flood);
    }
  });
});

interface OpenedLog {
  readonly fake: FakeLog;
  readonly page: Page;
  readonly log: LogPart;
}

/** The log of a window. */
class LogPart {
  readonly section: Locator;
  readonly list: Locator;

  constructor(page: Page, name = "Log of the client") {
    this.section = page.getByRole("region", { name });
    this.list = this.section.getByRole("treegrid");
  }

  row(text: string): Locator {
    return this.list.locator("[role=row]", { hasText: text });
  }

  /** Kind, size and payload of a row. */
  async cells(row: Locator): Promise<readonly string[]> {
    const texts = await row.locator(".log-title, .log-size, .log-preview").allTextContents();
    return texts.map((text) => text.trimEnd());
  }

  async status(): Promise<string | null> {
    return this.section.locator(".log-status").textContent();
  }

  async current(): Promise<string | null | undefined> {
    const id = await this.list.getAttribute("aria-activedescendant");
    return id === null ? undefined : this.list.locator(`[id="${id}"]`).textContent();
  }

  async scrollTop(): Promise<number> {
    return this.list.evaluate((list) => list.scrollTop);
  }
}

async function openLog(entries: readonly LogEntry[]): Promise<OpenedLog> {
  const fake = await openFakeLog({ clients: [2], entries });
  opened.push(() => fake.close());
  const context = await browser.newContext({ viewport: { width: 1_400, height: 900 }, locale: "en" });
  opened.push(() => context.close());
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("console", (message) => problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  opened.push(async () => expect(problems).toEqual([]));
  await page.goto(fake.url);
  const log = new LogPart(page);
  await log.list.waitFor();
  return { fake, page, log };
}
