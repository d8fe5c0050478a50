import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { tellCi } from "../../../src/cli/reporting/ci-output.js";
import { renderMarkdown } from "../../../src/report/markdown.js";
import { gateReport } from "../../report/small-comparison.js";
import { temporaryFolder } from "../run-cli.js";

const folder = temporaryFolder();
afterAll(() => folder.remove());

/** What `tellCi` says on stderr with these variables. */
function told(
  report: Parameters<typeof tellCi>[0],
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const lines: string[] = [];
  tellCi(report, { env, terminal: { err: (text) => lines.push(text) } });
  return lines;
}

const red = gateReport({ isRed: true }, { verdict: "fail" });
const annotation =
  "::error title=gate%3A new worse against old::new makes p50 latency 10%25 slower (9%25 to 11%25), 5 blocks a side.";

describe("what a CI service is told", () => {
  it("on GitHub: an annotation; elsewhere nothing", () => {
    expect(told(red, { GITHUB_ACTIONS: "true" })).toEqual([annotation]);
    expect(told(red, {})).toEqual([]);
    expect(told(red, { GITHUB_ACTIONS: "false", CI: "true" })).toEqual([]);
  });

  it("adds the Markdown to the summary of the step, after what is there", () => {
    const file = join(folder.path, "summary.md");
    writeFileSync(file, "earlier step\n");
    expect(told(red, { GITHUB_STEP_SUMMARY: file })).toEqual([]);
    expect(told(red, { GITHUB_STEP_SUMMARY: file })).toEqual([]);
    const markdown = `${renderMarkdown(red)}\n`;
    expect(readFileSync(file, "utf8")).toBe(`earlier step\n${markdown}${markdown}`);
  });

  it("warns of a summary that cannot be written, and of nothing where there is none", () => {
    const file = join(folder.path, "missing", "summary.md");
    const [warning, ...rest] = told(red, { GITHUB_STEP_SUMMARY: file });
    expect(rest).toEqual([]);
    expect(warning).toMatch(
      /^warning: the summary of the step is not written, as GITHUB_STEP_SUMMARY is no file that can be: ENOENT: /,
    );
    expect(told(red, { GITHUB_STEP_SUMMARY: "" })).toEqual([]);
  });

  it("says nothing of a report without comparisons", () => {
    const { comparisons, ...run } = red;
    expect(comparisons).toHaveLength(1);
    const file = join(folder.path, "run.md");
    expect(told({ ...run, kind: "run" }, { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: file })).toEqual([]);
    expect(() => readFileSync(file)).toThrow("ENOENT");
  });
});
