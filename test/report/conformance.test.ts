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
  non-strict     6.4.1  The peer did what is allowed, but not what is best.
  unimplemented  12.1.1  The peer does not speak permessage-deflate.
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
  ✗ ws 8: 2.10  What came from the peer differs from what was expected. (FAILED / WRONG CODE; RFC 6455 §5.4; the baseline has: fail (FAILED / OK))
  FAILED / OK and the like are behavior / close: the two verdicts of the Autobahn test suite
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
  FAILED / OK and the like are behavior / close: the two verdicts of the Autobahn test suite
  More on a case: wsrig conform --explain 1.1.1
`);
});

describe("cases that neither passed nor failed", () => {
  const [agent] = conformanceReport().agents ?? [];
  const [sample] = agent?.cases ?? [];
  if (agent === undefined || sample === undefined) throw new Error("the fixture has a case");
  const { change: _, expected: __, ...plain } = sample;
  const noted = (id: string, reason: string) => ({ ...plain, id, reason, verdict: "informational" }) as const;
  const often = Array.from({ length: 10 }, (___, index) => noted(`7.1.${index + 1}`, "Whatever it does."));
  const others = [1, 2, 3, 4, 5].map((n) => noted(`H.2.${n}`, `Sentence ${n}.`));
  const report = conformanceReport({ agents: [{ ...agent, missing: [], cases: [...others, ...often] }] });

  test("are told in some lines in text, what is most frequent first", () => {
    expect(renderText(report)).toContain(`
  info  7.1.1, 7.1.2, 7.1.3, 7.1.4, 7.1.5, 7.1.6, 7.1.7, 7.1.8 and 2 more  Whatever it does.
        H.2.1  Sentence 1.
        H.2.2  Sentence 2.
        H.2.3, H.2.4, H.2.5  in 3 other ways: see --markdown or the HTML report
`);
  });

  test("are told whole in Markdown", () => {
    const lines = renderMarkdown(report).split("\n");
    const rows = lines.filter((line) => line.startsWith("| info |"));
    expect(rows).toEqual([
      "| info | 7.1.1, 7.1.2, 7.1.3, 7.1.4, 7.1.5, 7.1.6, 7.1.7, 7.1.8, 7.1.9, 7.1.10 | Whatever it does. |",
      ...[1, 2, 3, 4, 5].map((n) => `| info | H.2.${n} | Sentence ${n}. |`),
    ]);
  });

  test("are named among the red ones where --fail-on makes them so", () => {
    const cases = others.map((one) => ({ ...one, isRed: true as const }));
    const text = renderText({ ...report, agents: [{ ...agent, missing: [], cases }] });
    expect(text).toContain("\n  ✗ H.2.1  Sentence 1. (info; RFC 6455 §5.4)\n");
    expect(text).not.toContain("  info  H.2");
  });
});

test("against a baseline, what got better or worse has an arrow, and says what the baseline has", () => {
  const report = conformanceReport();
  const [agent] = report.agents ?? [];
  const [sample] = agent?.cases ?? [];
  if (agent === undefined || sample === undefined) throw new Error("the fixture has a case");
  const red = { ...sample, isRed: true } as const;
  const failed = { verdict: "fail", behavior: "FAILED", reason: "Closed." } as const;
  const cases = [
    { ...red, id: "1.1.1", change: "better", expected: "fail (FAILED / OK)" },
    { ...red, id: "1.1.2", change: "better", expected: "fail (FAILED / OK)", reason: "It came back." },
    { ...red, id: "1.1.3", verdict: "nonStrict", change: "better", expected: "fail (OK / UNCLEAN)" },
    { ...red, ...failed, id: "1.1.4", change: "worse", expected: "nonStrict" },
    { ...red, ...failed, id: "1.1.5", change: "new" },
  ] as const;
  const changed = { ...report, agents: [{ ...agent, cases: [...cases] }] };
  expect(renderText(changed)).toContain(`
Changed and failed cases
  ↑ 1.1.1, 1.1.2  passes now; the baseline has: fail (FAILED / OK)
  ↑ 1.1.3  is non-strict now; the baseline has: fail (OK / UNCLEAN). ${sample.reason}
  ↓ 1.1.4  Closed. (FAILED / OK; RFC 6455 §5.4; the baseline has: non-strict)
  ✗ 1.1.5  Closed. (FAILED / OK; RFC 6455 §5.4)
`);
  expect(renderJunit(changed)).toContain(
    '<failure message="passes now; the baseline has: fail (FAILED / OK)" type="baseline-changed">',
  );
});

describe("a conformance run in Markdown", () => {
  test("has the same tables, and what to change", () => {
    const lines = renderMarkdown(conformanceReport()).split("\n");
    expect(lines).toContain("### ws 8 (server)");
    expect(lines).toContain("| Group | pass | non-strict | info | unimplemented | fail | missing |");
    expect(lines).toContain("| `2 Ping and pong` | - | - | - | - | 1 | - |");
    expect(lines).toContain("| non-strict | 6.4.1 | The peer did what is allowed, but not what is best. |");
    expect(lines.filter((line) => line.startsWith("| ws 8: 2.10"))).toEqual([
      "| ws 8: 2.10 | What came from the peer differs from what was expected. | FAILED / WRONG CODE; RFC 6455 §5.4; the baseline has: fail (FAILED / OK) | Mend 2.10. |",
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
      '<failure message="What came from the peer differs from what was expected. (FAILED / WRONG CODE; RFC 6455 §5.4; the baseline has: fail (FAILED / OK))" type="baseline-changed">',
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
