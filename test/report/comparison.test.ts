import { describe, expect, test } from "vitest";
import { renderJunit } from "../../src/report/junit.js";
import { renderMarkdown } from "../../src/report/markdown.js";
import { renderText } from "../../src/report/text.js";
import { comparisonReport, redComparisonReport, someComparison } from "./sample-comparison.js";
import { smallReport } from "./small-report.js";

/** One run a side: no interval, and nothing proved; red by --fail-on unclear. */
const lone = someComparison({
  blocks: { baseline: 1, candidate: 1, leftOut: 0 },
  rows: someComparison()
    .rows.slice(0, 2)
    .map(({ change: _change, ...row }) => ({
      ...row,
      verdict: "unclear",
      needs: { blocks: 4, effect: 0.03 },
    })),
  verdict: "unclear",
  isRed: true,
  sentence: "One run against one run shows nothing yet.",
  caveats: [],
});
const many = [1, 2, 3, 4].map((size) =>
  someComparison({
    candidate: `${size} KiB`,
    sentence: `${size} KiB makes it slower.`,
    ...(size === 2 && { verdict: "unclear" }),
  }),
);

describe("a comparison in the terminal", () => {
  test("begins with the answer, then its table, its plot and what it does not cover", () => {
    expect(renderText(redComparisonReport())).toBe(`\
FAIL  wsrig experiment  ws://127.0.0.1:4000/  2.5 s

  ✗ 1 KiB makes p99 latency 18% slower (12% to 25%), 3 blocks a side.
    Look at the figures that gate.

  ! Something else is wrong.

Comparison  1 KiB against whole: worse
  3 blocks a side, 1 left out as invalid, noise threshold 3%, rank test at 1%

  Figure                   whole        1 KiB        change              interval  verdict
* p50 latency               1 ms      1.01 ms         +1.0%        -1.0% to +2.0%  same
* p99 latency              10 ms      11.8 ms        +18.0%      +12.0% to +25.0%  worse
* throughput         2,000 msg/s  1,960 msg/s         -2.0%        -7.0% to +4.0%  unclear
  error rate                  0%        0.12%  +0.12 points  0.00 to +0.21 points  unclear
  bytes per message     1.02 KiB     1.27 KiB        +25.0%      +25.0% to +25.0%  worse
* decides the verdict

  p50 latency                             ░░├┼●┤░
  p99 latency                             ░░░│░░░        ├────●─────┤
  throughput                          ├────●─┼───┤
  bytes per message                       ░░░│░░░                   ●
                     -20.9%                  0                  +26.4%
                     ░ within the noise threshold of 3%   ├─●─┤ change with its 95% interval

  throughput: The change lies anywhere from 7% lower to 4% higher: 4 more blocks a side needed for an effect of 6%.
  Largest distance of the latency distributions: 31% (an effect size, no test)
  ! For these two processes: their targets were not started again for each block.
`);
  });

  test("of one run a side has no intervals", () => {
    expect(renderText(comparisonReport({ comparisons: [lone] }))).toBe(`\
PASS  wsrig experiment  ws://127.0.0.1:4000/  2.5 s

  ? One run against one run shows nothing yet.

Comparison  1 KiB against whole: unclear
  1 block a side, noise threshold 3%, rank test at 1%

  Figure       whole    1 KiB  change  interval  verdict
* p50 latency   1 ms  1.01 ms   +1.0%         –  unclear
* p99 latency  10 ms  11.8 ms  +18.0%         –  unclear
* decides the verdict

  p50 latency                      ░░░░│●░░░
  p99 latency                      ░░░░│░░░░                  ●
               -16.0%                  0                  +19.0%
               ░ within the noise threshold of 3%   ● change, of too few blocks for an interval

  p50 latency, p99 latency: 4 more blocks a side would show an effect of 3%.
  Largest distance of the latency distributions: 31% (an effect size, no test)
`);
  });

  test("that is no evidence begins with why", () => {
    const reason = { code: "no-evidence", message: "No run of old can be trusted." };
    const report = comparisonReport({ verdict: "invalid", reasons: [reason], comparisons: [lone] });
    expect(renderText(report).split("\n").slice(0, 5)).toEqual([
      "INVALID  wsrig experiment  ws://127.0.0.1:4000/  2.5 s",
      "",
      "  ! No run of old can be trusted.",
      "",
      "  ? One run against one run shows nothing yet.",
    ]);
    expect(renderMarkdown(report).split("\n\n").slice(0, 4)).toEqual([
      "## ⚠️ wsrig experiment: invalid",
      "`ws://127.0.0.1:4000/` · 2.5 s",
      "- No run of old can be trusted.",
      "🟡 **One run against one run shows nothing yet.**",
    ]);
  });

  test("of many variants is a sentence and a row for each, the worse ones first", () => {
    expect(renderText(comparisonReport({ comparisons: many }))).toBe(`\
WORSE  wsrig experiment  ws://127.0.0.1:4000/  2.5 s

  ✗ 1 KiB makes it slower.
  ✗ 3 KiB makes it slower.
  ✗ 4 KiB makes it slower.
  ? 2 KiB makes it slower.

Comparison             verdict   p50 latency  p99 latency       throughput
  1 KiB against whole    worse  +1.0% (same)       +18.0%  -2.0% (unclear)
  2 KiB against whole  unclear  +1.0% (same)       +18.0%  -2.0% (unclear)
  3 KiB against whole    worse  +1.0% (same)       +18.0%  -2.0% (unclear)
  4 KiB against whole    worse  +1.0% (same)       +18.0%  -2.0% (unclear)

  ! For these two processes: their targets were not started again for each block.
`);
  });

  test("cuts intervals that end beyond the scale, and shows every verdict in its colour", () => {
    const mark = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
    const same = (text: string): string => text;
    const colour = {
      ...{ bold: same, dim: same, cyan: same },
      ...{ red: mark("r"), green: mark("g"), yellow: mark("y") },
    };
    const [p50, p99] = someComparison().rows;
    if (p50 === undefined || p99 === undefined) throw new Error("the sample has two figures");
    const wide = { kind: "ratio", value: 1, low: 0.01, high: 50 } as const;
    const rows = [
      { ...p50, change: wide, verdict: "unclear" as const },
      { ...p99, gates: false, change: { ...wide, value: 0, low: 0, high: 0 }, verdict: "better" as const },
    ];
    const text = renderText(comparisonReport({ comparisons: [someComparison({ rows })] }), { colour });
    expect(text.split("\n").filter((line) => /[◂▸]|^[*]/.test(line))).toEqual([
      "* p50 latency   1 ms  1.01 ms    0.0%  -99.0% to +4,900%  <y>unclear</y>",
      "* decides the verdict",
      "  p50 latency  <y>◂───────────────────────●───────────────────────▸</y>",
      "  p99 latency  <g>◂</g>                       │",
    ]);
  });
});

describe("a comparison in Markdown", () => {
  test("is a verdict, a small table, the blocks of each figure that gates, and the rest folded away", () => {
    expect(renderMarkdown(redComparisonReport())).toBe(`\
## ❌ wsrig experiment: fail

🔴 **1 KiB makes p99 latency 18% slower (12% to 25%), 3 blocks a side.** **Try:** Look at the figures that gate.

\`ws://127.0.0.1:4000/\` · 2.5 s

- Something else is wrong.

### 1 KiB against whole

| Figure | whole | 1 KiB | Change | Interval | Verdict |
| :-- | --: | --: | --: | --: | --: |
| p50 latency | 1 ms | 1.01 ms | +1.0% | -1.0% to +2.0% | 🟢 same |
| p99 latency | 10 ms | 11.8 ms | +18.0% | +12.0% to +25.0% | 🔴 worse |
| throughput | 2,000 msg/s | 1,960 msg/s | -2.0% | -7.0% to +4.0% | 🟡 unclear |

- **throughput** The change lies anywhere from 7% lower to 4% higher: 4 more blocks a side needed for an effect of 6%.

| Blocks | whole | 1 KiB | From ▁ to █ |
| :-- | :-- | :-- | :-- |
| p50 latency | \`▃▁▅\` | \`▆█▃×\` | 990 µs to 1.02 ms |
| p99 latency | \`▁▃▄\` | \`▆█▅×\` | 9 ms to 13 ms |
| throughput | \`██▇\` | \`▆▁█×\` | 1,860 msg/s to 2,010 msg/s |

- ⚠️ For these two processes: their targets were not started again for each block.

<sub>3 blocks a side, 1 left out as invalid, noise threshold 3%, rank test at 1%</sub>

<details><summary>All figures</summary>

| Figure | whole | 1 KiB | Change | Interval | Verdict |
| :-- | --: | --: | --: | --: | --: |
| p50 latency | 1 ms | 1.01 ms | +1.0% | -1.0% to +2.0% | 🟢 same |
| p99 latency | 10 ms | 11.8 ms | +18.0% | +12.0% to +25.0% | 🔴 worse |
| throughput | 2,000 msg/s | 1,960 msg/s | -2.0% | -7.0% to +4.0% | 🟡 unclear |
| error rate | 0% | 0.12% | +0.12 points | 0.00 to +0.21 points | 🟡 unclear |
| bytes per message | 1.02 KiB | 1.27 KiB | +25.0% | +25.0% to +25.0% | 🔴 worse |

</details>

<details><summary>Environment and how to repeat</summary>

- wsrig 0.1.0, Node.js 20.20.0, Linux 6.1 x64, 2 x Example CPU
- \`wsrig check ws://127.0.0.1:4000/ --name 'two words'\`

</details>
`);
  });

  test("of many variants is a row for each", () => {
    expect(renderMarkdown(comparisonReport({ comparisons: many }))).toBe(`\
## 🔴 wsrig experiment: worse

- 🔴 **1 KiB makes it slower.**
- 🔴 **3 KiB makes it slower.**
- 🔴 **4 KiB makes it slower.**
- 🟡 **2 KiB makes it slower.**

\`ws://127.0.0.1:4000/\` · 2.5 s

| Comparison | verdict | p50 latency | p99 latency | throughput |
| :-- | --: | --: | --: | --: |
| \`1 KiB against whole\` | worse | +1.0% (same) | +18.0% | -2.0% (unclear) |
| \`2 KiB against whole\` | unclear | +1.0% (same) | +18.0% | -2.0% (unclear) |
| \`3 KiB against whole\` | worse | +1.0% (same) | +18.0% | -2.0% (unclear) |
| \`4 KiB against whole\` | worse | +1.0% (same) | +18.0% | -2.0% (unclear) |

- ⚠️ For these two processes: their targets were not started again for each block.

<details><summary>Environment and how to repeat</summary>

- wsrig 0.1.0, Node.js 20.20.0, Linux 6.1 x64, 2 x Example CPU
- \`wsrig check ws://127.0.0.1:4000/ --name 'two words'\`

</details>
`);
  });

  test("shows no name of a side as Markdown", () => {
    const report = comparisonReport({ comparisons: [someComparison({ candidate: "<b>|*" })] });
    expect(renderMarkdown(report)).toContain(
      "### &lt;b&gt;\\|\\* against whole\n\n| Figure | whole | &lt;b&gt;\\|\\* |",
    );
  });
});

describe("a comparison in JUnit XML", () => {
  test("fails a test per figure that is worse, and skips what is unclear", () => {
    expect(renderJunit(redComparisonReport())).toBe(`\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="wsrig experiment" tests="4" failures="1" errors="1" skipped="1" time="2.500" timestamp="2026-01-02T03:04:05.000Z">
  <testsuite name="comparison: 1 KiB against whole" tests="3" failures="1" errors="0" skipped="1" time="0.000" timestamp="2026-01-02T03:04:05.000Z">
    <testcase name="p50 latency" classname="wsrig.comparison" time="0.000"/>
    <testcase name="p99 latency" classname="wsrig.comparison" time="0.000">
      <failure message="worse: whole 10 ms, 1 KiB 11.8 ms, +18.0% (+12.0% to +25.0%)" type="regression">1 KiB makes p99 latency 18% slower (12% to 25%), 3 blocks a side.
For these two processes: their targets were not started again for each block.</failure>
    </testcase>
    <testcase name="throughput" classname="wsrig.comparison" time="0.000">
      <skipped message="unclear: whole 2,000 msg/s, 1 KiB 1,960 msg/s, -2.0% (-7.0% to +4.0%). The change lies anywhere from 7% lower to 4% higher: 4 more blocks a side needed for an effect of 6%."/>
    </testcase>
  </testsuite>
  <testsuite name="run" tests="1" failures="0" errors="1" skipped="0" time="2.500" timestamp="2026-01-02T03:04:05.000Z">
    <testcase name="other" classname="wsrig.run" time="0.000">
      <error message="Something else is wrong." type="other"/>
    </testcase>
  </testsuite>
</testsuites>
`);
  });

  test("fails what is unclear where that makes the run fail", () => {
    expect(renderJunit(comparisonReport({ comparisons: [lone] }))).toBe(`\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="wsrig experiment" tests="2" failures="2" errors="0" skipped="0" time="2.500" timestamp="2026-01-02T03:04:05.000Z">
  <testsuite name="comparison: 1 KiB against whole" tests="2" failures="2" errors="0" skipped="0" time="0.000" timestamp="2026-01-02T03:04:05.000Z">
    <testcase name="p50 latency" classname="wsrig.comparison" time="0.000">
      <failure message="unclear: whole 1 ms, 1 KiB 1.01 ms, +1.0%. 4 more blocks a side would show an effect of 3%." type="comparison-unclear">One run against one run shows nothing yet.</failure>
    </testcase>
    <testcase name="p99 latency" classname="wsrig.comparison" time="0.000">
      <failure message="unclear: whole 10 ms, 1 KiB 11.8 ms, +18.0%. 4 more blocks a side would show an effect of 3%." type="comparison-unclear">One run against one run shows nothing yet.</failure>
    </testcase>
  </testsuite>
</testsuites>
`);
  });

  test("skips what is worse where nothing fails for it", () => {
    const xml = renderJunit(comparisonReport());
    expect(xml).toContain('tests="3" failures="0" errors="0" skipped="2"');
    expect(xml).toContain(
      '<skipped message="worse: whole 10 ms, 1 KiB 11.8 ms, +18.0% (+12.0% to +25.0%)"/>',
    );
  });

  test("has a failure where a red comparison has no figures at all", () => {
    const comparison = someComparison({
      rows: [],
      verdict: "unclear",
      isRed: true,
      sentence: "No evidence.",
    });
    expect(renderJunit(comparisonReport({ comparisons: [comparison] }))).toContain(
      '<failure message="No evidence." type="comparison-unclear"/>',
    );
  });
});

test("a report without comparisons says nothing of them", () => {
  for (const text of [renderText(smallReport()), renderMarkdown(smallReport()), renderJunit(smallReport())])
    expect(text).not.toMatch(/comparison|against/i);
});
