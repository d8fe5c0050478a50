// A reference server in a process of its own, for the demo: its work must not weigh on the measuring process.

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const startTimeoutMs = 15_000;
const stopTimeoutMs = 5_000;

/** A running server; dispose it to end its process. */
export interface DemoServer extends AsyncDisposable {
  readonly url: string;
}

/** Forks `wsrig serve --json` and waits for its address. */
export async function startDemoServer(env: NodeJS.ProcessEnv): Promise<DemoServer> {
  const main = fileURLToPath(new URL("./main.js", import.meta.url));
  const child = fork(main, ["serve", "--json"], {
    // Variables meant for the demo's own flags would configure the server.
    env: Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("WSRIG_"))),
    execArgv: [],
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    // In a process group of its own: Ctrl-C is for us, the server outlives the drain. It ends with us by its IPC channel.
    detached: true,
  });
  const stop = (): Promise<void> => stopChild(child);
  try {
    return { url: await readUrl(child), [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function readUrl(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error("the server's stdout is not piped");
  const lines = createInterface({ input: child.stdout });
  const signal = AbortSignal.timeout(startTimeoutMs);
  const [line] = await Promise.race([
    once(lines, "line", { signal }),
    once(child, "exit", { signal }).then(([code]) => {
      throw new Error(`the server ended with exit code ${code} before it listened`);
    }),
  ]);
  // Later events are not wanted, but an unread pipe would stop the server.
  lines.on("line", () => {});
  return (JSON.parse(String(line)) as { url: string }).url;
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), stopTimeoutMs);
  await exited;
  clearTimeout(timer);
}
