// A load near the limit of open files is refused before it stalls.

import { describe, expect, it } from "vitest";
import { FlagValues } from "../../src/cli/flag-values.js";
import { noteTooManyConnections, softLimitOfOpenFiles } from "../../src/cli/open-files.js";

describe("connections against the soft limit of open files", () => {
  it.each([
    [960, 1_024, undefined],
    [
      961,
      1_024,
      "--connections is 961; this process may open 1024 files, of which 64 are kept for other use",
    ],
    [1_000_000, undefined, undefined],
  ])("%i connections with a limit of %s", (connections, limit, message) => {
    const flags = new FlagValues({}, {});
    noteTooManyConnections(connections, limit, flags);
    if (message === undefined) expect(() => flags.throwProblems()).not.toThrow();
    else {
      expect(() => flags.throwProblems()).toThrow(
        expect.objectContaining({
          code: "usage-invalid-flag",
          message,
          path: "--connections",
          hint: "Raise it with ulimit -n, or lower --connections.",
        }),
      );
    }
  });

  it("the limit of this process is a number of at least 1, or unlimited", () => {
    expect(softLimitOfOpenFiles() ?? 1).toBeGreaterThan(0);
  });
});
