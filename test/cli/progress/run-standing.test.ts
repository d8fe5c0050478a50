import { expect, test } from "vitest";
import { standingOf } from "../../../src/cli/progress/run-standing.js";

const opening = { stage: "opening", connections: 7, failedConnections: 0, clients: 0, phases: [] } as const;

test("connections that fail to open are errors while the others open", () => {
  expect(standingOf(opening)).toEqual({ open: 7 });
  expect(standingOf({ ...opening, failedConnections: 3 })).toEqual({ open: 7, errors: 3 });
});

test("a running load leaves errors to the figures of each second, and says clients where they are not the connections", () => {
  const phases = [{ load: "a", phase: "steady" }];
  const running = { stage: "running", connections: 7, failedConnections: 3, clients: 2, phases } as const;
  const standing = standingOf(running);
  expect(standing).toEqual({ phase: "steady", open: 7, clients: 2 });
  expect(standing).not.toHaveProperty("errors");
});
