// What a variant of a file's experiment changes, put over the common load.

import { describe, expect, test } from "vitest";
import type { DeclaredExperiment, DeclaredVariant } from "../../../src/engine/file/load-file-schema.js";
import { mergedVariants } from "../../../src/engine/file/merged-variants.js";

const load: DeclaredExperiment["load"] = {
  path: "/echo",
  executor: { kind: "constant-clients", clients: 5, duration: "2s" },
  traffic: {
    kind: "echo",
    rate: 100,
    arrivals: "poisson",
    message: { kind: "binary", template: "{{feed.a}}", feed: { file: "a.csv" } },
  },
  connect: { compression: true, headers: { A: "1" } },
};

function merged(changes: Omit<DeclaredVariant, "name">): unknown {
  const [, variant] = mergedVariants({ load, variants: [{ name: "a" }, { name: "b", ...changes }] });
  return variant !== undefined && "load" in variant ? variant.load : variant?.problems;
}

describe("a variant", () => {
  test("that changes nothing has the common load", () => {
    expect(merged({})).toEqual(load);
  });

  test("changes single keys, however deep, and keeps the others", () => {
    expect(merged({ path: "/b", executor: { clients: 9 }, connect: { headers: { B: "2" } } })).toEqual({
      ...load,
      path: "/b",
      executor: { kind: "constant-clients", clients: 9, duration: "2s" },
      connect: { compression: true, headers: { A: "1", B: "2" } },
    });
  });

  test("that has another kind of traffic has none of the common one", () => {
    expect(merged({ traffic: { kind: "idle", pingInterval: "1s" } })).toMatchObject({
      traffic: { kind: "idle", pingInterval: "1s" },
    });
  });

  test("that says a size has no template and no rows for it", () => {
    expect(merged({ traffic: { message: { size: "1KiB" } } })).toMatchObject({
      traffic: { kind: "echo", rate: 100, message: { kind: "binary", size: "1KiB" } },
    });
  });

  test("that is a closed loop has no rate and no random gaps", () => {
    const { traffic } = merged({ traffic: { inFlight: 4 } }) as { readonly traffic: object };
    expect(traffic).toEqual({
      kind: "echo",
      inFlight: 4,
      message: load.traffic && "message" in load.traffic ? load.traffic.message : {},
    });
  });

  test("that runs a scenario has no traffic", () => {
    const found = merged({ scenario: "chat" }) as Readonly<Record<string, unknown>>;
    expect([found.scenario, found.traffic]).toEqual(["chat", undefined]);
  });

  test("is wrong where it says so, and the common load where that does", () => {
    expect(merged({ traffic: { rate: -1 }, executor: { clients: 0, x: 1 } })).toEqual([
      {
        path: ["experiment", "variants", 1, "executor", "clients"],
        message: "experiment.variants[1].executor.clients is 0; must be at least 1",
      },
      {
        path: ["experiment", "variants", 1, "executor", "x"],
        message: "experiment.variants[1].executor.x is not known here; known: kind, clients, duration",
      },
      {
        path: ["experiment", "variants", 1, "traffic", "rate"],
        message: "experiment.variants[1].traffic.rate is -1; must be greater than 0",
      },
    ]);
  });
});
