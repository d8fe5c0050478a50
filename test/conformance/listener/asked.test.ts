import { expect, test } from "vitest";
import { readAsked } from "../../../src/conformance/listener/asked.js";

const ids = ["1.1.1", "1.1.2", "H.1.1"];

test.each([
  ["/getCaseCount", { kind: "case-count" }],
  ["/getCaseInfo?case=2", { kind: "case-info", index: 1 }],
  ["/runCase?case=1&agent=ws", { kind: "run", index: 0, agent: "ws" }],
  ["/runCase?case=3&agent=Mozilla%2F5.0%20X", { kind: "run", index: 2, agent: "Mozilla/5.0 X" }],
  ["/runCase?casetuple=H.1.1&agent=ws", { kind: "run", index: 2, agent: "ws" }],
  ["/getCaseStatus?case=2&agent=ws", { kind: "case-status", index: 1, agent: "ws" }],
  ["/updateReports?agent=ws", { kind: "update-reports", agent: "ws", stops: false }],
  ["/updateReports?agent=ws&shutdownOnComplete=true", { kind: "update-reports", agent: "ws", stops: true }],
  ["/updateReports?agent=ws&shutdownOnComplete=yes", { kind: "update-reports", agent: "ws", stops: true }],
  ["/updateReports", { kind: "update-reports", agent: undefined, stops: false }],
  ["/stopServer", { kind: "stop" }],
] as const)("%s is understood", (target, asked) => {
  expect(readAsked(target, ids)).toEqual(asked);
});

test.each([
  ["/runCase?case=0&agent=ws", 400, 'case is "0"; must be a number from 1 to 3'],
  ["/runCase?case=4&agent=ws", 400, 'case is "4"; must be a number from 1 to 3'],
  ["/runCase?case=1.5&agent=ws", 400, 'case is "1.5"; must be a number from 1 to 3'],
  ["/runCase?agent=ws", 400, 'case is ""; must be a number from 1 to 3'],
  ["/runCase?casetuple=9.1.1&agent=ws", 400, 'casetuple is "9.1.1"; must be the id of a selected case'],
  ["/runCase?case=1", 400, "agent has 0 characters; must have 1 to 200"],
  [`/runCase?case=1&agent=${"x".repeat(201)}`, 400, "agent has 201 characters; must have 1 to 200"],
  ["/getCaseStatus?case=1", 400, "agent has 0 characters; must have 1 to 200"],
  ["/echo", 404, "the target /echo is unknown; try /getCaseCount or /runCase"],
  ["//", 404, "the target // is unknown; try /getCaseCount or /runCase"],
  ["//[", 404, "the target //[ is unknown; try /getCaseCount or /runCase"],
  [
    "//host:port/runCase?case=1&agent=ws",
    404,
    "the target //host:port/runCase is unknown; try /getCaseCount or /runCase",
  ],
] as const)("%s is refused", (target, status, message) => {
  expect(readAsked(target, ids)).toEqual({ kind: "refused", status, message });
});
