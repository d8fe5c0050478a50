import { expect, test } from "vitest";
import { CheckLedger } from "../../src/scenarios/check-ledger.js";

test("one check per title: it fails when any session failed it, with the first failure's words and the slowest's time", () => {
  const ledger = new CheckLedger("s", { team: "a" });
  ledger.record("Echoes 64 KiB!", { status: "pass", durationMs: 5 });
  ledger.record("Echoes 64 KiB!", { status: "fail", detail: { received: "first" }, durationMs: 9 });
  ledger.record("Echoes 64 KiB!", { status: "fail", detail: { received: "second" }, durationMs: 7 });
  expect(ledger.checks()).toEqual([
    {
      id: "s/echoes-64-kib",
      title: "Echoes 64 KiB!",
      status: "fail",
      received: "first",
      durationMs: 9,
      scenario: "s",
      tags: { team: "a" },
      passes: 1,
      fails: 2,
    },
  ]);
});

test("a check that some session ran applies", () => {
  const ledger = new CheckLedger("s", {});
  ledger.record("a", { status: "notApplicable", detail: { reason: "no" }, durationMs: 0 });
  ledger.record("a", { status: "pass", durationMs: 1 });
  ledger.record("b", { status: "notApplicable", detail: { reason: "no" }, durationMs: 0 });
  expect(ledger.checks()).toMatchObject([{ status: "pass" }, { status: "notApplicable", reason: "no" }]);
});

test("titles that differ only in signs keep ids of their own", () => {
  const ledger = new CheckLedger("s", {});
  for (const title of ["a b", "a, b", "a: b", "…", "你好"])
    ledger.record(title, { status: "pass", durationMs: 0 });
  expect(ledger.checks().map(({ id }) => id)).toEqual(["s/a-b", "s/a-b-2", "s/a-b-3", "s/check", "s/你好"]);
});
