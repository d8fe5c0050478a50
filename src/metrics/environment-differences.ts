// Whether figures of two machines may be held against each other.

import { formatBytes } from "../units.js";
import type { ReportEnvironment } from "./environment.js";

/** One thing that is not alike. */
export interface EnvironmentDifference {
  readonly field: "cpu" | "cores" | "arch" | "os" | "node" | "memory";
  /** Of the one and of the other, as people read them; texts in quotes. */
  readonly values: readonly [string, string];
}

// The size that a kernel tells changes a little with its version, and from one start to the next.
const memoryTolerance = 0.02;

/** In what two machines, or their versions of Node.js, differ; empty for the same. That one ran in a CI job does not count. */
export function environmentDifferences(
  a: ReportEnvironment,
  b: ReportEnvironment,
): readonly EnvironmentDifference[] {
  const words = (["cpu", "cores", "arch", "os", "node"] as const).flatMap((field) =>
    a[field] === b[field]
      ? []
      : [{ field, values: [JSON.stringify(a[field]), JSON.stringify(b[field])] as const }],
  );
  const most = Math.max(a.memoryBytes, b.memoryBytes);
  if (Math.abs(a.memoryBytes - b.memoryBytes) <= memoryTolerance * most) return words;
  return [...words, { field: "memory", values: [formatBytes(a.memoryBytes), formatBytes(b.memoryBytes)] }];
}
