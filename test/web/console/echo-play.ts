// The client window of the page against a server that sends back what it gets, whoever wrote it.

import type { Page } from "playwright-core";
import { expect } from "vitest";
import { eventually } from "./eventually.js";
import { playedClient } from "./played-windows.js";

/** What differs between servers. */
export interface EchoPlay {
  readonly url: string;
  /** The code of the close frame that answers one of 4001. */
  readonly answersWith?: 4_001 | 1_000;
}

/** Connects, greets, talks, sends fragments and a ping, and closes with a code. */
export async function playAgainstEcho(page: Page, { url, answersWith = 4_001 }: EchoPlay): Promise<void> {
  const client = playedClient(page);
  await client.connect(url);
  const greeting = "FIN 18 B 你好, 服务器!";
  await eventually(client.rows).toContain(`↑sent text ${greeting}`);
  await eventually(client.rows).toContain(`↓received text ${greeting}`);

  await client.sendText("Hello, library!");
  await eventually(client.rows).toContain("↓received text FIN 15 B Hello, library!");
  await client.sendFragments("fragmented!", 4);
  await eventually(client.rows).toContain("↑sent text 3 frames 11 B fragmented!");
  // Whether as one frame or as three is the server's to choose.
  await eventually(client.rows).toContainEqual(expect.stringMatching(/^↓received text .* 11 B fragmented!$/));
  await client.ping();
  await eventually(client.rows).toContainEqual(
    expect.stringMatching(/^↓received Round trip [\d.]+ (µs|ms)$/),
  );
  await client.close(4_001, "enough");
  await eventually(client.rows).toContainEqual(
    expect.stringMatching(/^↑sent close FIN 8 B 4001 .*“enough”$/),
  );
  await eventually(client.rows).toContainEqual(expect.stringContaining(`event Closed: ${answersWith} `));
  await client.closedFact(new RegExp(`^${answersWith} .* · clean · by this client$`)).waitFor();
}
