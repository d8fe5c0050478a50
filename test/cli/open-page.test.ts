import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import { hasBrowser, openPage } from "../../src/cli/open-page.js";

const url = "http://127.0.0.1:4000/?token=secret";

describe("a browser that the person sees", () => {
  it.each([
    ["a desktop on Linux", "linux", { DISPLAY: ":0" }, true],
    ["a desktop on Wayland", "linux", { WAYLAND_DISPLAY: "wayland-0" }, true],
    ["Linux in Windows", "linux", { WSL_DISTRO_NAME: "Ubuntu" }, true],
    ["no display on Linux", "linux", {}, false],
    ["an empty display on Linux", "linux", { DISPLAY: "" }, false],
    ["no display on a BSD", "freebsd", {}, false],
    ["macOS", "darwin", {}, true],
    ["Windows", "win32", {}, true],
    ["macOS from afar", "darwin", { SSH_CONNECTION: "1.2.3.4 5 6.7.8.9 22" }, false],
    [
      "Linux from afar, windows forwarded",
      "linux",
      { DISPLAY: "localhost:10.0", SSH_TTY: "/dev/pts/0" },
      false,
    ],
    ["an editor that works from afar", "linux", { BROWSER: "/bin/helper", SSH_CONNECTION: "1 2 3 4" }, true],
  ] as const)("%s", (_what, platform, env, expected) => {
    expect(hasBrowser(env, platform)).toBe(expected);
  });
});

describe("openPage", () => {
  interface Opened {
    readonly launched: string[];
    readonly said: string[];
    readonly process: EventEmitter;
    readonly isToCome: boolean;
  }

  async function opened(
    options: { wanted?: boolean; env?: Record<string, string>; error?: unknown } = {},
  ): Promise<Opened> {
    const { wanted = true, env = { DISPLAY: ":0" }, error } = options;
    const [launched, said, process]: [string[], string[], EventEmitter] = [[], [], new EventEmitter()];
    const isToCome = await openPage(url, {
      terminal: { err: (text) => said.push(text) },
      wanted,
      env,
      platform: "linux",
      async launch(target) {
        launched.push(target);
        if (error !== undefined) throw error;
        return process;
      },
    });
    return { launched, said, process, isToCome };
  }

  it("opens the page and says nothing", async () => {
    const { launched, said, process, isToCome } = await opened();
    process.emit("exit", 0);
    expect({ launched, said, isToCome }).toEqual({ launched: [url], said: [], isToCome: true });
  });

  it("opens nothing unless wanted, or where nobody would see it", async () => {
    expect(await opened({ wanted: false })).toMatchObject({ launched: [], isToCome: false });
    expect(await opened({ env: {} })).toMatchObject({ launched: [], isToCome: false });
  });

  it.each([
    ["cannot be started", new Error("spawn xdg-open ENOENT"), "spawn xdg-open ENOENT"],
    ["fails with words that act on a terminal", new Error("\u001b[2Jgone"), "\\x1b[2Jgone"],
    ["fails without an error", "no", "no"],
  ])("tells when it %s, and that is all", async (_what, error, why) => {
    const { said, isToCome } = await opened({ error });
    expect(isToCome).toBe(false);
    expect(said).toEqual([`The browser does not open (${why}). Open the address yourself.`]);
  });

  it("tells when what should start the browser fails later", async () => {
    const { said, process } = await opened();
    process.emit("exit", 3);
    expect(said).toEqual([
      "The browser does not open (what should start it ended with code 3). Open the address yourself.",
    ]);
    expect(said[0]).not.toContain("secret");
  });
});
