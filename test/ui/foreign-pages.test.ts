// What pages of others can do to a user interface, tried in Chromium: nothing. Each attempt is tried as well on a user
// interface whose guard is switched off, or on a careless server with the same page, where it succeeds: so its failure proves
// something.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { WebSocketServer } from "ws";
import { loadConsolePage } from "../../src/store/report-page.js";
import { PageHost } from "../../src/ui/page-host.js";
import { launchChromium } from "../web/chromium.js";
import { openedUi, token } from "./opened-ui.js";

let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  browser = await launchChromium([
    "--host-resolver-rules=MAP evil.example 127.0.0.1",
    // What Chromium does by itself against pages that reach for this machine is not what is tested: other browsers do not.
    "--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests,HttpsUpgrades",
  ]);
});
afterAll(() => browser?.close());
beforeEach(async () => {
  context = await browser.newContext();
  onTestFinished(() => context.close());
});

/** What is attacked. */
interface Target {
  readonly port: number;
  /** How many links of it were opened. */
  links(): number;
}

/** As wsrig serves it. */
async function guardedTarget(): Promise<Target> {
  let links = 0;
  const { port } = await openedUi({
    page: loadConsolePage(),
    snapshot: () => {
      links++;
      return [];
    },
  });
  return { port, links: () => links };
}

/** As wsrig would serve it without its guard. */
async function unguardedTarget(): Promise<Target> {
  let links = 0;
  const host = new PageHost({
    page: loadConsolePage(),
    guard: () => ({ page: () => undefined, link: () => undefined }),
    onLink: () => void links++,
  });
  onTestFinished(() => host.close());
  const { port } = await host.listen("127.0.0.1", 0);
  return { port, links: () => links };
}

/** The page on a server that sends no header for its defence, and lets everybody read. */
async function carelessTarget(): Promise<Target> {
  let links = 0;
  const page = loadConsolePage();
  const http = createServer((_request, response) => {
    response.writeHead(200, { "Content-Type": "text/html", "Access-Control-Allow-Origin": "*" }).end(page);
  });
  new WebSocketServer({ server: http }).on("connection", () => void links++);
  const { port } = await listening(http);
  return { port, links: () => links };
}

/** A site of somebody else. */
async function foreignSite(): Promise<{ readonly port: number; readonly referers: (string | undefined)[] }> {
  const referers: (string | undefined)[] = [];
  const http = createServer((request, response) => {
    referers.push(request.headers.referer);
    response.writeHead(200, { "Content-Type": "text/html", "Access-Control-Allow-Origin": "*" });
    response.end("<!doctype html><title>foreign</title>");
  });
  return { ...(await listening(http)), referers };
}

async function listening(http: ReturnType<typeof createServer>): Promise<{ port: number }> {
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    http.close();
    http.closeAllConnections();
  });
  return { port: (http.address() as AddressInfo).port };
}

const sites = [
  ["another port", "127.0.0.1"],
  ["another port of localhost", "localhost"],
  ["a foreign name on this machine", "evil.example"],
] as const;

async function openForeign(host: string): Promise<Page> {
  const { port } = await foreignSite();
  const page = await context.newPage();
  await page.goto(`http://${host}:${port}/`);
  return page;
}

/** The page of a foreign name, which was loaded from a server of its own, and then resolves to this machine. */
async function openRebound({ port }: Target): Promise<Page> {
  const page = await context.newPage();
  await page.route("**/attack", (route) => route.fulfill({ contentType: "text/html", body: "<title>evil" }));
  await page.goto(`http://evil.example:${port}/attack`);
  return page;
}

/** What `fetch` in the page comes to: the beginning of the text, the type of an answer that cannot be read, or its error. */
function fetched(page: Page, url: string, init = "{}"): Promise<unknown> {
  return page.evaluate(`
    fetch(${JSON.stringify(url)}, ${init})
      .then(async (answer) => answer.type === "opaque" ? "opaque" : answer.status + " " + (await answer.text()).slice(0, 15))
      .catch((error) => error.name)`);
}

/** What `new WebSocket` in the page comes to. */
function connected(page: Page, url: string): Promise<unknown> {
  return page.evaluate(`new Promise((resolve) => {
    const socket = new WebSocket(${JSON.stringify(url)});
    socket.onopen = () => resolve("opened");
    socket.onerror = () => resolve("refused");
  })`);
}

describe.each(sites)("a page on %s", (_what, host) => {
  it.each([
    ["with the token", `?token=${token}`],
    ["without the token", ""],
    ["with a wrong token", `?token=${"0".repeat(32)}`],
  ])("opens no WebSocket %s", async (_which, query) => {
    const page = await openForeign(host);
    const [guarded, unguarded] = [await guardedTarget(), await unguardedTarget()];
    for (const name of ["127.0.0.1", "localhost"]) {
      const url = (port: number): string => `ws://${name}:${port}/link${query}`;
      expect(await connected(page, url(guarded.port))).toBe("refused");
      expect(await connected(page, url(unguarded.port))).toBe("opened");
    }
    expect(guarded.links()).toBe(0);
    expect(unguarded.links()).toBe(2);
  });

  it("reads nothing of the page, even with the token", async () => {
    const page = await openForeign(host);
    const [guarded, careless] = [await guardedTarget(), await carelessTarget()];
    const url = (port: number): string => `http://127.0.0.1:${port}/?token=${token}`;
    expect(await fetched(page, url(guarded.port))).toBe("TypeError");
    expect(await fetched(page, url(careless.port))).toBe("200 <!doctype html>");
    // Without asking to read: refused to be carried into a foreign page at all.
    expect(await fetched(page, url(guarded.port), '{ mode: "no-cors" }')).toBe("TypeError");
    expect(await fetched(page, url(careless.port), '{ mode: "no-cors" }')).toBe("opaque");
  });

  it("posts nothing to it", async () => {
    const [guarded, careless] = [await guardedTarget(), await carelessTarget()];
    const posted = async ({ port }: Target): Promise<number> => {
      const page = await openForeign(host);
      const answer = page.waitForResponse(/token=/);
      await page.evaluate(`
        const form = document.createElement("form");
        form.method = "post";
        form.action = "http://127.0.0.1:${port}/?token=${token}";
        document.body.append(form);
        form.submit();`);
      return (await answer).status();
    };
    expect(await posted(guarded)).toBe(405);
    expect(await posted(careless)).toBe(200);
  });

  it("frames it not", async () => {
    const page = await openForeign(host);
    const [guarded, unguarded, careless] = [
      await guardedTarget(),
      await unguardedTarget(),
      await carelessTarget(),
    ];
    const framed = async ({ port }: Target): Promise<string> => {
      const url = `http://127.0.0.1:${port}/?token=${token}`;
      await page.evaluate(`new Promise((resolve) => {
        const frame = document.createElement("iframe");
        frame.src = ${JSON.stringify(url)};
        frame.onload = resolve;
        document.body.replaceChildren(frame);
      })`);
      const [frame] = page.mainFrame().childFrames();
      return (await frame?.locator("#page").count()) === 1 ? "the page" : "nothing";
    };
    expect(await framed(guarded)).toBe("nothing");
    // Refused by the headers alone too.
    expect(await framed(unguarded)).toBe("nothing");
    expect(await framed(careless)).toBe("the page");
    expect(guarded.links()).toBe(0);
  });

  it("may lead the person there, and keeps no hold of the tab", async () => {
    const page = await openForeign(host);
    const [guarded, careless] = [await guardedTarget(), await carelessTarget()];
    const opener = async ({ port }: Target): Promise<unknown> => {
      const opening = context.waitForEvent("page");
      await page.evaluate(`void open("http://127.0.0.1:${port}/?token=${token}")`);
      const opened = await opening;
      await opened.waitForLoadState();
      expect(await opened.locator("#page").count()).toBe(1);
      return opened.evaluate("opener === null ? 'none' : 'the foreign page'");
    };
    expect(await opener(guarded)).toBe("none");
    expect(await opener(careless)).toBe("the foreign page");
  });
});

describe("a page whose name resolves to this machine once it is loaded (DNS rebinding)", () => {
  it("reads nothing, though it is of the same origin for the browser", async () => {
    const [guarded, unguarded] = [await guardedTarget(), await unguardedTarget()];
    const url = `/?token=${token}`;
    expect(await fetched(await openRebound(guarded), url)).toBe("403 the Host header");
    expect(await fetched(await openRebound(unguarded), url)).toBe("200 <!doctype html>");
  });

  it("opens no WebSocket, though it is of the same origin for the browser", async () => {
    const [guarded, unguarded] = [await guardedTarget(), await unguardedTarget()];
    for (const query of ["", `?token=${token}`]) {
      const url = ({ port }: Target): string => `ws://evil.example:${port}/link${query}`;
      expect(await connected(await openRebound(guarded), url(guarded))).toBe("refused");
      expect(await connected(await openRebound(unguarded), url(unguarded))).toBe("opened");
    }
    expect(guarded.links()).toBe(0);
  });
});

describe("the own page", () => {
  /** The page as the person opens it, when its link is open. */
  async function openOwn(): Promise<{ readonly page: Page; readonly problems: readonly string[] }> {
    const { ui } = await openedUi({ page: loadConsolePage() });
    const page = await context.newPage();
    const problems: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
    });
    page.on("pageerror", (error) => problems.push(String(error)));
    await page.goto(ui.url);
    await expect.poll(() => ui.tabs.count).toBe(1);
    return { page, problems };
  }

  it("works: by its address, at localhost, and loaded again", async () => {
    const { page, problems } = await openOwn();
    const url = new URL(page.url());
    await page.reload();
    await page.locator("#page > *").first().waitFor();
    url.hostname = "localhost";
    // The socket of the page that was loaded again may be told of late.
    const link = `ws://localhost:${url.port}/link?token=${token}`;
    const opened = page.waitForEvent("websocket", (socket) => socket.url() === link);
    await page.goto(url.href);
    await opened;
    await page.locator("#page > *").first().waitFor();
    expect(problems).toEqual([]);
  });

  it("opens by a ticket once, at its lasting address, and a second time for nobody", async () => {
    const { ui, port } = await openedUi({ page: loadConsolePage() });
    const [ticket, page] = [ui.ticketUrl(), await context.newPage()];
    await page.goto(ticket);
    await expect.poll(() => ui.tabs.count).toBe(1);
    expect(page.url()).toBe(`http://127.0.0.1:${port}/?token=${token}`);
    await page.reload();
    await expect.poll(() => page.locator("#page > *").count()).toBeGreaterThan(0);
    const second = await context.newPage();
    expect((await second.goto(ticket))?.status()).toBe(403);
    expect(second.url()).toBe(ticket);
  });

  it("is no page without its token", async () => {
    const { page } = await openOwn();
    const answer = await page.goto(new URL("/", page.url()).href);
    expect(answer?.status()).toBe(403);
    expect(await page.locator("body").textContent()).toBe("the address lacks the token that wsrig printed\n");
  });

  it("connects to nothing but its own process", async () => {
    const { page } = await openOwn();
    const careless = await carelessTarget();
    const control = await context.newPage();
    await control.goto(`http://127.0.0.1:${(await foreignSite()).port}/`);
    const [web, socket] = [`http://127.0.0.1:${careless.port}/`, `ws://127.0.0.1:${careless.port}/`];
    expect(await fetched(page, web)).toBe("TypeError");
    expect(await fetched(control, web)).toBe("200 <!doctype html>");
    expect(await connected(page, socket)).toBe("refused");
    expect(await connected(control, socket)).toBe("opened");
    expect(careless.links()).toBe(1);
  });

  it.each([
    ["text as code", "eval('1')", "EvalError"],
    ["text as a function", "new Function('return 1')()", "EvalError"],
    ["text as markup", "document.body.innerHTML = '<b>x</b>'", "TypeError"],
    [
      "a policy that lets markup through",
      "trustedTypes.createPolicy('x', { createHTML: (x) => x })",
      "TypeError",
    ],
  ])("takes no %s", async (_what, code, error) => {
    const { page } = await openOwn();
    const control = await context.newPage();
    await control.goto(`http://127.0.0.1:${(await foreignSite()).port}/`);
    // In the page itself: what Playwright evaluates is above its policy.
    const tried = (where: Page): Promise<unknown> =>
      where.evaluate(`new Promise((resolve) => setTimeout(() => {
        try { ${code}; resolve("done"); } catch (error) { resolve(error.name); }
      }))`);
    expect(await tried(page)).toBe(error);
    expect(await tried(control)).toBe("done");
  });

  it("tells no other site where it came from: the token is in its address", async () => {
    const { page } = await openOwn();
    const site = await foreignSite();
    const control = await context.newPage();
    await control.goto(`http://127.0.0.1:${(await foreignSite()).port}/?token=${token}`);
    for (const one of [page, control]) {
      await one.evaluate(`void (location.href = "http://127.0.0.1:${site.port}/left")`);
      await one.waitForURL("**/left");
    }
    // A page without our policy says at least its origin.
    expect(site.referers[0]).toBeUndefined();
    expect(site.referers.filter((referer) => referer !== undefined)).toHaveLength(1);
  });
});
