// Every number of a page can be copied, with its unit: what each copy button of the page gives, in a real Chromium.

import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderHtml } from "../../src/report/html.js";
import { smallSearch } from "../report/small-search.js";
import { launchChromium } from "./chromium.js";
import { goToCase, openConformance, rightAndParrot } from "./conformance-steps.js";
import { copiedBy } from "./copied-by.js";
import { openLoadReport } from "./open-load-report.js";
import { openFromDisk } from "./opened-page.js";
import { sampleReport } from "./sample-report.js";

const builtPage = readFileSync(new URL("../../dist/web/report.html", import.meta.url), "utf8");
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

/** Opens all that is folded, presses each button that copies CSV, and gives the headings by section: `loads: load,...`. */
async function copiedHeadings(page: Page): Promise<string[]> {
  return page.evaluate(`(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    for (const folded of document.querySelectorAll("main:not([hidden]) details")) folded.open = true;
    for (let n = 0; n < 5; n++) await frame();
    const texts = [];
    Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText: async (text) => void texts.push(text) } });
    const headings = [];
    for (const button of document.querySelectorAll("main:not([hidden]) button")) {
      if (!button.textContent.includes("CSV")) continue;
      button.click();
      for (let n = 0; n < 50 && texts.length === 0; n++) await frame();
      const [heading] = (texts.pop() ?? "nothing").split("\\r\\n");
      headings.push((button.closest("section.section")?.id ?? "top") + ": " + heading);
    }
    return headings;
  })()`);
}

const trend = "count,min_us,p50_us,p75_us,p90_us,p95_us,p99_us,p999_us,max_us,mean_us,stdev_us";

describe("every section of a run has its numbers as CSV, with units", () => {
  test("of an open run with thresholds, a watched target and checks", async () => {
    const report = await openLoadReport();
    await using opened = await openFromDisk(browser, renderHtml(report, builtPage));
    expect(await copiedHeadings(opened.page)).toEqual([
      "top: figure,of,value,unit,note",
      "thresholds: metric,expression,observed,observed_unit,ok",
      "loads: load,sent_per_second,received_per_second,corrected_p50_us,corrected_p99_us,service_p50_us,service_p99_us,errors,lost,late,dropped",
      "latency: curve,percentile,latency_us",
      `latency: curve,${trend}`,
      "time: curve,at_s,latency_us",
      "time: curve,at_s,messages_per_second",
      "heat: from_s,to_s,from_us,to_us,samples",
      "fan-out: curve,percentile,latency_us",
      `fan-out: curve,${trend}`,
      "connections: curve,at_s,open_at_end",
      "connections: curve,at_s,per_second",
      "balance: load,sent,answered,late,lost,in_flight,unaccounted",
      "generator: curve,at_s,lateness_us",
      "generator: curve,at_s,generator_cpu_core",
      "generator: curve,at_s,generator_event_loop_delay_us",
      "generator: curve,at_s,longest_pause_us",
      "generator: of,lateness_p50_us,lateness_p99_us,lateness_max_us,cpu_max_core,event_loop_delay_max_us,gc_pauses,gc_pause_max_us",
      "generator: curve,at_s,target_cpu_core",
      "generator: curve,at_s,target_memory_byte",
      "generator: curve,at_s,target_open_files",
      "handshake: step,of,count,p50_us,p99_us,max_us",
      `metrics: name,tags,unit,${trend}`,
      "metrics: name,tags,unit,count,rate_per_second",
      "metrics: name,tags,unit,min,max,last",
      "repeat: name,value",
      "repeat: name,value",
      "repeat: name,value",
    ]);
    const figures = await copiedBy(opened.page.getByRole("button", { name: "Copy these figures as CSV" }));
    expect(figures.split("\r\n").slice(1, 4)).toEqual([
      'Connections at once,,141,1,"at the end of a second, at most; 141 opened in all"',
      'Errors,,15,1,"9 lost, 2 late, 40 dropped"',
      'Messages received,orders,398.185,1/s,"21,551 messages in all"',
    ]);
  });

  test("of checks and a search", async () => {
    await using opened = await openFromDisk(
      browser,
      renderHtml(sampleReport({ search: smallSearch() }), builtPage),
    );
    const headings = await copiedHeadings(opened.page);
    expect(headings.filter((heading) => /^(search|checks)/.test(heading))).toEqual([
      "search: curve,messages_per_second,observed_us",
      "search: messages_per_second,probe,purpose,observed_us,verdict,wrong",
      "checks: scenario,id,title,status,expected,received,reason,passes,fails,duration_ms,tags",
    ]);
  });
});

describe("every section of a conformance run has its numbers as CSV", () => {
  test("of all cases, and of one", async () => {
    await using opened = await openConformance(browser, await rightAndParrot());
    const { page } = opened;
    expect(await copiedHeadings(page)).toEqual([
      "top: agent,role,cases,cases_fail,cases_missing,cases_nonStrict,cases_unimplemented,cases_informational,cases_pass,cases_excluded",
      "groups: group,title,agent,cases_fail,cases_missing,cases_nonStrict,cases_unimplemented,cases_informational,cases_pass,cases_excluded",
      expect.stringMatching(/^cases: id,group,description,section,/),
      "repeat: name,value",
      "repeat: name,value",
      "repeat: name,value",
    ]);
    await goToCase(page, "5.15", "parrot 1.2");
    expect((await copiedHeadings(page)).sort()).toEqual([
      "case-agents: agent,verdict,behavior,behavior_close,remote_close_code,duration_ms,reason",
      "case-close: name,value",
      "case-events: place,expected,expected_payload,received,received_payload",
      "case-events: place,expected,expected_payload,received,received_payload",
      "case-wire: at_us,sender,what,facts,payload_bytes,payload_hex",
    ]);
    const wire = await copiedBy(page.locator("#case-wire").getByRole("button", { name: "Copy as CSV" }));
    expect(wire).toContain('\r\n0,driver,text,"no FIN, masked",9,667261676d656e7431\r\n');
  });
});
