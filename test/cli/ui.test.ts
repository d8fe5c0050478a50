import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { WsPeer } from "../server/ws-peer.js";
import { runCli, startCli, temporaryFolder } from "./run-cli.js";

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
      expect(hello.behaviours).toContainEqual({ path: "/echo", summary: expect.any(String) });
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

  // Elsewhere BROWSER is not asked, and a browser would open on the screen of whoever tests.
  it.runIf(process.platform === "linux")(
    "opens the browser unless told not to, and only where there is one",
    async () => {
      const path = folder();
      const [browser, opened] = [join(path, "browser"), join(path, "opened")];
      writeFileSync(browser, `#!/bin/sh\necho "$1" >> "${opened}"\n`);
      chmodSync(browser, 0o755);
      const screen = { BROWSER: browser, DISPLAY: undefined, WAYLAND_DISPLAY: undefined };
      for (const [flags, env, expected] of [
        [["--no-open"], screen, false],
        [[], { ...screen, BROWSER: undefined }, false],
        [[], { ...screen, WSRIG_OPEN: "false" }, false],
        [[], screen, true],
      ] as const) {
        const ui = startCli(["ui", ...flags], { env });
        const url = (await ui.stdoutHas("\n")).trim();
        if (expected)
          await expect.poll(() => existsSync(opened) && readFileSync(opened, "utf8")).toBeTruthy();
        // Its sentence comes before the browser opens: an end after both misses nothing.
        await ui.stderrHas("Keep");
        ui.child.kill("SIGTERM");
        expect(await ui.result).toMatchObject({ code: 0, stderr: secret });
        expect(existsSync(opened)).toBe(expected);
        // Others on this machine see the arguments of programs: the token is not among them.
        if (expected) {
          expect(readFileSync(opened, "utf8")).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?ticket=[\da-f]{32}\n$/);
          expect(new URL(readFileSync(opened, "utf8").trim()).host).toBe(new URL(url).host);
        }
      }
    },
  );
});

/** One that nobody listens on now. */
async function freePort(): Promise<number> {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
  const { port } = holder.address() as { port: number };
  await new Promise((resolve) => holder.close(resolve));
  return port;
}
