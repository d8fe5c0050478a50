// What terminal and Markdown say of a sweep over fragment sizes.

import { expect, test } from "vitest";
import { runReportSchema } from "../../src/metrics/run-report.js";
import { renderMarkdown } from "../../src/report/markdown.js";
import { renderText } from "../../src/report/text.js";
import { hostileTexts, smallReport } from "./small-report.js";
import { smallSweep } from "./small-sweep.js";

const answer = `\
  At 4 KiB a message in 256 fragments of 16 B takes 4.07 times as long as whole at p50 (3.99 to 4.15) and 2.03 times as long at p99 (1.99 to 2.07), 6 blocks a side.
  At 4 KiB a message in 256 fragments of 16 B has 85.9% less throughput than whole (85.6% to 86.1%), 6 blocks a side.
  Control frames get through between fragments: a ping within a message is answered before its end.
  The target waits for the whole message: nothing of the answer comes before the last fragment is sent.
  A message in 4 fragments is delivered whole: its answer has 1 frame.`;

const tables = `\
256 B messages: latencies at 3,000 per second, medians of 6 blocks
fragments of  frames   ceiling  vs whole     p50  p50 vs whole     p99  p99 vs whole   p99.9  CPU/message  on the wire
  16 B            16  5,952 /s      -36%  136 µs          +28%  344 µs         +9.6%  968 µs        28 µs        612 B
  128 B            2  8,929 /s     -3.6%  108 µs          same  316 µs          same  940 µs        21 µs        528 B
  whole            1  9,259 /s            106 µs                314 µs                938 µs      20.5 µs        522 B

4 KiB messages: latencies at 1,200 per second, medians of 6 blocks
fragments of  frames   ceiling  vs whole     p50  p50 vs whole     p99  p99 vs whole    p99.9  CPU/message  on the wire
  16 B           256    842 /s      -86%  676 µs    4.07 times    1 ms    2.03 times  1.99 ms       148 µs      9.5 KiB
  128 B           32  3,425 /s      -42%  228 µs          +37%  556 µs          +13%  1.54 ms        36 µs     8.19 KiB
  1 KiB            4  5,556 /s     -6.7%  172 µs         +3.6%  500 µs          same  1.48 ms        22 µs     8.03 KiB
  whole            1  5,952 /s            166 µs                494 µs                1.48 ms      20.5 µs     8.01 KiB`;

function report(changes: Parameters<typeof smallSweep>[0] = {}) {
  return smallReport({ kind: "experiment", ...smallSweep(changes) });
}

test("a sweep is part of the document", () => {
  expect(runReportSchema.parse(report()).experiment?.sweep?.points).toHaveLength(14);
});

test("its head says worse where fragments are, as its page does, and pass where none is", () => {
  const worse = { ...report(), verdict: "pass" as const, reasons: [] };
  const same = {
    ...worse,
    comparisons: (worse.comparisons ?? []).filter(({ verdict }) => verdict === "same"),
  };
  expect(renderText(worse)).toMatch(/^WORSE {2}wsrig /);
  expect(renderMarkdown(worse)).toMatch(/^## 🔴 wsrig .+: worse\n/);
  expect(renderText(same)).toMatch(/^PASS {2}wsrig /);
  expect(renderText({ ...worse, verdict: "fail" })).toMatch(/^FAIL {2}wsrig /);
});

test("says why what decides is unclear, and what the verdicts do not cover, once", () => {
  const whole = { ...report(), reasons: [], warnings: [] };
  const [first, ...others] = (whole.comparisons ?? []).map((one) => ({ ...one, caveats: ["One process."] }));
  if (first === undefined) throw new TypeError("a sweep has comparisons");
  const rows = first.rows.map((row) =>
    row.gates ? { ...row, verdict: "unclear" as const, reason: "Too few." } : row,
  );
  const titles = rows.flatMap(({ gates, title }) => (gates ? [title] : [])).join(", ");
  const unclear = { ...whole, comparisons: [{ ...first, rows }, ...others] };
  const line = `${first.candidate}, ${titles}: Too few.`;
  expect(
    renderText(unclear)
      .split("\n")
      .filter((one) => one.startsWith("  ! ")),
  ).toEqual([`  ! ${line}`, "  ! One process."]);
  expect(renderMarkdown(unclear)).toContain(`\n- ⚠️ ${line}\n- ⚠️ One process.\n`);
});

test("the terminal has the answer, the delivery, a table for each message size, and what a fragment costs", () => {
  const text = renderText(report());
  expect(text).toContain(`\nFragments\n${answer}\n\n${tables}\n\n`);
  expect(text).toMatch(
    /\neach further fragment adds +to 256 B +to 4 KiB\n {2}p50 latency +2 µs \(1\.76 µs to 2\.22 µs\) +2 µs \(1\.93 µs to 2\.06 µs\)\n/,
  );
  expect(text).toContain(
    "At 4 KiB each further fragment takes 5.99 to 8 B more on the way to the target, for its header and its mask key; answers come in 1 frame and cost nothing more.",
  );
});

test("Markdown has the same", () => {
  const text = renderMarkdown(report());
  expect(text).toContain(
    "### Fragments\n\nAt 4 KiB a message in 256 fragments of 16 B takes 4.07 times as long",
  );
  expect(text).toContain("- A message in 4 fragments is delivered whole: its answer has 1 frame.\n");
  expect(text).toContain(`#### 4 KiB messages: latencies at 1,200 per second, medians of 6 blocks

| fragments of | frames | ceiling | vs whole | p50 | p50 vs whole | p99 | p99 vs whole | p99.9 | CPU/message | on the wire |`);
  expect(text).toContain("| `128 B` | 32 | 3,425 /s | -42% | 228 µs | +37% |");
});

test("a sweep that was stopped after the first ceiling has no latencies, and no columns of them", () => {
  const { experiment, blocks, comparisons } = smallSweep();
  const { sweep } = experiment;
  if (sweep === undefined) throw new Error("no sweep");
  const isCeiling = (name: string): boolean => name.startsWith("256 B") && name.endsWith("closed");
  const points = sweep.points.filter(({ variant }) => isCeiling(variant));
  const stopped = smallReport({
    kind: "experiment",
    experiment: { ...experiment, sweep: { ...sweep, points, costs: [], rates: [] } },
    blocks: blocks.filter(({ variant }) => isCeiling(variant)),
    comparisons: comparisons.filter(({ candidate }) => isCeiling(candidate)),
  });
  expect(renderText(stopped)).toContain(`
256 B messages, medians of 6 blocks
fragments of  frames   ceiling  vs whole  CPU/message  on the wire
  16 B            16  5,952 /s      -36%        28 µs        612 B
  128 B            2  8,929 /s     -3.6%        21 µs        528 B
  whole            1  9,259 /s                20.5 µs        522 B
`);
});

test("what a target ends its connection with cannot harm a terminal or a page", () => {
  const notLearnt = [hostileTexts.join(" ")];
  const hostile = report({ notLearnt });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not come through
  expect(renderText(hostile)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u009b]/);
  expect(renderMarkdown(hostile)).not.toContain("<script>");
});
