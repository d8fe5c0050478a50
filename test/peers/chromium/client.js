// Goes through all cases of a conformance listener with Chromium's own WebSocket: the listener's page drives it.
//
//   client.js URL AGENT JOBS    client.js version

import { createJiti } from "jiti";

// A loader for one file: registered for all modules it breaks those of Playwright.
const { launchChromium } = await createJiti(import.meta.url).import("../../web/chromium.ts");
const [url, agent, jobs] = process.argv.slice(2);
const browser = await launchChromium();
try {
  if (url === "version") console.log(browser.version());
  else await visit();
} finally {
  await browser.close();
}

async function visit() {
  const page = await browser.newPage();
  const crashed = new Promise((_, reject) => {
    page.once("crash", () => reject(new Error("the page crashed")));
    page.once("close", () => reject(new Error("the page was closed")));
  });
  await page.goto(`${url.replace(/^ws/, "http")}/?${new URLSearchParams({ agent, jobs, run: "" })}`);
  // Not its title: Playwright finds no text in the head.
  const done = page.locator("[role=status]", { hasText: /All \d+ cases are done/ }).waitFor({ timeout: 0 });
  await Promise.race([done, crashed]);
  crashed.catch(() => {});
}
