// A script as the work of a load: what its setup and its teardown see of the run.

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { systemClock } from "../../../src/clock.js";
import { runLoads } from "../../../src/engine/run-loads.js";
import { MetricCollector } from "../../../src/metrics/collector.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "wsrig-script-"));
});
afterEach(() => rm(folder, { recursive: true }));

const notes = () => join(folder, "notes.txt");

/** Runs a scenario whose parts note what they see; nobody is connected to. */
async function runScript(parts: string, signal?: AbortSignal) {
  const file = join(folder, "script.mjs");
  await writeFile(notes(), "");
  await writeFile(
    file,
    `import { appendFileSync } from "node:fs";
     import { scenario } from "wsrig";
     const note = (text) => appendFileSync(${JSON.stringify(notes())}, text + "\\n");
     export default scenario({ name: "noting", ${parts} });`,
  );
  const result = await runLoads({
    loads: [
      {
        url: "ws://127.0.0.1:9",
        warmUpMs: 0,
        executor: { kind: "per-client-iterations", clients: 1, iterations: 1, maxDurationMs: 60_000 },
        script: { file, scenario: "noting" },
      },
    ],
    collector: new MetricCollector({ clock: systemClock }),
    signal,
  });
  const failed = result.checks.filter(({ status }) => status === "fail").map(({ title }) => title);
  return { noted: await noted(), failed };
}

async function noted(): Promise<readonly string[]> {
  return (await readFile(notes(), "utf8")).split("\n").slice(0, -1);
}

test("a teardown after the end of the load's time is not interrupted: its signal has not aborted", async () => {
  const run = await runScript(`
    async setup({ signal }) { note("setup " + signal.aborted); },
    async run({ signal }) { note("run " + signal.aborted); },
    async teardown(_data, { signal }) { note("teardown " + signal.aborted); }`);
  expect(run).toEqual({ noted: ["setup false", "run false", "teardown false"], failed: [] });
});

test("an interrupt cuts off a setup, and ends the run", async () => {
  const interrupt = new AbortController();
  const running = runScript(
    `async setup({ signal }) {
       note("setup begins");
       await new Promise((resolve) => signal.addEventListener("abort", resolve));
       note("setup is interrupted");
       signal.throwIfAborted();
     },
     async run() { note("run"); },
     async teardown() { note("teardown"); }`,
    interrupt.signal,
  );
  await vi.waitFor(async () => expect(await noted()).toEqual(["setup begins"]), 60_000);
  interrupt.abort();
  expect(await running).toEqual({ noted: ["setup begins", "setup is interrupted"], failed: [] });
});
