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
    ["one with half the memory", { memoryBytes: 4 * 2 ** 30 }, ["memory: 8 GiB, 4 GiB"]],
    ["another system", { os: "Linux 6.6" }, ['os: "Linux 6.1", "Linux 6.6"']],
    ["another architecture", { arch: "arm64" }, ['arch: "x64", "arm64"']],
    [
      "another CPU with another Node.js",
      { cpu: "Other CPU", node: "22.1.0" },
      ['cpu: "Example CPU", "Other CPU"', 'node: "20.20.0", "22.1.0"'],
    ],
    ["more cores", { cores: 8 }, ["cores: 2, 8"]],
  ])("differ from %s by what is named", (_, change, differences) => {
    const found = environmentDifferences(machine, { ...machine, ...change });
    expect(found.map(({ field, values }) => `${field}: ${values.join(", ")}`)).toEqual(differences);
  });
});
