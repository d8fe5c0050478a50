// A folder of runs with all that may lie in it, on a real file system.

import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { gatherEntries } from "../../src/history/gather-entries.js";
import { readRunFolders } from "../../src/store/run-folders.js";
import { madeReport, writeRuns } from "../history/made-runs.js";
import { smallReport } from "../report/small-report.js";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "wsrig-history-"));
});
afterEach(() => rm(root, { recursive: true }));

async function write(folder: string, text: string): Promise<void> {
  await mkdir(path.join(root, folder));
  await writeFile(path.join(root, folder, "report.json"), text);
}

async function found(): Promise<readonly string[]> {
  const texts: string[] = [];
  for await (const content of readRunFolders(root)) {
    texts.push(`${content.folder}: ${content.kind === "report" ? content.report.name : content.why}`);
  }
  return texts;
}

describe("the runs of a folder", () => {
  test("come by the name of their folder, without the points of their series", async () => {
    const point = { atMs: 1_000, tags: {}, counters: {}, gauges: {}, trends: {} };
    await write("b", JSON.stringify(smallReport({ name: "second", series: [point] })));
    await write("a", JSON.stringify(smallReport({ name: "first" })));
    expect(await found()).toEqual(["a: first", "b: second"]);
    for await (const content of readRunFolders(root)) {
      expect(content.kind === "report" && content.report.series).toEqual([]);
    }
  });

  test("have a page or none", async () => {
    await write("a", JSON.stringify(smallReport()));
    await write("b", JSON.stringify(smallReport()));
    await writeFile(path.join(root, "b", "report.html"), "");
    const pages: boolean[] = [];
    for await (const content of readRunFolders(root))
      if (content.kind === "report") pages.push(content.hasPage);
    expect(pages).toEqual([false, true]);
  });

  test("end for nothing that lies beside them, and say why it is none", async () => {
    await write("broken", '{"schemaVersion": 1,');
    await write("foreign", '{"a": 1}');
    await write("list", "[]");
    await write("newer", '{"schemaVersion": 99}');
    await write("wrong", JSON.stringify({ ...smallReport(), verdict: "great", durationMs: -1 }));
    await mkdir(path.join(root, "empty"));
    await mkdir(path.join(root, "folder", "report.json"), { recursive: true });
    await mkdir(path.join(root, ".hidden"));
    await writeFile(path.join(root, "README.md"), "hello");
    await writeFile(path.join(root, "history.html"), "");
    await mkdir(path.join(root, "device"));
    // Reading it would not end.
    await symlink("/dev/zero", path.join(root, "device", "report.json"));
    await symlink("nowhere", path.join(root, "gone"));
    await symlink("README.md", path.join(root, "file-link"));
    expect(await found()).toEqual([
      "broken: has a report.json that is not JSON",
      expect.stringMatching(/^device: (has a report.json that is not a file|holds no report.json)$/),
      "empty: holds no report.json",
      "folder: has a report.json that is not a file",
      "foreign: has a report.json that is no run report: it seems to be another document, which wsrig did not write",
      "list: has a report.json that is no run report: it has 1 problem, such as the document: Invalid input: expected object, received array",
      "newer: has a report.json that is no run report: has schemaVersion 99; this wsrig reads up to 1",
      "wrong: has a report.json that is no run report: it has 2 problems, such as durationMs: Too small: expected number to be >=0",
      "gone: is a link to nothing",
    ]);
  });

  test.skipIf(process.getuid?.() === 0)("that may not be read are named", async () => {
    await write("secret", JSON.stringify(smallReport()));
    await chmod(path.join(root, "secret", "report.json"), 0o000);
    expect(await found()).toEqual([expect.stringMatching(/^secret: cannot be read: EACCES/)]);
  });

  test("are read once, whatever points at them: latest as a link, and as a copy", async () => {
    const [first = ""] = writeRuns(root, [
      madeReport({ day: 1, medianUs: 5 }),
      madeReport({ day: 2, medianUs: 5 }),
    ]);
    await symlink(first, path.join(root, "latest"));
    await symlink(root, path.join(root, "itself"));
    expect(await found()).toEqual([
      "2026-11-02T03-00-00-load: load",
      "2026-11-03T03-00-00-load: load",
      "itself: holds no report.json",
    ]);
    await rm(path.join(root, "latest"));
    await rm(path.join(root, "itself"));
    await write("latest", JSON.stringify(madeReport({ day: 1, medianUs: 5 })));
    const { entries, skipped } = await gatherEntries(readRunFolders(root));
    expect(entries.map(({ run }) => run.folder)).toEqual([
      "2026-11-02T03-00-00-load",
      "2026-11-03T03-00-00-load",
    ]);
    expect(skipped).toEqual([{ folder: "latest", why: "holds the same run as 2026-11-02T03-00-00-load" }]);
  });

  test("outside of it come by a link", async () => {
    const other = await mkdtemp(path.join(tmpdir(), "wsrig-history-"));
    try {
      await writeFile(path.join(other, "report.json"), JSON.stringify(smallReport({ name: "elsewhere" })));
      await symlink(other, path.join(root, "link"));
      expect(await found()).toEqual(["link: elsewhere"]);
    } finally {
      await rm(other, { recursive: true });
    }
  });
});
