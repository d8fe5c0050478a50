import { describe, expect, test } from "vitest";
import type { Accepted } from "../../../../src/link/conversation.js";
import {
  type AcceptedColumn,
  acceptedRows,
  openAmong,
  orderAfter,
  rowsBetween,
  stillListed,
  withRows,
} from "../../../../src/web/console/data/accepted-rows.js";
import { justCome } from "../fake-windows.js";

const closed = { code: 1_001, reason: "", wasClean: true, initiatedBy: "peer" } as const;
const clients: readonly Accepted[] = [
  { ...justCome(1), address: "127.0.0.1:9", messagesSent: 5, bytesReceived: 10, pingUs: 900, target: "/b" },
  { ...justCome(2), address: "127.0.0.1:10", state: "closed", closed, subprotocol: "chat" },
  { ...justCome(3), address: "127.0.0.1:8", messagesReceived: 7, bytesSent: 9, pingUs: 80, target: "/a" },
];
const accepted = new Map(clients.map((one) => [one.conversation, one]));
const none: ReadonlySet<number> = new Set();

function numbers(
  column: AcceptedColumn,
  { isDescending = false, hidesClosed = false } = {},
): readonly number[] {
  return acceptedRows(accepted, { order: { column, isDescending }, hidesClosed, selected: none }).map(
    ({ number }) => number,
  );
}

describe("the order of clients", () => {
  test.each<[AcceptedColumn, readonly number[]]>([
    ["number", [1, 2, 3]],
    ["address", [3, 1, 2]],
    ["state", [1, 3, 2]],
    ["messages", [2, 1, 3]],
    ["bytes", [2, 3, 1]],
    ["ping", [3, 1, 2]],
    ["target", [2, 3, 1]],
    ["subprotocol", [1, 3, 2]],
    ["since", [1, 2, 3]],
  ])("by %s is %j", (column, expected) => {
    expect(numbers(column)).toEqual(expected);
  });

  test("turned round, equal ones stay in the order of coming", () => {
    expect(numbers("subprotocol", { isDescending: true })).toEqual([2, 1, 3]);
  });

  test("is turned round by a second press on a heading, and begins upwards on another", () => {
    const order = orderAfter({ column: "number", isDescending: false }, "ping");
    expect(order).toEqual({ column: "ping", isDescending: false });
    expect(orderAfter(order, "ping")).toEqual({ column: "ping", isDescending: true });
  });
});

test("closed clients are hidden when asked, but for selected ones", () => {
  expect(numbers("number", { hidesClosed: true })).toEqual([1, 3]);
  const order = { column: "number", isDescending: false } as const;
  const rows = acceptedRows(accepted, { order, hidesClosed: true, selected: new Set([2]) });
  expect(rows.map(({ number }) => number)).toEqual([1, 2, 3]);
});

describe("the selection", () => {
  test("is sent to where it is open", () => {
    expect(openAmong(accepted, new Set([3, 2, 1]))).toEqual([1, 3]);
  });

  test("loses clients that have left the list, and is the same where none has", () => {
    const selected = new Set([1, 3]);
    expect(stillListed(selected, accepted)).toBe(selected);
    expect([...stillListed(new Set([1, 99]), accepted)]).toEqual([1]);
  });

  test("takes and loses rows", () => {
    expect([...withRows(new Set([9]), clients, { isSelected: true })]).toEqual([9, 1, 2, 3]);
    expect([...withRows(new Set([9, 2]), clients, { isSelected: false })]).toEqual([9]);
  });

  test.each([
    ["downwards", 1, 3, [1, 2, 3]],
    ["upwards", 3, 2, [2, 3]],
    ["from nothing", undefined, 2, [2]],
    ["from a row that is not shown", 99, 2, [2]],
    ["to a row that is not shown", 1, 99, []],
  ])("reaches %s", (_, from, to, expected) => {
    expect(rowsBetween(clients, from, to).map(({ number }) => number)).toEqual(expected);
  });
});
