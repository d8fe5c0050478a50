// The machine of reports that no machine made.

import type { ReportEnvironment } from "../src/metrics/environment.js";

export const someMachine: ReportEnvironment = {
  os: "Linux 6.1",
  arch: "x64",
  cpu: "Example CPU",
  cores: 2,
  memoryBytes: 8_589_934_592,
  node: "20.20.0",
  ci: false,
};
