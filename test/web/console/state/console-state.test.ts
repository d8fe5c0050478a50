import { describe, expect, test } from "vitest";
import type { ServerState } from "../../../../src/link/conversation.js";
import { linkVersion, type ProcessMessage } from "../../../../src/link/process-message.js";
import {
  type ConsoleState,
  isRunUnderWay,
  noState,
  stateAfter,
} from "../../../../src/web/console/state/console-state.js";
import { justCome } from "../fake-windows.js";

function told(...messages: readonly ProcessMessage[]): ConsoleState {
  return messages.reduce(stateAfter, noState);
}

const began: ProcessMessage = {
  kind: "live",
  isAll: true,
  events: [
    {
      kind: "began",
      run: {
        kind: "run",
        name: "load",
        command: ["wsrig", "load"],
        startedAt: "2026-01-02T03:04:05.000Z",
        plan: {},
        environment: {},
        target: { url: "ws://127.0.0.1:9001" },
      } as never,
      loads: [],
    },
  ],
};

describe("the clients of the server window", () => {
  const first: ProcessMessage = {
    kind: "accepted",
    isAll: true,
    changed: [justCome(1), justCome(2)],
    removed: [],
  };

  test("are known by conversation, in the order of coming, each as it was told last", () => {
    const { accepted } = told(first, {
      kind: "accepted",
      isAll: false,
      changed: [{ ...justCome(1), messagesSent: 4 }, justCome(3)],
      removed: [2],
    });
    expect([...accepted.keys()]).toEqual([1, 3]);
    expect(accepted.get(1)?.messagesSent).toBe(4);
  });

  test("begin anew with a message of all of them", () => {
    const { accepted } = told(first, { kind: "accepted", isAll: true, changed: [justCome(7)], removed: [] });
    expect([...accepted.keys()]).toEqual([7]);
  });

  test("are remembered by their numbers when they have left the list", () => {
    const left = told(first, { kind: "accepted", isAll: false, changed: [], removed: [1] });
    expect([...left.past]).toEqual([[1, 1]]);
    const anew = stateAfter(left, { kind: "accepted", isAll: true, changed: [justCome(7)], removed: [] });
    expect([...anew.past]).toEqual([
      [1, 1],
      [2, 2],
    ]);
    const again = stateAfter(anew, { kind: "accepted", isAll: true, changed: [justCome(7)], removed: [] });
    expect(again.past).toBe(anew.past);
  });

  test("are another map when they change, so that a view notices, and the same when they do not", () => {
    const before = told(first);
    const changed = stateAfter(before, { kind: "accepted", isAll: false, changed: [], removed: [1] });
    expect(changed.accepted).not.toBe(before.accepted);
    expect([...before.accepted.keys()]).toEqual([1, 2]);
    const same = stateAfter(before, { kind: "accepted", isAll: false, changed: [], removed: [] });
    expect(same.accepted).toBe(before.accepted);
  });
});

test("hello, the server and the client tabs are as they were told last", () => {
  const hello: ProcessMessage = {
    kind: "hello",
    linkVersion,
    version: "1.2.3",
    mode: "console",
    behaviours: [],
    commands: [],
    folder: "reports",
  };
  const server: ServerState = {
    status: "listening",
    options: { port: 0, behaviour: "", secure: false, compression: true, subprotocols: [] },
    url: "ws://127.0.0.1:1",
    connected: 0,
    accepted: 0,
    refused: 0,
  };
  const { url: _, ...stopped } = { ...server, status: "stopped" as const };
  const state = told(hello, { kind: "server", server }, { kind: "server", server: stopped });
  expect(state).toEqual({ ...noState, hello, server: stopped });
});

test("the log and answers change nothing of it", () => {
  expect(stateAfter(noState, { kind: "log", isAll: true, entries: [] })).toBe(noState);
  expect(stateAfter(noState, { kind: "answer", id: 1 })).toBe(noState);
});

describe("a run", () => {
  const report = { report: "{}", curves: "[]", merged: "[]", variants: "[]", details: "null" };

  test("is under way from its beginning to its end, or its failure", () => {
    expect(isRunUnderWay(noState)).toBe(false);
    const running = told(began);
    expect(isRunUnderWay(running)).toBe(true);
    const ended = { kind: "ended", verdict: "pass", exitCode: 0, folder: "reports/a" } as const;
    expect(isRunUnderWay(stateAfter(running, { kind: "live", isAll: false, events: [ended] }))).toBe(false);
    const failed = { kind: "failed", problem: { code: "x", message: "y" }, exitCode: 70 } as const;
    expect(isRunUnderWay(stateAfter(running, { kind: "live", isAll: false, events: [failed] }))).toBe(false);
  });

  test("that begins puts the report of the one before away", () => {
    const reported = told(began, { kind: "report", documents: report });
    expect(reported.report).toEqual(report);
    const note: ProcessMessage = { kind: "live", isAll: false, events: [{ kind: "note", text: "late" }] };
    expect(stateAfter(reported, note).report).toEqual(report);
    expect(stateAfter(reported, began)).not.toHaveProperty("report");
  });
});
