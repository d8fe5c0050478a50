// The original sample, played in a real Chromium on the page of the built `wsrig ui`: one server window, three clients.

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startCli } from "../../cli/run-cli.js";
import { launchChromium } from "../chromium.js";
import { eventually } from "./eventually.js";
import { watchProblems } from "./open-console.js";
import { playedClient, playedServer } from "./played-windows.js";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

const greeting = "你好, 服务器!";

test("the sample: listen, connect, greet, talk, fragments, ping, close, stop", {
  timeout: 60_000,
}, async () => {
  const ui = startCli(["ui", "--no-open", "--quiet"]);
  const [address = ""] = (await ui.stdoutHas("\n")).split("\n");
  // Tall enough for both logs to be drawn whole.
  const page = await browser.newPage({ viewport: { width: 1_600, height: 2_000 } });
  const problems = watchProblems(page);
  await page.goto(address);
  const server = playedServer(page);
  const client = playedClient(page);
  const listen = server.root.getByRole("button", { name: "Listen" });
  const stop = server.root.getByRole("button", { name: "Stop" });

  // Listen: the button is disabled, and Stop appears.
  expect(await stop.count()).toBe(0);
  const url = await server.listen();
  expect(url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+$/);
  expect(await listen.isDisabled()).toBe(true);
  expect(await stop.isEnabled()).toBe(true);

  // A client connects: both sides say so, and its greeting is on both.
  await client.connect(url);
  await eventually(server.rows).toEqual([
    "·event Client 1 Connected",
    `↓received Client 1 text FIN 18 B ${greeting}`,
  ]);
  await eventually(client.rows).toEqual([
    "·event Connecting",
    "·event Connected",
    `↑sent text FIN 18 B ${greeting}`,
  ]);
  await eventually(server.clients).toEqual([expect.stringMatching(/^1 \| Open \| 1 \/ 0 \| /)]);

  // Messages both ways.
  await server.sendText("Hello, client!");
  await eventually(client.rows).toContain("↓received text FIN 14 B Hello, client!");
  await client.sendText("Hello, server!");
  await eventually(server.rows).toContain("↓received Client 1 text FIN 14 B Hello, server!");
  await eventually(server.clients).toEqual([expect.stringMatching(/^1 \| Open \| 2 \/ 1 \| /)]);

  // A second and a third client.
  for (const number of [2, 3]) {
    await client.add();
    await client.connect(url);
    await eventually(server.rows).toContain(`↓received Client ${number} text FIN 18 B ${greeting}`);
  }
  await eventually(server.clients).toEqual([
    expect.stringMatching(/^1 \| Open \| 2 \/ 1 \| /),
    expect.stringMatching(/^2 \| Open \| 1 \/ 0 \| /),
    expect.stringMatching(/^3 \| Open \| 1 \/ 0 \| /),
  ]);

  // To one, and to all.
  await server.selectOnly(2);
  await server.sendText("for the second alone");
  await eventually(server.rows).toContain("↑sent Client 2 text FIN 20 B for the second alone");
  await server.selectAll();
  await server.sendText("for all");
  for (const number of [1, 2, 3]) {
    await client.open(number);
    await eventually(client.rows).toContain("↓received text FIN 7 B for all");
    const alone = (await client.rows()).filter((row) => row.includes("alone"));
    expect(alone).toEqual(number === 2 ? ["↓received text FIN 20 B for the second alone"] : []);
  }

  // Fragments: one message with its payload, and its frames below it, on both sides.
  await client.sendFragments("fragmented!", 4);
  const framesOf = async (window: typeof server | typeof client): Promise<string[]> => {
    const rows = await window.rows();
    const at = rows.findIndex((row) => row.includes("3 frames"));
    return rows.slice(at, at + 4);
  };
  await eventually(client.rows).toContain("↑sent text 3 frames 11 B fragmented!");
  await eventually(server.rows).toContain("↓received Client 3 text 3 frames 11 B fragmented!");
  await client.openRow("3 frames");
  await eventually(() => framesOf(client)).toEqual([
    "↑sent text 3 frames 11 B fragmented! fragmented!",
    "↑sent text 4 B frag",
    "↑sent continuation 4 B ment",
    "↑sent continuation FIN 3 B ed!",
  ]);
  await server.openRow("3 frames");
  await eventually(() => framesOf(server)).toEqual([
    "↓received Client 3 text 3 frames 11 B fragmented! fragmented!",
    "↓received Client 3 text 4 B frag",
    "↓received Client 3 continuation 4 B ment",
    "↓received Client 3 continuation FIN 3 B ed!",
  ]);

  // The time of a ping.
  await server.selectOnly(1);
  await server.ping();
  await eventually(server.rows).toContainEqual(
    expect.stringMatching(/^↓received Client 1 Round trip [\d.]+ (µs|ms)$/),
  );
  await eventually(async () => (await server.clients())[0]).toMatch(/^1 \|.* \| [\d.]+ (µs|ms) \| \/ \| –$/);

  // The close code, on both sides: closed by the server, and by a client.
  await server.selectOnly(2);
  await server.close(4_001, "enough");
  await client.open(2);
  await eventually(client.rows).toContainEqual(expect.stringMatching(/^·event Closed: 4001 .*enough/));
  await client.closedFact(/^4001 application code · “enough” · clean · by the server$/).waitFor();
  await eventually(async () => (await server.clients())[1]).toMatch(/^2 \| Closed 4001 \| /);
  await client.open(3);
  await client.close(4_002, "done");
  await eventually(async () => (await server.clients())[2]).toMatch(/^3 \| Closed 4002 done \| /);
  await eventually(client.rows).toContainEqual(expect.stringMatching(/^·event Closed: 4002 /));
  await eventually(server.rows).toContainEqual(expect.stringMatching(/^·event Client 3 Closed: 4002 .*done/));

  // Stop disconnects all, and Listen is there again.
  await stop.click();
  await stop.waitFor({ state: "detached" });
  expect(await listen.isEnabled()).toBe(true);
  await eventually(async () => (await server.clients())[0]).toMatch(/^1 \| Closed 1001 /);
  await client.open(1);
  await eventually(client.rows).toContainEqual(expect.stringMatching(/^·event Closed: 1001 /));
  await client.root.getByRole("button", { name: "Connect", exact: true }).waitFor();

  expect(problems).toEqual([]);
  await page.close();
  ui.child.kill("SIGINT");
  expect((await ui.result).code).toBe(0);
});
