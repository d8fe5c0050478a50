import { expect, it } from "vitest";
import { reportFlags } from "../../src/cli/flag-groups.js";
import { FlagValues } from "../../src/cli/flag-values.js";
import { repeatCommand } from "../../src/cli/repeat-command.js";
import { openTerminal } from "../../src/cli/terminal.js";

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
