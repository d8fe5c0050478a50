// Opens a page in the person's browser, where there is one.

import { printable } from "../report/printable.js";
import type { Terminal } from "./terminal.js";

/** Options of {@link openPage}. */
export interface OpenPageOptions {
  /** Told on stderr when the browser does not open. */
  readonly terminal: Pick<Terminal, "err">;
  /** The flag --open. */
  readonly wanted: boolean;
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  readonly platform?: NodeJS.Platform | undefined;
  /** Default: the package `open`. */
  readonly launch?: ((url: string) => Promise<LaunchedBrowser>) | undefined;
}

/** What started the browser: a short-lived program that ends with another code than 0 where there is none. */
export interface LaunchedBrowser {
  once(event: "exit", listener: (code: number | null) => void): unknown;
}

/**
 * Opens `url` if that is wanted and there is a browser to open it, and does not wait for it. Resolves with whether one is to come.
 *
 * Never throws, and never fails a command: where it does not open, the person has the address.
 */
export async function openPage(url: string, options: OpenPageOptions): Promise<boolean> {
  const {
    terminal,
    wanted,
    env = process.env,
    platform = process.platform,
    launch = launchByPackage,
  } = options;
  if (!wanted || !hasBrowser(env, platform)) return false;
  const failed = (why: string): void =>
    terminal.err(`The browser does not open (${printable(why)}). Open the address yourself.`);
  try {
    const launched = await launch(url);
    launched.once("exit", (code) => {
      if (code) failed(`what should start it ended with code ${code}`);
    });
    return true;
  } catch (error) {
    failed(error instanceof Error ? error.message : String(error));
    return false;
  }
}

/** Whether a browser that opens here is one that the person sees. */
export function hasBrowser(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): boolean {
  // The person, or an editor that works on this machine from afar, says how a page opens.
  if (env.BROWSER) return true;
  // The screen of this machine is not the person's.
  if (env.SSH_CONNECTION || env.SSH_TTY) return false;
  if (platform === "darwin" || platform === "win32") return true;
  return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY || env.WSL_DISTRO_NAME);
}

/** Loaded only where a browser opens. */
async function launchByPackage(url: string): Promise<LaunchedBrowser> {
  const { default: open } = await import("open");
  return open(url);
}
