import { describe, expect, test } from "vitest";
import { parseRunReport } from "../../src/metrics/read-report.js";
import { detailsIn, percentileCurves, renderHtml } from "../../src/report/html.js";
import { renderJson } from "../../src/report/json.js";
import { hostileReport, smallReport } from "./small-report.js";

const page = `<!doctype html>
<script type="application/json" id="wsrig-report">null</script>
<script type="application/json" id="wsrig-curves">null</script>
<script type="application/json" id="wsrig-merged">null</script>
<div id="app"></div>
`;
const tiny = smallReport({
  checks: [],
  metrics: [],
  thresholds: [],
  warnings: [],
  reasons: [],
  verdict: "pass",
  plan: { note: "</script>&" },
});

describe("report.json", () => {
  test("of a small run", () => {
    expect(renderJson(tiny)).toBe(`\
{
  "schemaVersion": 1,
  "kind": "run",
  "name": "check",
  "tool": {
    "name": "wsrig",
    "version": "0.1.0"
  },
  "startedAt": "2026-01-02T03:04:05.000Z",
  "durationMs": 2500,
  "command": [
    "wsrig",
    "check",
    "ws://127.0.0.1:4000/",
    "--name",
    "two words"
  ],
  "target": {
    "url": "ws://127.0.0.1:4000/"
  },
  "plan": {
    "note": "</script>&"
  },
  "environment": {
    "os": "Linux 6.1",
    "arch": "x64",
    "cpu": "Example CPU",
    "cores": 2,
    "memoryBytes": 8589934592,
    "node": "20.20.0",
    "ci": false
  },
  "verdict": "pass",
  "reasons": [],
  "checks": [],
  "metrics": [],
  "series": [],
  "thresholds": [],
  "warnings": []
}
`);
  });

  test("of a hostile target reads back unchanged, and is well-formed UTF-8", () => {
    const json = renderJson(hostileReport());
    expect(parseRunReport(JSON.parse(json), "report.json")).toEqual(hostileReport());
    expect(Buffer.from(json, "utf8").toString("utf8")).toBe(json);
  });
});

describe("report.html", () => {
  test("is the page with the report, the curves and the merged trends in it", () => {
    const metrics = smallReport().metrics.slice(1, 2);
    const report = { ...tiny, metrics };
    const json = JSON.stringify(report).replace("</script>&", "\\u003c/script\\u003e\\u0026");
    expect(renderHtml(report, page)).toBe(`<!doctype html>
<script type="application/json" id="wsrig-report">${json}</script>
<script type="application/json" id="wsrig-curves">[{"metricIndex":0,"points":[[0,1234567],[10,1234567],[20,1234567],[30,1234567],[40,1234567],[100,1234567]],"hundredths":[${Array(101).fill(1_234_567)}]}]</script>
<script type="application/json" id="wsrig-merged">[]</script>
<div id="app"></div>
`);
  });

  test("has the details of a conformance run, which can be read back", () => {
    const withPlace = `${page}<script type="application/json" id="wsrig-details">null</script>`;
    const details = { groups: [{ id: "1", title: "</script><b>" }], cases: [], agents: [] };
    const html = renderHtml(tiny, withPlace, details);
    expect(html).not.toContain("<b>");
    expect(detailsIn(html)).toEqual(details);
    expect(detailsIn(renderHtml(tiny, withPlace))).toBeUndefined();
    expect(detailsIn(renderHtml(tiny, page))).toBeUndefined();
  });

  test("of a hostile target has no more tags than the page", () => {
    const html = renderHtml(hostileReport(), page);
    const tagsOf = (text: string): readonly string[] => text.match(/<[^\s>]*/g) ?? [];
    expect(tagsOf(html)).toEqual(tagsOf(page));
    expect(html).not.toMatch(/[\u2028\u2029\ud800-\udfff]/u);
  });

  test("has a curve for each trend that has a histogram, by its index", () => {
    expect(
      percentileCurves(smallReport()).map(({ metricIndex, points }) => [metricIndex, points.at(-1)]),
    ).toEqual([
      [0, [100, 1_500]],
      [1, [100, 1_234_567]],
    ]);
  });

  test("cannot be made from a page without the data elements", () => {
    expect(() => renderHtml(smallReport(), "<html></html>")).toThrow(
      expect.objectContaining({
        code: "report-page-invalid",
        message:
          'the report page has no empty element <script type="application/json" id="wsrig-report">null</script>',
      }),
    );
  });
});
