// Runs as child processes, with small programs in place of wsrig: what ends without a word, what talks nonsense, who is told what.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { LiveEvent } from "../../../src/link/live-event.js";
import type { ProcessMessage } from "../../../src/link/process-message.js";
import type { FormCommand } from "../../../src/link/run-form.js";
import { LiveHub } from "../../../src/ui/live/live-hub.js";
import { makeRuns } from "../../../src/ui/runs/runs.js";
import type { UiPart } from "../../../src/ui/ui-part.js";

const folder = mkdtempSync(join(tmpdir(), "wsrig-runs-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const load: FormCommand = {
  name: "load",
  summary: "Load a service",
  positionals: [{ name: "url", summary: "URL" }],
  flags: [{ name: "out", kind: "text", group: "Output:", summary: "Folder" }],
};

interface Played {
  readonly runs: UiPart;
  readonly tabs: { count: number };
  /** Of the run under way. */
  events(): readonly LiveEvent[];
  has(kind: LiveEvent["kind"]): Promise<void>;
  start(flags?: Readonly<Record<string, string>>): Promise<unknown>;
  stop(): void;
}

/** @param script - Of a program in JavaScript, or none: a program that is not there. */
function play(script: string | undefined): Played {
  const file = join(folder, `${Math.random()}.cjs`);
  if (script !== undefined) writeFileSync(file, script);
  const program = script === undefined ? [join(folder, "nobody")] : [process.execPath, file];
  const listeners = new Set<() => void>();
  const tabs = {
    count: 1,
    tell(_message: ProcessMessage) {
      for (const listen of listeners) listen();
    },
  };
  const hub = new LiveHub({ tabs });
  const runs = makeRuns({ tabs, program, commands: [load], hub, folder: "-reports" });
  const events = (): readonly LiveEvent[] => {
    const [live] = hub.snapshot();
    return live?.kind === "live" ? live.events : [];
  };
  return {
    runs,
    tabs,
    events,
    has: (kind) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!events().some((event) => event.kind === kind)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
      }),
    start: async (flags = {}) =>
      runs.handlers.startRun?.({
        kind: "startRun",
        id: 1,
        run: { command: "load", positionals: { url: "ws://a/" }, flags },
      }),
    stop: () => void runs.handlers.stopRun?.({ kind: "stopRun", id: 1 }),
  };
}

const note = (expression: string): string =>
  `process.send({ live: { kind: "note", text: String(${expression}) } });`;

test("a run that ends without a word is told as failed, with the end of what it wrote to stderr", async () => {
  const run = play(
    `console.error("x".repeat(10_000)); console.error("the last words"); process.exitCode = 7;`,
  );
  await run.start();
  await run.has("failed");
  const [failed] = run.events();
  if (failed?.kind !== "failed") throw new Error("it has not failed");
  const { problem, exitCode } = failed;
  expect([problem.code, exitCode]).toEqual(["run-ended-without-report", 7]);
  const [first, ...words] = problem.message.split("\n");
  expect(first).toBe("the run ended with exit code 7, without a report");
  expect(words.at(-1)).toBe("the last words");
  expect(problem.message.length).toBeLessThan(8_100);
});

test("a run is over when it has ended, though a program that it left behind holds its stderr", async () => {
  const run = play(`
    const { spawn } = require("node:child_process");
    const options = { stdio: ["ignore", "ignore", "inherit"], detached: true };
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1_000)"], options);
    child.once("spawn", () => { ${note("child.pid")} process.exitCode = 3; child.unref(); process.disconnect(); });`);
  await run.start();
  await run.has("failed");
  const [left] = run.events().flatMap((event) => (event.kind === "note" ? [Number(event.text)] : []));
  process.kill(left ?? 0, "SIGKILL");
  expect(run.events().at(-1)).toMatchObject({ problem: { code: "run-ended-without-report" }, exitCode: 3 });
});

test("a program that is not there is a mistake, and the next start is tried as if nothing had been", async () => {
  const run = play(undefined);
  for (let n = 0; n < 2; n++) {
    await expect(run.start()).rejects.toMatchObject({ code: "usage-run-not-started" });
    expect(run.events()).toMatchObject([{ kind: "failed", problem: { code: "usage-run-not-started" } }]);
  }
});

test("the program gets its arguments without a shell, the folder of reports, the variable, and no colours", async () => {
  const run = play(
    note("JSON.stringify(process.argv.slice(2))") +
      note("[process.env.WSRIG_UI_CHILD, process.env.NO_COLOR, process.env.FORCE_COLOR]"),
  );
  await run.start();
  await run.has("failed");
  expect(notesOf(run)).toEqual(['["load","ws://a/","--out=-reports"]', "1,1,"]);
  await run.start({ out: "elsewhere" });
  await run.has("failed");
  expect(notesOf(run)[0]).toBe('["load","ws://a/","--out","elsewhere"]');
});

test("what is none of the messages of a run is passed over", async () => {
  const run = play(
    `for (const message of [null, 7, "x", { live: { kind: "nonsense" } }, { live: 1 }, {}]) process.send(message);${note("'after'")}`,
  );
  await run.start();
  await run.has("failed");
  expect(run.events().map(({ kind }) => kind)).toEqual(["note", "failed"]);
});

test("the run is told when the last tab goes and when one comes, so that it works out no more than is looked at", async () => {
  const run = play(`
    process.on("message", ({ isWatched }) => {
      ${note("isWatched")}
      if (isWatched) process.exit(0);
    });
    ${note("'up'")}`);
  await run.start();
  await run.has("note");
  run.tabs.count = 0;
  // Whatever makes the part look: the snapshot of a tab that comes and goes.
  run.runs.snapshot();
  await expect.poll(() => run.events().length, { timeout: 20_000 }).toBe(2);
  run.tabs.count = 1;
  run.runs.snapshot();
  await run.has("failed");
  expect(notesOf(run)).toEqual(["up", "false", "true"]);
});

test("a run that does not heed the end of the user interface is killed, with what it has started", async () => {
  const run = play(`
    const { spawn } = require("node:child_process");
    process.on("SIGINT", () => {});
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1_000)"]);
    child.once("spawn", () => { ${note("child.pid")} });`);
  await run.start();
  await run.has("note");
  const [pid] = run.events().flatMap((event) => (event.kind === "note" ? [Number(event.text)] : []));
  await run.runs.close();
  expect(run.events().at(-1)).toMatchObject({ kind: "failed", exitCode: 137 });
  await expect.poll(() => isThere(pid), { timeout: 20_000 }).toBe(false);
});

test("a run that is stopped twice ends the programs that it has started in groups of their own, as targets are", async () => {
  const run = play(`
    const { spawn } = require("node:child_process");
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1_000)"], { detached: true });
    process.once("exit", () => process.kill(-child.pid, "SIGKILL"));
    process.once("SIGINT", () => {
      process.once("SIGINT", () => process.exit(130));
      ${note("'draining'")}
    });
    child.once("spawn", () => { ${note("child.pid")} });`);
  await run.start();
  await run.has("note");
  const pid = Number(notesOf(run)[0]);
  run.stop();
  await expect.poll(() => notesOf(run).at(-1), { timeout: 20_000 }).toBe("draining");
  run.stop();
  await run.has("failed");
  expect(run.events().at(-1)).toMatchObject({ problem: { code: "run-stopped" }, exitCode: 130 });
  await expect.poll(() => isThere(pid), { timeout: 20_000 }).toBe(false);
});

test("a run that is just being started when the user interface ends is ended too, and no other one is started", async () => {
  const run = play(`setInterval(() => {}, 1_000);`);
  const started = run.start();
  await run.runs.close();
  await started;
  expect(run.events()).toMatchObject([{ kind: "failed" }]);
  await expect(run.start()).rejects.toMatchObject({ code: "usage-ending", message: "wsrig is ending" });
});

function notesOf(run: Played): readonly string[] {
  return run.events().flatMap((event) => (event.kind === "note" ? [event.text] : []));
}

function isThere(pid: number | undefined): boolean {
  try {
    return process.kill(pid ?? 0, 0);
  } catch {
    return false; // ESRCH: it is gone.
  }
}
