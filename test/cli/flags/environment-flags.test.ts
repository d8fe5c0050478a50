import { describe, expect, it } from "vitest";
import { flagsFromEnvironment, variableName } from "../../../src/cli/flags/environment-flags.js";
import type { FlagTable } from "../../../src/cli/flags/flag-spec.js";
import { runCli } from "../run-cli.js";

const flags: FlagTable = {
  "in-flight": { kind: "text", group: "g", summary: "s" },
  header: { kind: "list", group: "g", summary: "s" },
  json: { kind: "switch", group: "g", summary: "s" },
};

describe("flags from the environment", () => {
  it("a flag's variable is its name in capitals with underscores", () => {
    expect(variableName("in-flight")).toBe("WSRIG_IN_FLIGHT");
  });

  it("only variables of the command's flags are read", () => {
    expect(flagsFromEnvironment(flags, { WSRIG_IN_FLIGHT: "4", WSRIG_PORT: "1", PATH: "/bin" })).toEqual({
      "in-flight": "4",
    });
  });

  it("a list has one value a line", () => {
    expect(flagsFromEnvironment(flags, { WSRIG_HEADER: "A: 1\nB: 2" })).toEqual({ header: ["A: 1", "B: 2"] });
  });

  it.each([
    ["1", true],
    ["true", true],
    ["ON", true],
    ["0", false],
    ["no", false],
  ])("a switch that is %s is %s", (text, value) => {
    expect(flagsFromEnvironment(flags, { WSRIG_JSON: text })).toEqual({ json: value });
  });

  it("an empty variable counts as absent", () => {
    expect(flagsFromEnvironment(flags, { WSRIG_JSON: "", WSRIG_IN_FLIGHT: "" })).toEqual({});
  });

  it("a switch that is neither on nor off is a mistake", async () => {
    const { code, stderr } = await runCli(["list", "metrics"], { env: { WSRIG_JSON: "maybe" } });
    expect(code).toBe(2);
    expect(stderr).toBe(
      'error: WSRIG_JSON is "maybe"; must be 1 or 0\nhint: Set WSRIG_JSON=1 to turn it on, or unset it.\n',
    );
  });

  it("a command reads its own variables and passes over those of others", async () => {
    const { code, stdout } = await runCli(["list", "metrics"], {
      env: { WSRIG_JSON: "1", WSRIG_DURATION: "5", WSRIG_X: "y" },
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: "ws_msg_latency" })]),
    );
  });

  it("WSRIG_JSON shapes the errors of a command line that does not parse, too", async () => {
    const { code, stderr } = await runCli(["load", "--bogus"], { env: { WSRIG_JSON: "1" } });
    expect(code).toBe(2);
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: expect.stringMatching(/^usage-/) } });
  });

  it("a wrong value in a variable is reported like one on the command line", async () => {
    const { code, stderr } = await runCli(["load", "ws://127.0.0.1:1/"], { env: { WSRIG_DURATION: "5" } });
    expect(code).toBe(2);
    expect(stderr).toContain('--duration is "5"');
  });

  it("the command line goes before the environment, for lists too", async () => {
    const env = { WSRIG_DURATION: "5", WSRIG_HEADER: "broken" };
    const { code, stderr } = await runCli(["load", "ws://127.0.0.1:1/", "-d", "1s", "-H", "A: 1"], { env });
    expect(stderr).not.toContain("duration");
    expect(stderr).not.toContain("broken");
    expect(code).toBe(3);
  });
});
