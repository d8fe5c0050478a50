import { describe, expect, test } from "vitest";
import { renderJunit } from "../../src/report/junit.js";
import { renderXml } from "../../src/report/xml.js";
import { smallReport } from "./small-report.js";

describe("JUnit XML", () => {
  test("of a failed check run", () => {
    expect(renderJunit(smallReport())).toBe(`\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="wsrig check" tests="6" failures="1" errors="0" skipped="1" time="2.500" timestamp="2026-01-02T03:04:05.000Z">
  <testsuite name="handshake" tests="1" failures="0" errors="0" skipped="0" time="0.001" timestamp="2026-01-02T03:04:05.000Z">
    <testcase name="a good handshake is accepted" classname="wsrig.handshake" time="0.001"/>
  </testsuite>
  <testsuite name="text" tests="3" failures="1" errors="0" skipped="0" time="0.022" timestamp="2026-01-02T03:04:05.000Z">
    <testcase name="ASCII comes back" classname="wsrig.text" time="0.001"/>
    <testcase name="an empty text comes back" classname="wsrig.text" time="0.001">
      <failure message="reason: wrong reply; expected: &quot;&quot;; received: &quot;x&quot;" type="check-failed">reason: wrong reply
expected: ""
received: "x"</failure>
    </testcase>
    <testcase name="64 KiB come back" classname="wsrig.text" time="0.020"/>
  </testsuite>
  <testsuite name="broadcast" tests="1" failures="0" errors="0" skipped="1" time="0.001" timestamp="2026-01-02T03:04:05.000Z">
    <testcase name="each receives once" classname="wsrig.broadcast" time="0.001">
      <skipped message="the target is no wsrig server"/>
    </testcase>
  </testsuite>
  <testsuite name="thresholds" tests="1" failures="0" errors="0" skipped="0" time="0.000" timestamp="2026-01-02T03:04:05.000Z">
    <testcase name="ws_ping: p99 &lt; 2s" classname="wsrig.thresholds" time="0.000"/>
  </testsuite>
</testsuites>
`);
  });

  test("of an interrupted run without a failed check is not green", () => {
    const reasons = [{ code: "interrupted", message: "The run was interrupted.", hint: "Run it again." }];
    const xml = renderJunit(smallReport({ verdict: "interrupted", reasons, checks: [], thresholds: [] }));
    expect(xml).toBe(`\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="wsrig check" tests="1" failures="0" errors="1" skipped="0" time="2.500" timestamp="2026-01-02T03:04:05.000Z">
  <testsuite name="run" tests="1" failures="0" errors="1" skipped="0" time="2.500" timestamp="2026-01-02T03:04:05.000Z">
    <testcase name="interrupted" classname="wsrig.run" time="0.000">
      <error message="The run was interrupted." type="interrupted">Run it again.</error>
    </testcase>
  </testsuite>
</testsuites>
`);
  });

  test("of a failed threshold says what was observed", () => {
    const thresholds = [{ metric: "ws_ping", expression: "p99 < 5ms", ok: false, observed: 81_200 }];
    expect(renderJunit(smallReport({ checks: [], thresholds }))).toContain(
      '<failure message="observed 81.2ms" type="threshold-failed"/>',
    );
  });
});

describe("the XML writer", () => {
  test.each([
    ["a<b>&\"'", "a&lt;b&gt;&amp;&quot;'", "a&lt;b&gt;&amp;\"'"],
    ["]]>", "]]&gt;", "]]&gt;"],
    ["\t\n\r", "&#9;&#10;&#13;", "\t\n&#13;"],
    [
      "\0\u0008\u000b\u001f\ufffe\uffff",
      "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd",
      "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd",
    ],
    ["\ud800|\udc00|\u{1f600}", "\ufffd|\ufffd|\u{1f600}", "\ufffd|\ufffd|\u{1f600}"],
  ])("%j is safe in an attribute and in text", (text, attribute, content) => {
    expect(renderXml({ name: "a", attributes: { b: text, c: undefined }, children: [text] })).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>\n<a b="${attribute}">${content}</a>\n`,
    );
  });
});
