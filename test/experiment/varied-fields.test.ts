import { expect, test } from "vitest";
import type { LoadOptions } from "../../src/engine/plan/load-options.js";
import { planRun } from "../../src/engine/plan/plan-run.js";
import { variedFields } from "../../src/experiment/varied-fields.js";

const base: LoadOptions = {
  url: "ws://127.0.0.1:9/",
  executor: { kind: "constant-clients", clients: 2, durationMs: 1_000 },
  traffic: { kind: "echo" },
};

type Changes = Partial<LoadOptions> & { readonly words?: readonly string[] };

function varied(...loads: readonly Changes[]): readonly string[] {
  return variedFields(
    [{}, ...loads].map(({ words, ...changes }: Changes) => ({
      variant: { ...(words !== undefined && { command: { words } }) },
      plan: planRun({ loads: [{ ...base, ...changes }], seed: 1 }),
    })),
  );
}

test.each<[string, Changes, readonly string[]]>([
  ["nothing", {}, []],
  ["its name and its tags", { name: "other", tags: { a: "b" } }, []],
  ["the URL", { url: "ws://127.0.0.1:10/" }, ["url"]],
  [
    "the delivery",
    { traffic: { kind: "echo", message: { delivery: { fragmentBytes: 64 } } } },
    ["traffic.message.delivery.fragmentBytes"],
  ],
  ["the kind of its traffic", { traffic: { kind: "idle" } }, ["traffic.kind"]],
  [
    "its clients and its time",
    { executor: { kind: "constant-clients", clients: 3, durationMs: 2_000 } },
    ["executor.clients", "executor.durationMs"],
  ],
  [
    "compression and headers",
    { dial: { compression: true, headers: [["A", "b"]] } },
    ["dial.compression", "dial.headers"],
  ],
  ["the pace of connecting", { connectRatePerSecond: 5 }, ["connectRatePerSecond"]],
  ["what starts the target", { words: ["server"] }, ["command"]],
])("a variant that differs in %s", (_, changes, fields) => {
  expect(varied(changes)).toEqual(fields);
});

test("fields of several variants are named once", () => {
  expect(
    varied({ url: "ws://127.0.0.1:10/" }, { url: "ws://127.0.0.1:11/", dial: { compression: true } }),
  ).toEqual(["url", "dial.compression"]);
});
