// The texts of Linux's /proc about one process, as numbers: proc_pid_stat(5), proc_pid_status(5), proc_tid_children(5).

/** From `/proc/PID/stat`. */
export interface ProcStat {
  readonly pid: number;
  /** The program's name, at most 15 bytes. */
  readonly command: string;
  /** One letter: `R`, `S`, `D`, `Z` (has ended and was not waited for), `T`, `X` … */
  readonly state: string;
  /** User and system time of all threads, those that have ended too, in µs; exact to 10 ms. */
  readonly cpuUs: number;
  /** When it started, in clock ticks since boot: tells two processes with one PID apart. */
  readonly startTicks: number;
}

/** From `/proc/PID/status`. */
export interface ProcStatus {
  /** The process of which this is a thread; its own PID for a process. */
  readonly threadGroup: number;
  /** Resident memory; 0 for a process that has none, such as one that has ended. */
  readonly memoryBytes: number;
  readonly threads: number;
}

// USER_HZ, in which Linux counts for programs whatever the kernel's own rate is.
const ticksPerSecond = 100;

/** `undefined` when `text` is no such line. */
export function parseProcStat(text: string): ProcStat | undefined {
  // The name may hold spaces and parentheses, so it ends at the last one.
  const [, pid = "", command = "", rest = ""] = /^(\d+) \((.*)\) (.*)$/s.exec(text.trimEnd()) ?? [];
  const fields = rest.split(" ");
  // `state` is field 3 of the line, `utime` 14, `stime` 15, `starttime` 22.
  const field = (number: number): string => fields[number - 3] ?? "";
  const numbers = [14, 15, 22].map((number) => integer(field(number)));
  const [userTicks, systemTicks, startTicks] = numbers;
  if (userTicks === undefined || systemTicks === undefined || startTicks === undefined) return undefined;
  const cpuUs = ((userTicks + systemTicks) * 1_000_000) / ticksPerSecond;
  return { pid: Number(pid), command, state: field(3), cpuUs, startTicks };
}

/** `undefined` when `text` lacks a line that every process has. */
export function parseProcStatus(text: string): ProcStatus | undefined {
  const line = (name: string): string | undefined => new RegExp(`^${name}:\\s*(.*)$`, "m").exec(text)?.[1];
  const threadGroup = integer(line("Tgid"));
  const threads = integer(line("Threads"));
  if (threadGroup === undefined || threads === undefined) return undefined;
  const kibibytes = integer(line("VmRSS")?.replace(/ kB$/, "").trim()) ?? 0;
  return { threadGroup, threads, memoryBytes: kibibytes * 1_024 };
}

/** The PIDs in `/proc/PID/task/TID/children`. */
export function parseProcChildren(text: string): readonly number[] {
  return text.split(/\s+/).flatMap((word) => integer(word) ?? []);
}

function integer(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
