import { describe, expect, test } from "vitest";
import type { Colours } from "../../src/report/colours.js";
import { renderText } from "../../src/report/text.js";
import { check, hostileReport, smallReport } from "./small-report.js";

describe("the terminal summary", () => {
  test("of a failed check run", () => {
    expect(renderText(smallReport())).toBe(`\
FAIL  wsrig check  ws://127.0.0.1:4000/  2.5 s

  ! 1 of 4 checks failed (text: an empty text comes back).
    Compare what was expected and what was received in the failed checks.

Checks  3 passed, 1 failed, 1 not applicable
  ✗ text: an empty text comes back (3 of 10 failed)
      reason    wrong reply
      expected  ""
      received  "x"
  - broadcast: each receives once: the target is no wsrig server
  ✓ handshake  1 passed
  ✓ text       2 passed

Threshold            result  observed
  ws_ping: p99 < 2s   holds  1.23457s

Latency                          count     p50     p90     p99   p99.9     max
  ws_msg_latency delivery=whole      4  200 µs  1.5 ms  1.5 ms  1.5 ms  1.5 ms
  ws_ping                            1  1.23 s  1.23 s  1.23 s  1.23 s  1.23 s

Throughput       total  per second
  ws_msgs_sent  12,345       4,938
  data_sent     64 KiB    25.6 KiB

Errors                             count
  ws_errors step=tcp code=refused      2

Warnings
  ! The target runs on this machine, so both share its cores.
    Run the target on another machine.
`);
  });

  test("of a run that found nothing to say is one line", () => {
    const report = smallReport({
      verdict: "pass",
      reasons: [],
      checks: [],
      metrics: [],
      thresholds: [],
      warnings: [],
    });
    expect(renderText(report)).toBe("PASS  wsrig check  ws://127.0.0.1:4000/  2.5 s\n");
  });

  test("uses the colours it is given, and keeps the columns aligned", () => {
    const mark = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
    const colour: Colours = {
      bold: mark("b"),
      dim: mark("d"),
      red: mark("r"),
      green: mark("g"),
      yellow: mark("y"),
      cyan: mark("c"),
    };
    const coloured = renderText(smallReport(), { colour });
    expect(coloured.split("\n").slice(0, 7)).toEqual([
      "<r>FAIL</r>  <b>wsrig check</b>  <d>ws://127.0.0.1:4000/  2.5 s</d>",
      "",
      "  <y>!</y> 1 of 4 checks failed (text: an empty text comes back).",
      "    <c>Compare what was expected and what was received in the failed checks.</c>",
      "",
      "<b>Checks</b>  3 passed, 1 failed, 1 not applicable",
      "  <r>✗</r> text: an empty text comes back (3 of 10 failed)",
    ]);
    expect(coloured.replace(/<\/?[bdrgyc]>/g, "")).toBe(renderText(smallReport()));
  });

  test("shows at most 50 failed checks", () => {
    const checks = Array.from({ length: 60 }, (_, n) => check({ title: `number ${n}`, status: "fail" }));
    const lines = renderText(smallReport({ checks })).split("\n");
    expect(lines.filter((line) => line.startsWith("  ✗"))).toHaveLength(50);
    expect(lines).toContain("... and 10 more; see report.json");
  });

  test("never sends a control character of the target to the terminal", () => {
    expect(renderText(hostileReport()).replaceAll("\n", "")).not.toMatch(
      /[\p{Cc}\p{Cf}\u2028\u2029\ud800-\udfff]/u,
    );
  });
});
