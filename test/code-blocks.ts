// Fenced code blocks of a Markdown file, and a workspace in which they run as a reader would run them.

import { execFile, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const bin = join(root, "dist", "cli", "main.js");

/** One fenced block. */
export interface CodeBlock {
  readonly language: string;
  /** `file=NAME` of the info string. */
  readonly file: string | undefined;
  /** Other words of the info string, such as `server`. */
  readonly words: readonly string[];
  readonly text: string;
  /** First line of the block, 1-based. */
  readonly line: number;
}

/** All fenced blocks, in order. */
export function codeBlocks(markdown: string): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  for (const match of markdown.matchAll(/^```(\w*)([^\n]*)\n([\s\S]*?)^```$/gm)) {
    const words = (match[2] ?? "").trim().split(/\s+/).filter(Boolean);
    const file = words.find((word) => word.startsWith("file="))?.slice("file=".length);
    const line = markdown.slice(0, match.index).split("\n").length;
    blocks.push({ language: match[1] ?? "", file, words, text: match[3] ?? "", line });
  }
  return blocks;
}

/** What a command gave. */
export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder inside the package, so that `import "wsrig"` means this build, with `wsrig` on its PATH. */
export class Workspace {
  readonly path: string;

  constructor() {
    if (!existsSync(bin)) throw new Error("dist/ is not built; run npm run build");
    const parent = join(root, "test", ".readme-run");
    mkdirSync(parent, { recursive: true });
    this.path = mkdtempSync(join(parent, "run-"));
    mkdirSync(join(this.path, "bin"));
    symlinkSync(bin, join(this.path, "bin", "wsrig"));
    // A reader stands in the folder that the page is in.
    symlinkSync(join(root, "examples"), join(this.path, "examples"));
    chmodSync(bin, 0o755);
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.path, name), text);
  }

  /** Runs a script in bash; it fails at the first command that fails. */
  run(script: string): Promise<CommandResult> {
    return new Promise((resolve) => {
      const options = {
        cwd: this.path,
        env: this.#environment(),
        timeout: 120_000,
        maxBuffer: 64 * 1024 * 1024,
      };
      execFile(
        "bash",
        ["--norc", "--noprofile", "-euo", "pipefail", "-c", script],
        options,
        (error, stdout, stderr) => {
          resolve({
            exitCode: typeof error?.code === "number" ? error.code : error ? -1 : 0,
            stdout,
            stderr,
          });
        },
      );
    });
  }

  /** Starts `wsrig` with arguments and waits for its first line of output. */
  async start(args: readonly string[]): Promise<{ firstLine: string; stop(): Promise<number | null> }> {
    const child = spawn(process.execPath, [bin, ...args], {
      cwd: this.path,
      env: this.#environment(),
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    const firstLine = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout }).once("line", resolve);
      child.once("exit", (code) => reject(new Error(`wsrig ${args.join(" ")} ended with ${code}`)));
    });
    return {
      firstLine,
      stop() {
        child.kill("SIGTERM");
        return ended;
      },
    };
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  #environment(): NodeJS.ProcessEnv {
    const path = [join(this.path, "bin"), join(root, "node_modules", ".bin"), process.env.PATH ?? ""].join(
      delimiter,
    );
    return { ...process.env, PATH: path, NO_COLOR: "1" };
  }
}
