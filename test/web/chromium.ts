// A real Chromium from npm for tests of pages: unpacked once per machine, quiet, without network of its own.

import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import packedChromium from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

/** Starts the browser, with flags of its own if the test has some; whoever starts it closes it. */
export async function launchChromium(flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: await unpackedChromium(),
    args: [...packedChromium.args.filter((flag) => !weakening.includes(flag)), ...quiet, ...flags],
    headless: true,
  });
}

// Flags of the package for its own purposes that would switch off what the tests are to prove.
const weakening = [
  "--disable-web-security",
  "--allow-running-insecure-content",
  "--disable-site-isolation-trials",
  // The whole browser would end with its first closed page.
  "--single-process",
];

const quiet = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

// The package unpacks to a fixed path and takes any file there for a finished one, so two test files at once
// could start half a browser. Unpacking apart and renaming makes it all or nothing.
async function unpackedChromium(): Promise<string> {
  const home = join(tmpdir(), "wsrig-test-chromium-143");
  if (existsSync(home)) return join(home, "chromium");
  const apart = await mkdtemp(`${home}-`);
  const before = process.env.TMPDIR;
  process.env.TMPDIR = apart;
  try {
    await packedChromium.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  try {
    await rename(apart, home);
  } catch {
    await mkdir(home, { recursive: true }); // Another process was first; its browser is the same.
    await rm(apart, { recursive: true, force: true });
  }
  return join(home, "chromium");
}
