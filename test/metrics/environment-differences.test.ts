import { describe, expect, it } from "vitest";
import type { ReportEnvironment } from "../../src/metrics/environment.js";
import { environmentDifferences } from "../../src/metrics/environment-differences.js";

const machine: ReportEnvironment = {
  os: "Linux 6.1",
  arch: "x64",
  cpu: "Example CPU",
  cores: 2,
  memoryBytes: 8 * 2 ** 30,
  node: "20.20.0",
  ci: false,
};

describe("two machines", () => {
  it.each<[string, Partial<ReportEnvironment>, readonly string[]]>([
    ["themselves", {}, []],
    ["themselves in a CI job", { ci: true }, []],
    ["themselves with a little less memory for a new kernel", { memoryBytes: 7.9 * 2 ** 30 }, []],
    [
      "one with half the memory",
      { memoryBytes: 4 * 2 ** 30 },
      ["the memory is 8.0 GiB there and 4.0 GiB here"],
    ],
    ["another system", { os: "Linux 6.6" }, ["the system is Linux 6.1 there and Linux 6.6 here"]],
    ["another architecture", { arch: "arm64" }, ["the architecture is x64 there and arm64 here"]],
    [
      "another CPU with another Node",
      { cpu: "Other CPU", node: "22.1.0" },
      [
        "the CPU is Example CPU there and Other CPU here",
        "the version of Node is 20.20.0 there and 22.1.0 here",
      ],
    ],
    ["more cores", { cores: 8 }, ["the number of cores is 2 there and 8 here"]],
  ])("differ from %s by what is named", (_, change, differences) => {
    expect(environmentDifferences(machine, { ...machine, ...change })).toEqual(differences);
  });
});
