import { expect, it } from "vitest";
import { reportFlags } from "../../../src/cli/flags/flag-groups.js";
import { FlagValues } from "../../../src/cli/flags/flag-values.js";
import { repeatCommand, withSeed } from "../../../src/cli/reporting/repeat-command.js";
import { openTerminal } from "../../../src/cli/terminal.js";

it("the repeat command keeps what makes the run, and leaves out where it was told", () => {
  const { stdout, stderr } = process;
  const command = { name: "check", positionals: [{ name: "url", summary: "" }] };
  const values = {
    json: true,
    quiet: true,
    html: "a.html",
    junit: "-",
    markdown: "b.md",
    out: "reports",
    name: "nightly",
    tag: ["a=1", "b=2"],
  };
  expect(
    repeatCommand(command, {
      positionals: { url: "ws://h" },
      program: [],
      flags: new FlagValues(reportFlags, values),
      terminal: openTerminal({ stdout, stderr, env: {} }),
      env: {},
    }),
  ).toEqual(["wsrig", "check", "ws://h", "--name", "nightly", "--tag", "a=1", "--tag", "b=2"]);
});

it.each([
  [
    ["wsrig", "load", "ws://h"],
    ["wsrig", "load", "ws://h", "--seed", "7"],
  ],
  [
    ["wsrig", "load", "--seed=-5"],
    ["wsrig", "load", "--seed=-5"],
  ],
  [
    ["wsrig", "load", "--seed", "5"],
    ["wsrig", "load", "--seed", "5"],
  ],
  [
    ["wsrig", "conform-client", "--", "a", "--seed", "1"],
    ["wsrig", "conform-client", "--seed", "7", "--", "a", "--seed", "1"],
  ],
])("the seed goes into %j before a program, once", (command, seeded) => {
  expect(withSeed(command, 7)).toEqual(seeded);
});
