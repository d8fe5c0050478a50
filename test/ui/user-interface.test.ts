import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { WsrigError } from "../../src/errors.js";
import type { ProcessMessage } from "../../src/link/process-message.js";
import { maxSendingBytes } from "../../src/link/sending.js";
import type { UiPart } from "../../src/ui/ui-part.js";
import { openUserInterface } from "../../src/ui/user-interface.js";
import { clientFrame, RawClient } from "../server/raw-client.js";
import { WsPeer } from "../server/ws-peer.js";
import { hello, type OpenedUi, openedUi, page, token } from "./opened-ui.js";

const helloMessage = { kind: "hello", linkVersion: 1, ...hello };
const clients: ProcessMessage = { kind: "clients", clients: [] };

async function nextMessage(tab: WsPeer): Promise<unknown> {
  return JSON.parse(await tab.nextText());
}

/** A tab on a bare socket, which reads only when told to. */
async function openRawTab({ port, origin }: OpenedUi): Promise<RawClient> {
  const tab = await RawClient.open(port, `/link?token=${token}`, {
    Host: `127.0.0.1:${port}`,
    Origin: origin,
  });
  onTestFinished(() => tab.destroy());
  return tab;
}

describe("the address", () => {
  it("has a fresh token unless one is given", async () => {
    const [one, other] = [await openedUi({ token: undefined }), await openedUi({ token: undefined })];
    expect(one.ui.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\da-f]{32}$/);
    expect(new URL(one.ui.url).searchParams.get("token")).not.toBe(
      new URL(other.ui.url).searchParams.get("token"),
    );
    // The token of one is none of the other.
    expect((await fetch(one.ui.url)).status).toBe(200);
    const crossed = new URL(one.ui.url);
    crossed.port = String(other.port);
    expect((await fetch(crossed)).status).toBe(403);
  });

  it.each([
    ["127.0.0.1", /^http:\/\/127\.0\.0\.1:\d+\//, undefined],
    ["::1", /^http:\/\/\[::1\]:\d+\//, undefined],
    [
      "0.0.0.0",
      /^http:\/\/127\.0\.0\.1:\d+\//,
      /^The user interface listens on 0\.0\.0\.0:\d+: other machines/,
    ],
  ])("of %s reaches it, with a warning where others do", async (host, url, warning) => {
    const { ui } = await openedUi({ host });
    expect(ui.url).toMatch(url);
    expect(await (await fetch(ui.url)).text()).toBe(page);
    if (warning === undefined) expect(ui.warning).toBeUndefined();
    else expect(ui.warning).toMatch(warning);
  });

  it("that is taken is a mistake of the person, and the parts are ended", async () => {
    const holder = createServer().listen(0, "127.0.0.1");
    await once(holder, "listening");
    onTestFinished(() => void holder.close());
    const { port } = holder.address() as { port: number };
    let ended = 0;
    const part: UiPart = { handlers: {}, snapshot: () => [], close: async () => void ended++ };
    const opening = openUserInterface({
      page,
      hello,
      port,
      names: { host: "--host", port: "--ui-port" },
      parts: () => [part],
    });
    await expect(opening).rejects.toMatchObject({
      code: "usage-cannot-listen",
      path: "--ui-port",
      hint: "Choose another --ui-port, or 0 for a free one.",
      message: expect.stringContaining(`the user interface cannot listen on 127.0.0.1:${port}: `),
    });
    expect(ended).toBe(1);
  });
});

describe("a tab", () => {
  it("is told hello, then what the parts have, then what happens", async () => {
    const ui = await openedUi({ snapshot: () => [clients] });
    const tab = await ui.openTab();
    ui.ui.tabs.tell({ kind: "log", isAll: false, entries: [] });
    expect(await nextMessage(tab)).toEqual(helloMessage);
    expect(await nextMessage(tab)).toEqual(clients);
    expect(await nextMessage(tab)).toEqual({ kind: "log", isAll: false, entries: [] });
  });

  it("is one of many, and counted until it has gone", async () => {
    const ui = await openedUi();
    const tabs = await Promise.all(Array.from({ length: 20 }, () => ui.openTab()));
    expect(ui.ui.tabs.count).toBe(20);
    ui.ui.tabs.tell(clients);
    for (const tab of tabs) {
      expect(await nextMessage(tab)).toEqual(helloMessage);
      expect(await nextMessage(tab)).toEqual(clients);
    }
    for (const tab of tabs.slice(1)) tab.socket.close();
    await Promise.all(tabs.slice(1).map(({ closed }) => closed));
    await expect.poll(() => ui.ui.tabs.count).toBe(1);
    tabs[0]?.socket.terminate();
    await expect.poll(() => ui.ui.tabs.count).toBe(0);
  });

  it("is answered what it asks, by id, and no other tab is", async () => {
    const ui = await openedUi({
      handlers: {
        addClient: async () => ({ conversation: 4 }),
        stopRun: () => {
          throw new WsrigError("usage-no-run", "no run is under way", { hint: "Start one." });
        },
        listReports: () => {
          throw new TypeError("a bug");
        },
      },
    });
    const [tab, other] = [await ui.openTab(), await ui.openTab()];
    for (const [id, kind] of ["addClient", "stopRun", "listReports", "exportScenario", "nothing"].entries()) {
      tab.send(JSON.stringify({ id: id + 1, kind, ...(kind === "exportScenario" && { conversation: 1 }) }));
    }
    await nextMessage(tab);
    const answers = new Map<number, unknown>();
    for (let i = 0; i < 5; i++) {
      const { kind, id, ...answer } = JSON.parse(await tab.nextText());
      expect(kind).toBe("answer");
      answers.set(id, answer);
    }
    expect([...answers].sort(([a], [b]) => a - b).map(([, answer]) => answer)).toEqual([
      { result: { conversation: 4 } },
      { problem: { code: "usage-no-run", message: "no run is under way", hint: "Start one." } },
      {
        problem: {
          code: "internal",
          message: "wsrig failed unexpectedly: a bug",
          hint: expect.stringContaining("report it"),
        },
      },
      { problem: { code: "usage-invalid-request", message: "exportScenario is not offered here" } },
      { problem: { code: "usage-invalid-request", message: expect.any(String), path: "kind" } },
    ]);
    expect(ui.bugs).toEqual([new TypeError("a bug")]);
    expect(await nextMessage(other)).toEqual(helloMessage);
    expect(other.unread).toEqual([]);
  });

  it("that says what is no request is closed with 1008; the others go on", async () => {
    const ui = await openedUi();
    const [bad, binary, good] = [await ui.openTab(), await ui.openTab(), await ui.openTab()];
    bad.send("no request");
    binary.send(Buffer.from('{"id":1,"kind":"stopServer"}'));
    const closed = { code: 1008, reason: "this is no request of the page" };
    expect(await bad.closed).toEqual(closed);
    expect(await binary.closed).toEqual(closed);
    expect(ui.asked).toEqual([]);
    good.send('{"id":1,"kind":"stopServer"}');
    await nextMessage(good);
    expect(await nextMessage(good)).toEqual({ kind: "answer", id: 1 });
  });

  it.each([
    ["a message larger than any request", hugeHeader(), 1009],
    ["text that is no UTF-8", clientFrame(0x81, Buffer.from([0xff])), 1007],
    ["an unmasked frame", Buffer.from([0x81, 0x00]), 1002],
    ["a reserved opcode", clientFrame(0x83), 1002],
  ])("that sends %s is closed with its code; the others go on", async (_what, bytes, code) => {
    const ui = await openedUi();
    const good = await ui.openTab();
    const tab = await openRawTab(ui);
    tab.socket.write(bytes);
    const received = await tab.readToEnd();
    const at = received.lastIndexOf(0x88);
    expect(received.readUInt16BE(at + 2)).toBe(code);
    good.send('{"id":1,"kind":"stopServer"}');
    await nextMessage(good);
    expect(await nextMessage(good)).toEqual({ kind: "answer", id: 1 });
  });

  it("may send the largest text that the schema allows, however it is escaped", async () => {
    const ui = await openedUi({ handlers: { send: ({ what }) => what.kind === "text" && what.text.length } });
    const tab = await ui.openTab();
    const text = "\u0001".repeat(maxSendingBytes);
    tab.send(JSON.stringify({ id: 1, kind: "send", to: [1], what: { kind: "text", text } }));
    await nextMessage(tab);
    expect(await nextMessage(tab)).toEqual({ kind: "answer", id: 1, result: maxSendingBytes });
  });

  it("that does not read has little waiting for it, and is told everything anew when it reads", async () => {
    let version = 0;
    const ui = await openedUi({
      snapshot: () => [{ kind: "log", isAll: true, entries: [] }, ...(version > 0 ? [clients] : [])],
    });
    const slow = await openRawTab(ui);
    const quick = await ui.openTab();
    const filler: ProcessMessage = {
      kind: "report",
      documents: { report: "x".repeat(1024 * 1024), curves: "", merged: "", variants: "", details: "" },
    };
    for (let i = 0; i < 100; i++) {
      ui.ui.tabs.tell(filler);
      await ui.ui.flushed(0);
      while (quick.unread.length > 0) await quick.next();
    }
    version = 1;
    const received = await readUntil(slow, JSON.stringify(clients));
    const told = received.toString("latin1").split('"kind":"report"').length - 1;
    // 8 MiB, what the system holds for a socket, and no more.
    expect(told).toBeGreaterThan(7);
    expect(told).toBeLessThan(50);
    // The last of all is the beginning again: the tab is at the present.
    expect(received.lastIndexOf('"kind":"hello"')).toBeGreaterThan(received.lastIndexOf('"kind":"report"'));
    ui.ui.tabs.tell({ kind: "log", isAll: false, entries: [] });
    await readUntil(slow, '{"kind":"log","isAll":false,"entries":[]}');
  });
});

describe("flushed", () => {
  it("resolves when a tab has been told all, and after the deadline when it does not read", async () => {
    const ui = await openedUi();
    await ui.ui.flushed(60_000);
    const tab = await ui.openTab();
    ui.ui.tabs.tell(clients);
    await ui.ui.flushed(60_000);
    expect(await nextMessage(tab)).toEqual(helloMessage);
    expect(await nextMessage(tab)).toEqual(clients);
    await openRawTab(ui);
    const documents = { report: "x".repeat(1e8), curves: "", merged: "", variants: "", details: "" };
    ui.ui.tabs.tell({ kind: "report", documents });
    await ui.ui.flushed(20);
  });
});

describe("close", () => {
  it("ends the parts first, tells tabs what they end with, then 1001, and listens no more", async () => {
    const order: string[] = [];
    const ui = await openedUi({
      parts: (tabs) => [
        {
          handlers: {},
          snapshot: () => [],
          async close() {
            order.push("part");
            tabs.tell(clients);
          },
        },
      ],
    });
    const tab = await ui.openTab();
    const closed = tab.closed.then((how) => {
      order.push("tab");
      return how;
    });
    await Promise.all([ui.ui.close(), ui.ui.close()]);
    expect(await closed).toEqual({ code: 1001, reason: "wsrig has ended" });
    expect(order).toEqual(["part", "tab"]);
    expect(await nextMessage(tab)).toEqual(helloMessage);
    expect(await nextMessage(tab)).toEqual(clients);
    expect(ui.ui.tabs.count).toBe(0);
    await expect(fetch(ui.ui.url)).rejects.toThrow();
  });

  it("ends all parts and tabs even if one part fails, and says so", async () => {
    let ended = 0;
    const part = (close: () => Promise<void>): UiPart => ({ handlers: {}, snapshot: () => [], close });
    const ui = await openUserInterface({
      page,
      hello,
      token,
      parts: () => [part(() => Promise.reject(new TypeError("a bug"))), part(async () => void ended++)],
    });
    const { host, origin } = new URL(ui.url);
    const tab = await WsPeer.open(`ws://${host}/link?token=${token}`, { origin });
    await expect(ui.close()).rejects.toThrow(new TypeError("a bug"));
    expect(ended).toBe(1);
    expect((await tab.closed).code).toBe(1001);
    await expect(fetch(ui.url)).rejects.toThrow();
  });

  it("does not wait for a tab that does not answer, nor for one that does not read", async () => {
    const ui = await openedUi();
    const silent = await openRawTab(ui);
    const ended = once(silent.socket, "close");
    silent.socket.resume();
    const deaf = await openRawTab(ui);
    const documents = { report: "x".repeat(1e8), curves: "", merged: "", variants: "", details: "" };
    ui.ui.tabs.tell({ kind: "report", documents });
    await ui.ui.close();
    await ended;
    deaf.destroy();
  });

  it("takes nobody any more while parts end, who are told why", async () => {
    let finish = (): void => {};
    const ending = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const ui = await openedUi({ parts: () => [{ handlers: {}, snapshot: () => [], close: () => ending }] });
    const early = await RawClient.connect(ui.port);
    const host = `Host: 127.0.0.1:${ui.port}`;
    // The first answer shows that half of the second question has come too; a connection without one would just end.
    const [first, second] = ["HEAD", "GET"].map((method) => `${method} /?token=${token} HTTP/1.1\r\n`);
    early.socket.write(`${first}${host}\r\n\r\n${second}`);
    expect((await early.readHead()).status).toBe(200);
    const closed = ui.ui.close();
    early.socket.write(`${host}\r\n\r\n`);
    const { status, body } = await early.readLastAnswer();
    expect({ status, body }).toEqual({ status: 503, body: "wsrig is ending\n" });
    await expect(RawClient.connect(ui.port)).rejects.toMatchObject({ code: "ECONNREFUSED" });
    finish();
    await closed;
  });

  it("begins nothing any more that a tab asks for while parts end", async () => {
    let end = (): void => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const asked: string[] = [];
    const part: UiPart = {
      handlers: { listReports: ({ kind }) => asked.push(kind) },
      snapshot: () => [],
      close: () => ended,
    };
    const { ui, openTab } = await openedUi({ parts: () => [part] });
    const tab = await openTab();
    await nextMessage(tab);
    const closed = ui.close();
    tab.send(JSON.stringify({ kind: "listReports", id: 1 }));
    const problem = { code: "usage-ending", message: "wsrig is ending" };
    expect(await nextMessage(tab)).toEqual({ kind: "answer", id: 1, problem });
    end();
    await closed;
    expect(asked).toEqual([]);
  });

  it("leaves nothing behind that keeps a process alive, tabs that never answer included", async () => {
    const built = (file: string): string =>
      JSON.stringify(new URL(`../../dist/${file}`, import.meta.url).href);
    const program = `
      import { connect } from "node:net";
      import { openUserInterface } from ${built("ui/user-interface.js")};
      const ui = await openUserInterface({ page: "", hello: {}, parts: () => [] });
      console.log(ui.url);
      process.stdin.once("data", async () => {
        process.stdin.destroy();
        await ui.close();
        console.log("closed");
      });`;
    const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    await once(child.stdout, "data");
    const { port: portText, origin, searchParams } = new URL(stdout.trim());
    const port = Number(portText);
    const target = `/link?token=${searchParams.get("token")}`;
    const tab = await RawClient.open(port, target, { Host: `127.0.0.1:${port}`, Origin: origin });
    const idle = await RawClient.connect(port);
    onTestFinished(() => {
      tab.destroy();
      idle.destroy();
    });
    const exited = once(child, "exit");
    child.stdin.write("close\n");
    expect(await exited).toEqual([0, null]);
    expect(stdout.trim().split("\n")[1]).toBe("closed");
  });
});

/** The head of a masked text frame of 1 GiB, which never follows. */
function hugeHeader(): Buffer {
  return Buffer.from("81 ff 00 00 00 00 40 00 00 00 00 00 00 00".replaceAll(" ", ""), "hex");
}

/** All bytes up to and with `text`. */
async function readUntil({ socket }: RawClient, text: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (;;) {
    const chunk: Buffer | null = socket.read();
    if (chunk === null) {
      await once(socket, "readable");
      continue;
    }
    chunks.push(chunk);
    const tail = Buffer.concat(chunks.slice(-2));
    if (tail.includes(text)) return Buffer.concat(chunks);
  }
}
