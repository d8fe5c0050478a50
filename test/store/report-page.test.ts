import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { loadReportPage } from "../../src/store/report-page.js";

test("a built page is read as it is; one that is missing says how to build it", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "wsrig-page-"));
  const file = pathToFileURL(path.join(folder, "report.html"));
  try {
    expect(() => loadReportPage(file)).toThrow(
      expect.objectContaining({
        code: "report-page-missing",
        message: "the report page dist/web/report.html is not built",
        hint: "Run `npm run build` once.",
      }),
    );
    await writeFile(file, "<!doctype html>ünïcödé");
    expect(loadReportPage(file)).toBe("<!doctype html>ünïcödé");
  } finally {
    await rm(folder, { recursive: true });
  }
});
