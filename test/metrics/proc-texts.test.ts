import { describe, expect, test } from "vitest";
import { parseProcChildren, parseProcStat, parseProcStatus } from "../../src/metrics/proc-texts.js";

/** A line as Linux 6.18 writes it: 52 fields, with user time 1234, system time 66 and start 185240. */
function statLine(command: string, state = "S"): string {
  return `3515 (${command}) ${state} 2499 2499 3469 0 -1 4194304 101 7 8 9 1234 66 55 44 20 0 11 0 185240 3133440 388 18446744073709551615 94494537449472 94494537469353 140722966079328 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0 94494537485360 94494537486976 94494729940992 140722966088176 140722966088196 140722966088196 140722966089707 0\n`;
}

describe("/proc/PID/stat", () => {
  test.each([
    ["a plain name", "node"],
    ["spaces", "my server 1.0"],
    ["parentheses", "a) R (b"],
    ["what looks like the rest of the line", "x) S 1 2 3 4 5 6"],
    ["a line break", "a\nb"],
    ["nothing", ""],
  ])("of a command with %s", (_title, command) => {
    expect(parseProcStat(statLine(command))).toEqual({
      pid: 3_515,
      command,
      state: "S",
      cpuUs: 13_000_000,
      startTicks: 185_240,
    });
  });

  test.each(["Z", "R", "D", "X"])("in the state %s", (state) => {
    expect(parseProcStat(statLine("node", state))?.state).toBe(state);
  });

  test.each([
    ["is empty", ""],
    ["has no parentheses", "1 node S 2"],
    ["is cut short", statLine("node").slice(0, 60)],
    ["has a number that is none", statLine("node").replace("1234", "-")],
  ])("that %s is not taken", (_title, text) => {
    expect(parseProcStat(text)).toBeUndefined();
  });
});

describe("/proc/PID/status", () => {
  const text =
    "Name:\tThreads: 5\nUmask:\t0022\nState:\tS (sleeping)\nTgid:\t3515\nPid:\t3517\nVmHWM:\t   99999 kB\nVmRSS:\t   45712 kB\nThreads:\t11\nSigQ:\t1/96365\n";

  test("gives the process of a thread, its memory in bytes and its threads, whatever its name says", () => {
    expect(parseProcStatus(text)).toEqual({ threadGroup: 3_515, memoryBytes: 45_712 * 1_024, threads: 11 });
  });

  test("of a process that has ended has no memory", () => {
    const ended = text.replace(/^VmRSS.*\n/m, "").replace(/^VmHWM.*\n/m, "");
    expect(parseProcStatus(ended)).toEqual({ threadGroup: 3_515, memoryBytes: 0, threads: 11 });
  });

  test.each([
    ["is empty", ""],
    ["has no threads", "Tgid:\t1\n"],
    ["has no process", "Threads:\t1\n"],
  ])("that %s is not taken", (_title, wrong) => {
    expect(parseProcStatus(wrong)).toBeUndefined();
  });
});

test.each([
  ["", []],
  ["3516 ", [3_516]],
  ["3516 3517 \n", [3_516, 3_517]],
])("/proc/PID/task/TID/children %j names %j", (text, pids) => {
  expect(parseProcChildren(text)).toEqual(pids);
});
