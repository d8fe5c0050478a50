// A conformance run in words, Markdown and JUnit.

import { describe, expect, test } from "vitest";
import type { RunReport } from "../../src/metrics/run-report.js";
import { renderJunit } from "../../src/report/junit.js";
import { renderMarkdown } from "../../src/report/markdown.js";
import { renderText } from "../../src/report/text.js";
import { conformanceReport } from "./sample-conformance.js";
import { hostileTexts } from "./small-report.js";

describe("a conformance run in text", () => {
  test("has a table by group for each peer, then the failed cases and how to see more", () => {
    expect(renderText(conformanceReport())).toBe(`\
FAIL  wsrig conform  ws://127.0.0.1:4000/echo  1.5 s

  ! 1 case ended otherwise than the baseline has it: 1 failed in another way (ws 8: 2.10).
    If this is as it should be, run it again with --update-baseline and commit the file.
  ! 1 case should have been run and have no result (ws 8: H.1.1).
    Let the run reach its end, or leave the cases out with --exclude.

Peer  ws 8 (server)
Group                                      pass  non-strict  info  unimplemented  fail  missing
  1 Messages by length                        1           -     -              -     -        -
  2 Ping and pong                             -           -     -              -     1        -
  6 UTF-8                                     -           1     -              -     -        -
  12 permessage-deflate, kinds of payload     -           -     -              1     -        -
  H Opening handshake                         -           -     -              -     -        1
  All                                         1           1     -              1     1        1
  1 case left out that may hurt the peer: add --hostile

Peer  faye 0.11 (server)
Group                                      pass  non-strict  info  unimplemented  fail
  1 Messages by length                        1           -     -              -     -
  2 Ping and pong                             1           -     -              -     -
  6 UTF-8                                     1           -     -              -     -
  12 permessage-deflate, kinds of payload     1           -     -              -     -
  H Opening handshake                         1           -     -              -     -
  All                                         5           -     -              -     -
  1 case left out that may hurt the peer: add --hostile

Baseline  against conformance.json: 1 case changed, 6 cases new to it

Changed and failed cases
  ✗ ws 8: 2.10  What came from the peer differs from what was expected. (other; expected fail (FAILED / OK); FAILED / WRONG CODE; RFC 6455 §5.4)
  More on a case: wsrig conform --explain 2.10
`);
  });
});

test("cases that ended alike are one line in text, by peer", () => {
  const report = conformanceReport();
  const [agent] = report.agents ?? [];
  const [sample] = agent?.cases ?? [];
  if (agent === undefined || sample === undefined) throw new Error("the fixture has a case");
  const { change: _, expected: __, ...plain } = sample;
  const red = (id: string, reason: string) =>
    ({ ...plain, id, reason, verdict: "fail", isRed: true }) as const;
  const many = Array.from({ length: 10 }, (___, index) => red(`1.1.${index + 1}`, "No answer."));
  const closed = [red("2.1", "Closed."), { ...red("2.2", "Closed."), section: "RFC 6455 §5.5" }];
  const cases = [...many, ...closed];
  const { baseline: ____, ...unheld } = report;
  expect(renderText({ ...unheld, agents: [{ ...agent, cases }] })).toContain(`\
Failed cases
  ✗ 1.1.1, 1.1.2, 1.1.3, 1.1.4, 1.1.5, 1.1.6, 1.1.7, 1.1.8 and 2 more  No answer. (OK / OK; RFC 6455 §5.4)
  ✗ 2.1, 2.2  Closed. (OK / OK)
  More on a case: wsrig conform --explain 1.1.1
`);
});

describe("a conformance run in Markdown", () => {
  test("has the same tables, and what to change", () => {
    const lines = renderMarkdown(conformanceReport()).split("\n");
    expect(lines).toContain("### ws 8 (server)");
    expect(lines).toContain("| Group | pass | non-strict | info | unimplemented | fail | missing |");
    expect(lines).toContain("| `2 Ping and pong` | - | - | - | - | 1 | - |");
    expect(lines.filter((line) => line.startsWith("| ws 8: 2.10"))).toEqual([
      "| ws 8: 2.10 | What came from the peer differs from what was expected. | other; expected fail (FAILED / OK); FAILED / WRONG CODE; RFC 6455 §5.4 | Mend 2.10. |",
    ]);
  });
});

describe("a conformance run in JUnit", () => {
  const xml = renderJunit(conformanceReport());

  test("has a test per case in suites per group and peer", () => {
    expect(xml).toContain(
      '<testsuites name="wsrig conform" tests="12" failures="1" errors="1" skipped="3" time="1.500"',
    );
    expect(xml).toContain(
      '<testsuite name="ws 8: 2 Ping and pong" tests="1" failures="1" errors="0" skipped="0" time="1.003"',
    );
    expect(xml).toContain('<testcase name="1.1.1" classname="wsrig.faye 0.11: conformance.1" time="0.004"/>');
  });

  test("tells red cases with their fix, missing and excluded ones", () => {
    expect(xml).toContain(
      '<failure message="What came from the peer differs from what was expected. (other; expected fail (FAILED / OK); FAILED / WRONG CODE; RFC 6455 §5.4)" type="baseline-changed">',
    );
    expect(xml).toContain("To mend it: Mend 2.10.</failure>");
    expect(xml).toContain('<error message="no result" type="missing"/>');
    expect(xml).toContain('<skipped message="hostile"/>');
  });

  test("skips a failure that the baseline expects", () => {
    const report = conformanceReport();
    const [agent] = report.agents ?? [];
    const cases = (agent?.cases ?? []).map(({ isRed: _, change: __, ...one }) => one);
    const expected = renderJunit({ ...report, agents: agent === undefined ? [] : [{ ...agent, cases }] });
    expect(expected).toContain('<skipped message="fails as the baseline expects: What came from the peer');
    expect(expected).toContain('failures="0"');
  });
});

test("a hostile peer's texts act on nothing", () => {
  const evil = hostileTexts.join(" ");
  const report = conformanceReport();
  const agents: RunReport["agents"] = (report.agents ?? []).map((agent) => ({
    ...agent,
    agent: evil,
    cases: agent.cases.map((one) => ({ ...one, isRed: true, reason: evil, fix: evil })),
  }));
  const hostile = { ...report, agents };
  for (const text of [renderText(hostile), renderMarkdown(hostile), renderJunit(hostile)]) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\u2066\u2028\u2029]/);
  }
  expect(renderMarkdown(hostile)).not.toContain("<script>");
});
