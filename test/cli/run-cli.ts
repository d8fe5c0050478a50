// Runs the built executable as a user would: a process of its own, stdout, stderr and exit code apart.

import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** What a run of the executable left. */
export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Options of {@link startCli}. */
export interface CliOptions {
  /** Everything that stdin will hold; without it stdin is empty. */
  readonly stdin?: string | undefined;
  /** Leaves stdin open, for the test to end. */
  readonly holdStdin?: boolean | undefined;
  /** Added to the environment; `undefined` removes. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  readonly cwd?: string | undefined;
}

/** A process under way. */
export interface RunningCli {
  readonly child: ChildProcessWithoutNullStreams;
  /** Resolves with the text so far when stdout holds `text`; rejects when the process ends first. */
  stdoutHas(text: string): Promise<string>;
  stderrHas(text: string): Promise<string>;
  readonly result: Promise<CliResult>;
}

// Another build, such as an installed package, can be named.
const bin = process.env.WSRIG_TEST_BIN ?? fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

/** No test takes longer; a process that hangs is killed and its exit code is null. */
const deadlineMs = 60_000;

/** Starts `wsrig <args>`, within a test: the process does not outlive it. */
export function startCli(args: readonly string[], options: CliOptions = {}): RunningCli {
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(WSRIG_|NO_COLOR|FORCE_COLOR)/.test(name)),
  );
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: options.cwd,
    env: { ...clean, ...options.env },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const timer = setTimeout(() => child.kill("SIGKILL"), deadlineMs);
  const texts = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8");
    child[stream].on("data", (text: string) => {
      texts[stream] += text;
    });
  }
  // A process that has ended before its stdin was written does not fail the test by itself.
  child.stdin.on("error", () => {});
  if (!options.holdStdin) child.stdin.end(options.stdin ?? "");
  const result = new Promise<CliResult>((resolve) => {
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code, ...texts });
    });
  });
  const has = (stream: "stdout" | "stderr", text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (texts[stream].includes(text)) resolve(texts[stream]);
      };
      child[stream].on("data", look);
      child.on("close", () =>
        reject(new Error(`ended without ${JSON.stringify(text)}: ${JSON.stringify(texts)}`)),
      );
      look();
    });
  return {
    child,
    stdoutHas: (text) => has("stdout", text),
    stderrHas: (text) => has("stderr", text),
    result,
  };
}

/** Runs `wsrig <args>` to its end. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return startCli(args, options).result;
}

/** A folder for one test file; call `remove` in afterAll. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "wsrig-cli-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
