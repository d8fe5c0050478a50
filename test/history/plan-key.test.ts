import { describe, expect, test } from "vitest";
import { planKey } from "../../src/history/plan-key.js";

const plan = {
  seed: 1,
  tags: { version: "1" },
  workers: 2,
  loads: [
    {
      name: "a",
      url: "ws://127.0.0.1:8080/slow?delay=20ms",
      tags: {},
      work: { kind: "script", file: "/a/b/c.ts" },
    },
  ],
};
const [load] = plan.loads;

describe("the key of a plan", () => {
  test.each([
    ["another seed", { ...plan, seed: 2 }],
    ["other tags", { ...plan, tags: { version: "2" } }],
    ["another port", { ...plan, loads: [{ ...load, url: "ws://127.0.0.1:9999/slow?delay=20ms" }] }],
    ["another host", { ...plan, loads: [{ ...load, url: "ws://example.org/slow?delay=20ms" }] }],
    [
      "a checkout elsewhere",
      { ...plan, loads: [{ ...load, work: { kind: "script", file: "C:\\x\\c.ts" } }] },
    ],
    ["keys in another order", Object.fromEntries(Object.entries(plan).reverse())],
    ["an option that nobody gave", { ...plan, compression: false, proxy: undefined, addresses: [] }],
    ["other thresholds", { ...plan, thresholds: ["p99 < 5ms"] }],
  ])("is the same with %s", (_, other) => {
    expect(planKey(other)).toBe(planKey(plan));
  });

  test.each([
    ["another path", { ...plan, loads: [{ ...load, url: "ws://127.0.0.1:8080/slow?delay=21ms" }] }],
    ["another scheme", { ...plan, loads: [{ ...load, url: "wss://127.0.0.1:8080/slow?delay=20ms" }] }],
    ["another number", { ...plan, workers: 3 }],
    ["another file", { ...plan, loads: [{ ...load, work: { kind: "script", file: "/a/b/d.ts" } }] }],
    ["an option more", { ...plan, compression: true }],
    ["loads in another order", { ...plan, loads: [{ name: "b" }, load] }],
  ])("is another with %s", (_, other) => {
    expect(planKey(other)).not.toBe(planKey(plan));
  });

  test("is twelve hexadecimal digits", () => {
    expect(planKey({})).toBe("4f53cda18c2b");
  });
});
