import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { WsPeer } from "../server/ws-peer.js";
import { WatchingTab } from "../ui/live/watching-tab.js";
import { canFakeBrowser, fakeBrowser } from "./fake-browser.js";
import { runCli, startCli, temporaryFolder } from "./run-cli.js";
import { startTarget } from "./targets.js";

const secret =
  "Keep this address to yourself: whoever has it can start programs as you. Ctrl-C ends the page and all that it has open.\n";

/** Connects as the page at `url` does. */
function openTab(url: string): Promise<WsPeer> {
  const { host, origin, search } = new URL(url);
  return WsPeer.open(`ws://${host}/link${search}`, { origin });
}

function folder(): string {
  const { path, remove } = temporaryFolder();
  onTestFinished(remove);
  return path;
}

describe("wsrig ui", () => {
  it.each(["SIGTERM", "SIGINT"] as const)(
    "prints the address alone, serves the page, and on %s closes its tabs and ends with 0",
    async (signal) => {
      const ui = startCli(["ui", "--no-open"]);
      const stdout = await ui.stdoutHas("\n");
      expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\da-f]{32}\n$/);
      const page = await (await fetch(stdout.trim())).text();
      expect(page).toBe(readFileSync(new URL("../../dist/web/console.html", import.meta.url), "utf8"));
      const tab = await openTab(stdout.trim());
      const hello = JSON.parse(await tab.nextText());
      expect(hello).toMatchObject({ kind: "hello", mode: "console", folder: "reports" });
      expect(hello.behaviours).toContainEqual({
        path: "/echo",
        summary: "sends every message back",
        parameters: [],
      });
      ui.child.kill(signal);
      expect(await tab.closed).toEqual({ code: 1001, reason: "wsrig has ended" });
      expect(await ui.result).toEqual({ code: 0, stdout, stderr: secret });
    },
  );

  it("--quiet says nothing else, and --port and --out are taken", async () => {
    const port = await freePort();
    const path = folder();
    const ui = startCli(["ui", "--no-open", "--quiet", "--port", String(port), "--out", path]);
    const stdout = await ui.stdoutHas("\n");
    expect(new URL(stdout.trim()).port).toBe(String(port));
    const tab = await openTab(stdout.trim());
    expect(JSON.parse(await tab.nextText()).folder).toBe(path);
    ui.child.kill("SIGINT");
    expect(await ui.result).toEqual({ code: 0, stdout, stderr: "" });
  });

  it("--json prints the address as an event", async () => {
    const ui = startCli(["ui", "--no-open", "--json"]);
    const stdout = await ui.stdoutHas("\n");
    expect(JSON.parse(stdout)).toEqual({
      event: "listening",
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\da-f]{32}$/),
      pid: ui.child.pid,
    });
    ui.child.kill("SIGTERM");
    expect(await ui.result).toMatchObject({ code: 0, stdout });
  });

  it("warns when other machines can reach it, even when asked for no more than JSON", async () => {
    const ui = startCli(["ui", "--no-open", "--host", "0.0.0.0", "--json"]);
    const stdout = await ui.stdoutHas("\n");
    const { url, warning } = JSON.parse(stdout);
    const { port } = new URL(url);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:/);
    expect(warning).toBe(
      `The user interface listens on 0.0.0.0:${port}: other machines can reach it, and whoever has its address can start programs as you; it crosses the network unencrypted. Listen on 127.0.0.1 unless you mean this.`,
    );
    expect(await ui.stderrHas("Keep")).toBe(`WARNING: ${warning}\n${secret}`);
    ui.child.kill("SIGTERM");
    await ui.result;
  });

  it("a port in use is a mistake with what to do about it", async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void holder.close());
    const { port } = holder.address() as { port: number };
    const { code, stdout, stderr } = await runCli(["ui", "--no-open", "--port", String(port)]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe(
      `error: the user interface cannot listen on 127.0.0.1:${port}: listen EADDRINUSE: address already in use 127.0.0.1:${port}\nhint: Choose another --port, or 0 for a free one.\n`,
    );
    const asJson = await runCli(["ui", "--no-open", "--json", "--port", String(port)]);
    expect(asJson).toMatchObject({ code: 2, stdout: "" });
    expect(JSON.parse(asJson.stderr).error).toMatchObject({ code: "usage-cannot-listen", path: "--port" });
  });

  it.each([
    [["--port", "65536"], '--port is "65536"; must be a whole number from 0 to 65535'],
    [["--host", "nobody.invalid"], "the user interface cannot listen on nobody.invalid:0"],
  ])("%j is a mistake", async (flags, message) => {
    const { code, stdout, stderr } = await runCli(["ui", "--no-open", ...flags]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });

  it.runIf(canFakeBrowser)("opens the browser unless told not to", async () => {
    const browser = fakeBrowser(folder());
    const { env } = browser;
    for (const [flags, variables, isOpened] of [
      [["--no-open"], env, false],
      [[], { ...env, WSRIG_OPEN: "false" }, false],
      [[], env, true],
    ] as const) {
      const ui = startCli(["ui", ...flags], { env: variables });
      const url = (await ui.stdoutHas("\n")).trim();
      if (isOpened) {
        // Others on this machine see the arguments of programs: the token is not among them.
        expect(await browser.started()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?ticket=[\da-f]{32}$/);
        expect((await fetch(browser.opened ?? "")).url).toBe(url);
      }
      await ui.stderrHas("Keep");
      ui.child.kill("SIGTERM");
      expect(await ui.result).toMatchObject({ code: 0, stderr: secret });
      expect(browser.opened !== undefined).toBe(isOpened);
    }
  });

  it.runIf(canFakeBrowser)("a watched run opens the browser too, and begins when it is there", async () => {
    await using target = await startTarget();
    const path = folder();
    const browser = fakeBrowser(path);
    const load = ["load", `${target.url}/echo`, "-c", "1", "-r", "20", "-d", "1s", "--warm-up", "0s"];
    const patient = ["--max-lateness", "20s", "--max-cpu", "100%"];
    const run = startCli([...load, ...patient, "--ui", "--out", join(path, "reports")], { env: browser.env });
    const { url } = await fetch(await browser.started());
    expect(await run.stderrHas("?token=")).toContain(`Watch the run at ${url}\n`);
    using tab = await WatchingTab.open(url);
    await tab.until(() => tab.closeCode !== undefined);
    expect(tab.closeCode).toBe(1001);
    expect(tab.events[0]?.kind).toBe("began");
    expect(tab.report).toBeDefined();
    expect((await run.result).code).toBe(0);
  });
});

/** One that nobody listens on now. */
async function freePort(): Promise<number> {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
  const { port } = holder.address() as { port: number };
  await new Promise((resolve) => holder.close(resolve));
  return port;
}
