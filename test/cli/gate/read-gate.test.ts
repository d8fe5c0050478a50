// The ways of `wsrig gate`, and what is said of flags that are none.

import { describe, expect, it } from "vitest";
import type { FlagTable } from "../../../src/cli/flags/flag-spec.js";
import { FlagValues } from "../../../src/cli/flags/flag-values.js";
import { type GateWay, readGateWay } from "../../../src/cli/gate/read-gate.js";

const names = ["baseline", "write-baseline", "against", "command-a", "command-b"];
const table: FlagTable = Object.fromEntries(
  names.map((name) => [name, { kind: "text", group: "Gate:", summary: name }]),
);
const url = "ws://127.0.0.1:8080/";

function read(given: Readonly<Record<string, string>>, target?: string): GateWay | undefined {
  const flags = new FlagValues(table, given);
  const way = readGateWay(flags, target);
  flags.throwProblems();
  return way;
}

describe("what is held against what", () => {
  it.each<[string, Readonly<Record<string, string>>, string | undefined, GateWay]>([
    ["two URLs", { against: "ws://old/" }, url, { kind: "urls", url, against: "ws://old/" }],
    [
      "two commands, at the usual place",
      { "command-a": "old", "command-b": "new" },
      undefined,
      { kind: "commands", url: "ws://127.0.0.1:{port}/", commandA: "old", commandB: "new" },
    ],
    [
      "two commands, at a place of their own",
      { "command-a": "old", "command-b": "new" },
      "ws://127.0.0.1:{port}/chat",
      { kind: "commands", url: "ws://127.0.0.1:{port}/chat", commandA: "old", commandB: "new" },
    ],
    ["a file", { baseline: "b.json" }, url, { kind: "stored", url, file: "b.json", commandB: undefined }],
    [
      "a file, the new build started for each block",
      { baseline: "b.json", "command-b": "new" },
      undefined,
      { kind: "stored", url: "ws://127.0.0.1:{port}/", file: "b.json", commandB: "new" },
    ],
    [
      "nothing yet: a file is written",
      { "write-baseline": "b.json" },
      url,
      { kind: "write", url, file: "b.json", commandB: undefined },
    ],
  ])("%s", (_, given, target, way) => {
    expect(read(given, target)).toEqual(way);
  });

  it.each<[Readonly<Record<string, string>>, string | undefined, string]>([
    [{}, url, "there is nothing to hold the new build against"],
    [{ "command-b": "new" }, url, "there is nothing to hold the new build against"],
    [{ "command-a": "old" }, url, "--command-a starts the old build, and nothing starts the new one"],
    [{ against: "ws://old/" }, undefined, "the URL of the new build is missing"],
    [{ baseline: "b.json" }, undefined, "the URL of the new build is missing"],
    [{ baseline: "a", "write-baseline": "b" }, url, "--baseline and --write-baseline exclude each other"],
    [{ baseline: "a", against: "ws://old/" }, url, "--baseline and --against exclude each other"],
    [
      { "write-baseline": "a", against: "ws://old/" },
      url,
      "--write-baseline and --against exclude each other",
    ],
    [{ baseline: "a", "command-a": "old" }, url, "--baseline and --command-a exclude each other"],
    [
      { "write-baseline": "a", "command-a": "old" },
      url,
      "--write-baseline and --command-a exclude each other",
    ],
    [{ against: "ws://old/", "command-a": "old" }, url, "--against and --command-a exclude each other"],
    [{ against: "ws://old/", "command-b": "new" }, url, "--against and --command-b exclude each other"],
    [
      { baseline: "a" },
      "ws://127.0.0.1:{port}/",
      'url is "ws://127.0.0.1:{port}/"; {port} has a value only where a command starts the target',
    ],
    [
      { against: "ws://old:{port}/" },
      url,
      '--against is "ws://old:{port}/"; {port} has a value only where a command starts the target',
    ],
  ])("refuses %j with URL %s", (given, target, message) => {
    expect(() => read(given, target)).toThrow(message);
  });
});
