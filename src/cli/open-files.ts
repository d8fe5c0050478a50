// Whether the system lets this process open as many connections as a load asks for.

import type { FlagValues } from "./flag-values.js";

// For the standard streams, the report's files, DNS and our own modules.
const reserve = 64;

/**
 * Notes in `flags` that `connections` are more than the limit of open files leaves room for. Near the limit a load
 * would not fail but stall, as nothing else can be opened either.
 *
 * @param limit - As {@link softLimitOfOpenFiles} gives it; `undefined` is no limit.
 */
export function noteTooManyConnections(
  connections: number,
  limit: number | undefined,
  flags: FlagValues,
): void {
  if (limit === undefined || connections <= limit - reserve) return;
  flags.problem(
    "connections",
    `--connections is ${connections}; this process may open ${limit} files, of which ${reserve} are kept for other use`,
    "Raise it with ulimit -n, or lower --connections.",
  );
}

/** The soft limit of open files of this process; `undefined` where there is none or the system does not say. */
export function softLimitOfOpenFiles(): number | undefined {
  // The type of node's report does not name its parts.
  const report = process.report.getReport() as unknown as {
    readonly userLimits?: { readonly open_files?: { readonly soft?: unknown } };
  };
  const soft = report.userLimits?.open_files?.soft;
  return typeof soft === "number" ? soft : undefined;
}
