// The tables of docs/conformance.md.

import { expect, test } from "vitest";
import type { ConformanceCase } from "../../../src/conformance/case.js";
import { type CaseResult, unreachedResult } from "../../../src/conformance/case-result.js";
import { withResults } from "./docs-page.js";
import { resultsTable } from "./results-table.js";
import { idsInShort } from "./seen.js";
import type { StoredPeer } from "./stored-results.js";

const catalogue = ["1.1.1", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "H.1"].map(
  (id): ConformanceCase => ({
    id,
    peers: ["server"],
    description: "",
    expectation: "",
    section: "",
    fix: "",
    close: "any",
    run: () => {},
  }),
);

function result(id: string, seen: Partial<CaseResult>): CaseResult {
  const testCase = catalogue.find((each) => each.id === id);
  if (testCase === undefined) throw new Error(`no case ${id}`);
  return { ...unreachedResult(testCase, "no answer"), isOpened: true, verdict: "pass", ...seen };
}

const pong = { kind: "pong", payloadBytes: 0, payloadHex: "" } as const;
const peer: StoredPeer = {
  name: "lib",
  library: "lib_a",
  version: "1.2.3",
  role: "server",
  ranAt: "2026-11-25T23:00:00.000Z",
  messages: 1_000,
  results: [
    result("1.1.1", {}),
    result("2.1", {
      verdict: "fail",
      reason: "Too many pongs.",
      received: [pong, pong],
      remoteClose: { code: 1002 },
    }),
    result("2.2", {
      verdict: "fail",
      reason: "Too many pongs.",
      received: [pong, pong],
      remoteClose: { code: 1002 },
    }),
    result("2.3", {
      verdict: "fail",
      reason: "Too many pongs.",
      received: [pong, pong],
      remoteClose: { code: 1002 },
    }),
    result("2.4", { verdict: "nonStrict" }),
    result("3.1", { verdict: "fail", reason: "It ended.", complaints: ["It broke a rule."] }),
    result("H.1", { verdict: "informational" }),
  ],
  deaths: [{ caseId: "3.1", how: "signal SIGSEGV: <trace>\nmore" }, { how: "exit code 1" }],
  unsteady: ["1.1.1"],
};

test("peers stand against groups, and each way to fail is one line with the cases that failed so", () => {
  const table = resultsTable({ peers: [peer], skipped: [{ library: "Qt", why: "install it." }], catalogue });
  expect(
    table.split("\n\n").slice(1).join("\n\n"),
  ).toBe(`Cases of the groups 12 and 13 sent 1,000 messages each, as the reference suite has.

## Servers

| server | day | 1 | 2 | 3 | H | all |
| --- | --- | --: | --: | --: | --: | --: |
| lib_a 1.2.3 | 2026-11-25 | 1 | 0 **3f** 1n | 0 **1f** 1? | 0 1i | 1 **4f** 1n 1i |

## Not run

* Qt: install it.

## What was seen

### lib_a 1.2.3, server

* **Died** in 3.1: signal SIGSEGV: \\<trace\\>
* **2.1 to 2.3**: Too many pongs. Seen: 2 pongs, close 1002.
* **3.1**: It ended. It broke a rule. Seen: TCP dropped without a close frame.
* Non-strict: 2.4.
* Informational: H.1.
* Failed, but not when run again: 1.1.1.
`);
});

test.each([
  { ids: ["2.1", "2.2"], short: "2.1, 2.2" },
  { ids: ["2.4", "2.2", "2.3"], short: "2.2 to 2.4" },
  { ids: ["2.3", "2.4", "3.1", "H.1"], short: "2.3, 2.4, 3.1, H.1" },
  { ids: ["2.1", "2.2", "2.4"], short: "2.1, 2.2, 2.4" },
  { ids: ["3.1", "2.1", "2.2", "2.3", "2.4"], short: "2.*, 3.1" },
])("$ids are told as $short", ({ ids, short }) => {
  expect(
    idsInShort(
      ids,
      catalogue.map(({ id }) => id),
    ),
  ).toBe(short);
});

test("results are written between their marks, and what people wrote around them stays", () => {
  const first = withResults("# Title\n\nFindings.\n", "old");
  const begin = "<!-- results: written by `npm run conform:peers` -->";
  expect(first).toBe(`# Title\n\nFindings.\n\n${begin}\n\nold\n<!-- end of results -->\n`);
  expect(withResults(`${first}\nMore.\n`, "new")).toBe(
    `# Title\n\nFindings.\n\n${begin}\n\nnew\n<!-- end of results -->\n\nMore.\n`,
  );
});
