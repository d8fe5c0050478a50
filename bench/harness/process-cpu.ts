// CPU time of a program that does not tell it itself, with all the processes that it started (Linux).

import { readdirSync, readFileSync } from "node:fs";

// USER_HZ: what /proc counts in. It is 100 on every Linux that Node runs on.
const usPerTick = 10_000;

/** User and system time of the process and its living descendants, in steps of 10 ms. */
export function treeCpuUs(pid: number): number {
  const processes = readdirSync("/proc").flatMap((name) => {
    const stat = /^\d+$/.test(name) ? readStat(Number(name)) : undefined;
    return stat === undefined ? [] : [stat];
  });
  const within = new Set([pid]);
  // A child may be listed before its parent: go on until no more are found.
  for (let before = 0; before < within.size; ) {
    before = within.size;
    for (const { pid: child, parent } of processes) if (within.has(parent)) within.add(child);
  }
  return processes.filter((stat) => within.has(stat.pid)).reduce((sum, stat) => sum + stat.cpuUs, 0);
}

function readStat(pid: number) {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold spaces; field 3 (state) follows it. See proc(5).
    const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
    const [parent, user, system] = [fields[1], fields[11], fields[12]].map(Number);
    return { pid, parent: parent ?? 0, cpuUs: ((user ?? 0) + (system ?? 0)) * usPerTick };
  } catch {
    return undefined; // It ended between the listing and the read.
  }
}
