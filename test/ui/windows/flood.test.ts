// A real flood through a client tab: rows stay few, and every frame is a row or counted.

import { describe, expect, it } from "vitest";
import { startReferenceServer } from "../../../src/server/reference-server.js";
import { DirectPage } from "./direct-page.js";

describe("a flood of frames", () => {
  it("is shown in part and counted as a whole, its close frame shown", async () => {
    await using server = await startReferenceServer();
    await using page = new DirectPage();
    const frames = 50_000;
    const url = `${server.url}/stream?rate=100000&bytes=32&count=${frames}`;
    await page.connect(url);
    await page.until(() => page.client(1)?.closed);
    await page.until(() => page.rows(1).at(-1) === "unconnected");
    const data = page.log.filter((row) => row.kind === "frame" && row.opcode === 2);
    const leftOut = page.log.filter((row) => row.kind === "leftOut");
    expect(data.length + leftOut.reduce((sum, row) => sum + row.frames, 0)).toBe(frames);
    expect(leftOut.reduce((sum, row) => sum + row.bytes, 0)).toBe(32 * (frames - data.length));
    expect(data.length).toBeGreaterThanOrEqual(200);
    const spanUs = (data.at(-1)?.atUs ?? 0) - (data[0]?.atUs ?? 0);
    expect(data.length).toBeLessThanOrEqual(200 * (Math.floor(spanUs / 100_000) + 1));
    expect(page.rows(1).slice(-5)).toEqual([
      'received close 1000 "end of stream"',
      "closing",
      'sent close 1000 ""',
      'closed 1000 "end of stream" by peer',
      "unconnected",
    ]);
    expect(page.client(1)?.messagesReceived).toBe(frames);
    expect(page.log.at(-1)?.seq).toBe(frames + page.log.length - data.length);
  });
});
