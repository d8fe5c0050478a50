// What this machine lets a generator do: open files, source ports, cores.

import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";

/** Limits that a plan must keep. `undefined`: none, or the system does not say. */
export interface MachineLimits {
  /** Soft limit of open files of a process. */
  readonly openFiles: number | undefined;
  /** Source ports for connections from one address to one target. */
  readonly portsPerAddress: number | undefined;
  readonly cores: number;
}

/** Reads the limits of this machine. */
export function readMachineLimits(): MachineLimits {
  return {
    openFiles: softLimitOfOpenFiles(),
    portsPerAddress: portsPerAddress(),
    cores: availableParallelism(),
  };
}

function softLimitOfOpenFiles(): number | undefined {
  // The type of node's report does not name its parts.
  const report: { readonly userLimits?: { readonly open_files?: { readonly soft?: unknown } } } =
    process.report.getReport();
  const soft = report.userLimits?.open_files?.soft;
  return typeof soft === "number" ? soft : undefined;
}

function portsPerAddress(): number | undefined {
  try {
    const [low = "", high = ""] = readFileSync("/proc/sys/net/ipv4/ip_local_port_range", "utf8")
      .trim()
      .split(/\s+/);
    const ports = Number(high) - Number(low) + 1;
    return ports > 0 ? ports : undefined;
  } catch {
    return undefined; // Not Linux: the system does not say it there.
  }
}
