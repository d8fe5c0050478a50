// Where the figures of other processes come from: /proc of Linux.

import { readdir, readFile, stat } from "node:fs/promises";
import { WsrigError } from "../errors.js";
import {
  type ProcStat,
  type ProcStatus,
  parseProcChildren,
  parseProcStat,
  parseProcStatus,
} from "../metrics/proc-texts.js";

/** What is known of one process at one time. */
export interface ProcessReading extends ProcStat, ProcStatus {
  readonly openFiles: number;
}

/** Where readings come from. */
export interface ProcessSource {
  /** `undefined` when there is no such process (any more). @throws the system's error when it may not be read */
  read(pid: number): Promise<ProcessReading | undefined>;
  /** The processes that `pid` has started and that still run; empty when it has ended. */
  children(pid: number): Promise<readonly number[]>;
}

/** A process that nobody has waited for yet is still in /proc. */
export function hasEnded({ state }: ProcStat): boolean {
  return state === "Z" || state === "X";
}

/** The processes of this machine. @throws WsrigError `usage-watch-unsupported` where there is no /proc */
export function systemProcesses(platform: NodeJS.Platform = process.platform): ProcessSource {
  if (platform === "linux") return procSource;
  throw new WsrigError(
    "usage-watch-unsupported",
    `--watch-pid needs /proc, which this system (${platform}) does not have; must be Linux`,
    { path: "--watch-pid", hint: "Leave it out, or run wsrig and the server on Linux." },
  );
}

const procSource: ProcessSource = {
  async read(pid) {
    try {
      const [statText, statusText] = await Promise.all(
        ["stat", "status"].map((file) => readFile(`/proc/${pid}/${file}`, "utf8")),
      );
      const [found, status] = [parseProcStat(statText ?? ""), parseProcStatus(statusText ?? "")];
      if (found === undefined || status === undefined) return undefined;
      return { ...found, ...status, openFiles: hasEnded(found) ? 0 : await countOpenFiles(pid) };
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  },
  async children(pid) {
    try {
      const threads = await readdir(`/proc/${pid}/task`);
      const texts = threads.map((thread) =>
        readFile(`/proc/${pid}/task/${thread}/children`, "utf8").catch(() => ""),
      );
      return (await Promise.all(texts)).flatMap(parseProcChildren);
    } catch {
      return []; // It has ended.
    }
  },
};

/** Linux 6.2 and later tell the count as the folder's size; to list 50,000 names would hold up the event loop. */
async function countOpenFiles(pid: number): Promise<number> {
  const { size } = await stat(`/proc/${pid}/fd`);
  return size > 0 ? size : (await readdir(`/proc/${pid}/fd`)).length;
}

function isGone(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOENT" || code === "ESRCH";
}
