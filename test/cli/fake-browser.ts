// A browser of the tests, on Linux: a program that only writes down which page it was to open.

import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";

/** Whether the command line can be made to start one: elsewhere a browser would open on the screen of whoever tests. */
export const canFakeBrowser = process.platform === "linux";

/** See the file's first line. */
export interface FakeBrowser {
  /** For the command that is to start it: no screen, only this browser. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The address that it was started with, if it was. */
  readonly opened: string | undefined;
  /** Resolves with that address when it has been started. */
  started(): Promise<string>;
}

/** Writes it into `folder`. */
export function fakeBrowser(folder: string): FakeBrowser {
  const [program, record] = [join(folder, "browser"), join(folder, "opened")];
  writeFileSync(program, `#!/bin/sh\necho "$1" >> "${record}"\n`);
  chmodSync(program, 0o755);
  const opened = (): string | undefined =>
    existsSync(record) ? readFileSync(record, "utf8").trim() || undefined : undefined;
  return {
    env: { BROWSER: program, DISPLAY: undefined, WAYLAND_DISPLAY: undefined },
    get opened() {
      return opened();
    },
    async started() {
      await expect.poll(opened, { timeout: 20_000 }).toBeDefined();
      return opened() ?? "";
    },
  };
}
