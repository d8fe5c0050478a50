import { expect, test } from "vitest";
import type { SearchEnd } from "../../../src/engine/search/find-highest.js";
import { describeSearch } from "../../../src/engine/search/search-words.js";

test.each<[SearchEnd, number | undefined, boolean, string]>([
  [
    { kind: "found", failing: 4_350 },
    4_200,
    true,
    "The bound held up to 4,200 connections, and failed at 4,350.",
  ],
  [
    { kind: "holds-everywhere" },
    9_000,
    true,
    "The bound held up to 9,000 connections, the highest value tried; the limit lies above it.",
  ],
  [
    { kind: "holds-nowhere" },
    undefined,
    false,
    "The bound failed at every value down to 50 connections, the lowest tried.",
  ],
  [
    { kind: "generator-limit", value: 5_000, reason: "CPU was at 97%" },
    4_800,
    true,
    "The bound held up to 4,800 connections; at 5,000 the generator reached its own limit, not the target's: CPU was at 97%",
  ],
  [
    { kind: "generator-limit", value: 50, reason: "CPU was at 97%" },
    undefined,
    false,
    "No value held; at 50 the generator reached its own limit, not the target's: CPU was at 97%",
  ],
  [
    { kind: "probe-limit", failing: 200 },
    100,
    false,
    "The bound held up to 100 connections (seen once, not confirmed) and failed at 200 when all 2 probes were used.",
  ],
  [{ kind: "probe-limit" }, 100, true, "The bound held up to 100 connections when all 2 probes were used."],
  [{ kind: "interrupted" }, undefined, false, "No value held when the search was interrupted."],
])("%j is told", (ended, answer, isConfirmed, sentence) => {
  const probes = [100, 50].map((value) => ({ value, purpose: "climb", holds: false }) as const);
  expect(describeSearch({ probes, answer, isConfirmed, ended }, "connections")).toBe(sentence);
});
