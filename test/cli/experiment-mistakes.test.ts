// What may be wrong with the flags and the file of an experiment, as the user is told of it: nothing is sent before.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { commands } from "../../src/cli/commands.js";
import { parseCommandLine } from "../../src/cli/flags/command-line.js";
import { openTerminal } from "../../src/cli/terminal.js";
import { WsrigError } from "../../src/errors.js";

const terminal = openTerminal({ stdout: process.stdout, stderr: process.stderr, env: {} });

/** The mistake that `wsrig <args>` is told of. */
async function mistakeOf(...args: readonly string[]): Promise<Pick<WsrigError, "message" | "hint">> {
  try {
    const call = await parseCommandLine(args, { commands, version: "0", env: {} });
    await call?.command.run({ ...call, terminal, env: { PATH: process.env.PATH } });
  } catch (error) {
    if (!(error instanceof WsrigError)) throw error;
    expect(error.code).toMatch(/^(usage|scenario)-/);
    return { message: error.message, hint: error.hint };
  }
  throw new Error("nothing was wrong");
}

const url = "ws://127.0.0.1:9/echo";
const same = ["--variant", "a:", "--variant", "b:"];

describe("wsrig experiment <url>", () => {
  test.each<[string, readonly string[], string, string | undefined]>([
    [
      "nothing to compare",
      [],
      "there is nothing to compare: no --variant is given",
      "Add --variant 'NAME: FLAGS' with what shall differ, such as --variant 'fragments: --fragment-bytes 1024'; or start two builds with --command-a and --command-b.",
    ],
    [
      "a variant without a name",
      ["--variant", "x --size 1KiB"],
      '--variant is "x --size 1KiB"; must be NAME: FLAGS',
      "Write it as in --variant 'fragments: --fragment-bytes 1024'; a name has letters, digits, dots, dashes and spaces.",
    ],
    [
      "a flag that there is not",
      ["--variant", "x: --fragmen-bytes 4"],
      "variant x: wsrig experiment has no flag --fragmen-bytes",
      "Did you mean --fragment-bytes?",
    ],
    [
      "a flag of the whole experiment in a variant",
      ["--variant", "x: --workers 2"],
      "variant x: --workers is of the whole experiment, not of a variant",
      "Write it outside of --variant.",
    ],
    [
      "a flag of the report in a variant",
      ["--variant", "x: --json"],
      "variant x: --json is of the whole experiment, not of a variant",
      "Write it outside of --variant.",
    ],
    [
      "a flag without its value in a variant",
      ["--variant", "x: --rate"],
      "variant x: --rate needs a value",
      "See wsrig experiment --help.",
    ],
    [
      "a word too many",
      ["--variant", "x: whole"],
      'variant x: wsrig experiment takes no "whole"',
      "See wsrig experiment --help.",
    ],
    [
      "a wrong value in a variant",
      ["--variant", "x: --driver foo"],
      'variant x: --driver is "foo"; must be one of "frame", "ws"',
      "See wsrig experiment --help.",
    ],
    [
      "a wrong size in a variant",
      ["--variant", "x: --size 3"],
      'variant x: --size is "3"; must be a size with its unit, such as "32B", "16KiB", "1MiB"',
      "Write 3B if you mean bytes.",
    ],
    [
      "a wrong size for all: no variant is named",
      [...same, "--size", "3"],
      '--size is "3"; must be a size with its unit, such as "32B", "16KiB", "1MiB"',
      "Write 3B if you mean bytes.",
    ],
    [
      "what only a shell can do",
      ["--variant", "x: --size 1KiB | cat"],
      'variant x has "|" outside of quotes, and no shell reads it',
      "Put it in quotes, or run a shell: sh -c '...'.",
    ],
    [
      "a URL that is none in a variant",
      ["--variant", "x: --url http://127.0.0.1:9"],
      'variant x: --url is "http://127.0.0.1:9"; must be a URL that begins with ws:// or wss://',
      "Did you mean ws://127.0.0.1:9?",
    ],
    [
      "what the engine refuses, in the words of the flags",
      ["--variant", "x: --write-bytes 100 --driver ws"],
      'variant x: --write-bytes needs a driver that can send raw frames; the driver "ws" cannot',
      undefined,
    ],
    [
      "a name twice",
      ["--variant", "a:", "--variant", "a: --size 1KiB"],
      'two variants are named "a"; names must differ',
      undefined,
    ],
    [
      "4 blocks",
      [...same, "--blocks", "4"],
      '--blocks is "4"; must be at least 5, as with fewer no difference can be told from chance',
      "Make blocks shorter with --duration, not fewer.",
    ],
    [
      "a figure that there is not",
      [...same, "--gate", "p95"],
      '--gate is "p95"; must be one of p50, p90, p99, p999, throughput, errorRate, handshake, cpuPerMessage, bytesPerMessage',
      "Did you mean p90?",
    ],
    [
      "commands of two sides for three variants",
      [...same, "--variant", "c:", "--command-a", "x"],
      "--command-a is for two variants, and there are 3",
      "Write --command in each variant.",
    ],
    [
      "a command for all and one for a side",
      [...same, "--command", "x", "--command-a", "x"],
      "--command-a and --command exclude each other",
      "Give one command for all, or one for each.",
    ],
    [
      "an empty command",
      [...same, "--command-a", " "],
      "--command-a is empty",
      "Give a program with its arguments, as one text: 'node server.js {port}'.",
    ],
    [
      "a process to watch beside one that is started",
      [...same, "--command", "x", "--watch-pid", "1"],
      "--watch-pid is for a target that runs already; one that is started is watched by itself",
      undefined,
    ],
    ["a ramp", [...same, "--phase", "1s:5"], "wsrig experiment has no flag --phase", undefined],
    [
      "--url beside a URL",
      [...same, "--url", url],
      "--url is for a file; the URL is given already",
      "Leave it out.",
    ],
  ])("%s", async (_, args, message, hint) => {
    const told = await mistakeOf("experiment", url, ...args);
    expect(told.message).toBe(message);
    if (hint !== undefined) expect(told.hint).toBe(hint);
  });

  test("a port to be chosen without a program that gets it", async () => {
    expect(await mistakeOf("experiment", "ws://127.0.0.1:{port}/", ...same)).toEqual({
      message: 'url is "ws://127.0.0.1:{port}/", and no command starts its target',
      hint: "{port} stands for the port of a program that --command-a, --command-b or --command starts.",
    });
  });
});

describe("wsrig experiment <file>", () => {
  function fileOf(text: string): string {
    const folder = mkdtempSync(join(tmpdir(), "wsrig-experiment-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const path = join(folder, "x.yaml");
    writeFileSync(path, text);
    return path;
  }

  const experiment = (variant: string, more = ""): string => `
url: ws://127.0.0.1:9
experiment:
  load:
    executor: { kind: constant-clients, clients: 2, duration: 1s }
    traffic: { kind: echo, message: { size: 16KiB } }
  variants:
    - name: whole
    - name: cut
      ${variant}
${more}`;

  test.each<[string, string, string]>([
    [
      "a key that there is not, where it was written",
      experiment("traffic: { message: { fragmnt: 4KiB } }"),
      '10:38: experiment.variants[1].traffic.message.fragmnt is not known here; did you mean "fragment"?',
    ],
    [
      "a value that is none",
      experiment("traffic: { message: { fragment: 4 } }"),
      '10:39: experiment.variants[1].traffic.message.fragment is 4; must be a size with its unit, such as "32B", "16KiB", "1MiB" (write "4B" if you mean bytes)',
    ],
    [
      "a key of the variant",
      experiment("traffc: {}"),
      '10:15: experiment.variants[1].traffc is not known here; did you mean "traffic"?',
    ],
    [
      "too few blocks",
      experiment("path: /a", "  blocks: 3"),
      "11:11: experiment.blocks is 3; must be at least 5",
    ],
    [
      "a figure that there is not",
      experiment("path: /a", "  metrics: [p51]"),
      '11:13: experiment.metrics[0] is "p51"; must be "p50" or "p90" or "p99" or "p999" or "throughput" or "errorRate" or "handshake" or "cpuPerMessage" or "bytesPerMessage"',
    ],
    [
      "loads beside it",
      experiment("path: /a", "loads: {}"),
      "11:8: loads is for other files; this one has an experiment, which says what it needs itself",
    ],
  ])("%s", async (_, text, message) => {
    const path = fileOf(text);
    expect((await mistakeOf("experiment", path)).message).toBe(`${path}:${message}`);
  });

  test("what is wrong with the common load is said once, at its place", async () => {
    const path = fileOf(experiment("path: /a").replace("clients: 2", "clients: 0"));
    expect((await mistakeOf("experiment", path)).message).toBe(
      `${path}:5:50: experiment.load.executor.clients is 0; must be at least 1`,
    );
  });

  test("what only the plan can tell is told by the keys of the file", async () => {
    const path = fileOf(experiment("traffic: { message: { write: 0B } }"));
    expect((await mistakeOf("experiment", path)).message).toBe(
      'experiment.variants[1].traffic.message.write is "0B"; must be a whole number of at least 1',
    );
  });

  test("a file without an experiment, and an experiment for wsrig run, name the other command", async () => {
    const single = fileOf("name: a\nsteps: [connect]\n");
    expect(await mistakeOf("experiment", single)).toEqual({
      message: `${single} has scenarios and no experiment`,
      hint: `Run it with wsrig run ${single}, or add an experiment with its variants.`,
    });
    const whole = fileOf(experiment("path: /a"));
    expect(await mistakeOf("run", whole)).toEqual({
      message: `${whole} has an experiment, not a single run`,
      hint: `Run it with wsrig experiment ${whole}.`,
    });
  });

  test("flags of a load are for a URL", async () => {
    expect(await mistakeOf("experiment", fileOf(experiment("path: /a")), "--size", "1KiB")).toEqual({
      message: "--size is for a URL; a file says itself what its variants are",
      hint: "Write it into the file.",
    });
  });
});
