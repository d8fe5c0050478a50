import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Sending } from "../../../src/link/sending.js";
import { DirectPage } from "./direct-page.js";

let page: DirectPage;

const begin = async (): Promise<void> => {
  page = new DirectPage();
  const url = await page.listen();
  await page.connect(`${url}/`);
  await page.acceptedNumber(1);
};
const end = (): Promise<void> => page[Symbol.asyncDispose]();

describe("sending by hand what must not be sent", () => {
  beforeAll(begin);
  afterAll(end);

  it.each([
    ["code", "the close code is 1004, which must not be sent (RFC 6455 §7.4)", { kind: "close", code: 1004 }],
    ["code", "the close code is 1005, which must not be sent (RFC 6455 §7.4)", { kind: "close", code: 1005 }],
    ["code", "the close code is 1006, which must not be sent (RFC 6455 §7.4)", { kind: "close", code: 1006 }],
    ["code", "the close code is 1015, which must not be sent (RFC 6455 §7.4)", { kind: "close", code: 1015 }],
    ["code", "the close code is 999, which must not be sent (RFC 6455 §7.4)", { kind: "close", code: 999 }],
    ["code", "the close code is 5000, which must not be sent (RFC 6455 §7.4)", { kind: "close", code: 5000 }],
    ["code", "a close reason needs a close code (RFC 6455 §5.5.1)", { kind: "close", reason: "why" }],
    [
      "reason",
      "the close reason takes 124 bytes; at most 123 are allowed (RFC 6455 §5.5)",
      { kind: "close", code: 1000, reason: "é".repeat(62) },
    ],
    [
      "text",
      "the payload of a ping takes 126 bytes; at most 125 are allowed (RFC 6455 §5.5)",
      { kind: "ping", text: "é".repeat(63) },
    ],
    [
      "fragmentBytes",
      "100001 fragments would be sent; at most 100000 are allowed",
      { kind: "text", text: "x".repeat(100_001), fragmentBytes: 1 },
    ],
    [
      "text",
      "the message takes 18874368 bytes; at most 16777216 are allowed",
      { kind: "text", text: "é".repeat(9 * 1024 * 1024) },
    ],
  ] satisfies [string, string, Sending][])(
    "refuses what is wrong with the %s before anybody gets anything: %s",
    async (path, message, what) => {
      const rows = page.log.length;
      for (const to of ["allAccepted", [page.firstClient]] as const) {
        await expect(page.send(typeof to === "string" ? to : [...to], what)).rejects.toMatchObject({
          path,
          message,
        });
      }
      page.part.snapshot();
      expect(page.log.length).toBe(rows);
      expect(page.client(page.firstClient)?.state).toBe("connected");
    },
  );
});

describe("sending by hand", () => {
  beforeEach(begin);
  afterEach(end);

  it("refuses 1010 to a client, and lets a client send it", async () => {
    const close: Sending = { kind: "close", code: 1010 };
    await expect(page.send("allAccepted", close)).rejects.toMatchObject({
      path: "code",
      message: "the close code is 1010, which only a client may send (RFC 6455 §7.4.1)",
    });
    expect(await page.send([page.firstClient], close)).toBe(1);
    const { conversation } = await page.acceptedNumber(1);
    await page.until(() => page.accepted.get(conversation)?.closed?.code === 1010);
  });

  it("sends a ping of 125 bytes and measures its round trip", async () => {
    const { conversation } = await page.acceptedNumber(1);
    expect(await page.send([conversation], { kind: "ping", text: `é${"x".repeat(123)}` })).toBe(1);
    await page.until(() => (page.accepted.get(conversation)?.pingUs ?? -1) >= 0);
  });

  it("sends binary, cut into fragments where that is asked for", async () => {
    const { conversation } = await page.acceptedNumber(1);
    await page.send([conversation], { kind: "binary", base64: "YWJjZGU=", fragmentBytes: 2 });
    await page.send([conversation], { kind: "binary", base64: "" });
    await page.until(() => page.client(page.firstClient)?.messagesReceived === 2);
    await page.until(() => page.rows(page.firstClient).length === 6);
    expect(page.rows(page.firstClient).slice(2)).toEqual([
      "received binary unfinished 6162 #1",
      'received continuation unfinished "cd" #1',
      'received continuation "e" #1',
      "received binary  #2",
    ]);
  });

  it("sends a close frame without a code, and shows at once that the connection is closing", async () => {
    const { conversation } = await page.acceptedNumber(1);
    await page.send([conversation], { kind: "close" });
    expect(page.rows(conversation).includes("unconnected")).toBe(false);
    await page.until(() => page.rows(conversation).at(-1) === "unconnected");
    expect(page.rows(conversation)).toEqual([
      "connected",
      "closing",
      'sent close ""',
      'received close ""',
      'closed 1005 "" by local',
      "unconnected",
    ]);
    expect(await page.send([conversation, page.firstClient], { kind: "text", text: "late" })).toBe(0);
    expect(await page.send("allAccepted", { kind: "text", text: "late" })).toBe(0);
  });

  it("sends once to a conversation that is named twice", async () => {
    const { conversation } = await page.acceptedNumber(1);
    expect(await page.send([conversation, conversation], { kind: "text", text: "once" })).toBe(1);
  });

  it("refuses to let more than 256 MiB wait", async () => {
    const url = page.server?.url ?? "";
    for (let tabs = 2; tabs <= 17; tabs++) {
      const { conversation } = (await page.ask({ kind: "addClient" })) as { readonly conversation: number };
      const options = {
        subprotocols: [],
        headers: [],
        origin: "",
        compression: false,
        insecure: false,
        greeting: "",
      };
      await page.ask({ kind: "connect", conversation, options: { url, ...options } });
    }
    await page.until(() => page.server?.connected === 17);
    const text = "x".repeat(16 * 1024 * 1024);
    await expect(page.send("allAccepted", { kind: "text", text })).rejects.toMatchObject({
      path: "to",
      message: "285212672 bytes would wait for 17 connections; at most 268435456 may",
    });
  });
});
