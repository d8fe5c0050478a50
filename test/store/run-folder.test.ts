// Folders of runs on a real file system, in a temporary directory.

import { mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { renderJson } from "../../src/report/json.js";
import { createRunFolder, findLatest } from "../../src/store/run-folder.js";
import { smallReport } from "../report/small-report.js";

const startedAt = new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 678));
let root: string;

beforeEach(async () => {
  root = path.join(await mkdtemp(path.join(tmpdir(), "wsrig-store-")), "reports");
});
afterEach(() => rm(path.dirname(root), { recursive: true }));

async function writtenRun(name: string, at = startedAt): Promise<string> {
  const folder = await createRunFolder({ root, name, startedAt: at });
  await folder.write(smallReport({ name }));
  return folder.path;
}

describe("the folder of a run", () => {
  test.each([
    ["check", "2026-01-02T03-04-05-check"],
    ["Über Größe", "2026-01-02T03-04-05-Uber-Gro-e"],
    ["../../etc/passwd", "2026-01-02T03-04-05-etc-passwd"],
    ["a:b*c?\0\n", "2026-01-02T03-04-05-a-b-c"],
    ["...", "2026-01-02T03-04-05-run"],
    ["", "2026-01-02T03-04-05-run"],
    ["x".repeat(300), `2026-01-02T03-04-05-${"x".repeat(60)}`],
  ])("of %j is %s", async (name, folderName) => {
    const folder = await createRunFolder({ root, name, startedAt });
    expect(path.relative(root, folder.path)).toBe(folderName);
    expect(await readdir(root)).toEqual([folderName]);
  });

  test("is never one that exists: runs of the same second are numbered", async () => {
    const folders = await Promise.all(
      [1, 2, 3].map(() => createRunFolder({ root, name: "load", startedAt })),
    );
    expect(folders.map((folder) => path.basename(folder.path)).sort()).toEqual([
      "2026-01-02T03-04-05-load",
      "2026-01-02T03-04-05-load-2",
      "2026-01-02T03-04-05-load-3",
    ]);
  });

  test.skipIf(process.platform !== "linux")(
    "cannot be made in /proc, and says so instead of trying for ever",
    async () => {
      await expect(createRunFolder({ root: "/proc/wsrig", name: "x", startedAt })).rejects.toMatchObject({
        code: "usage-reports-folder",
      });
    },
  );

  test("makes all missing folders above it", async () => {
    const deep = path.join(root, "a", "b");
    const folder = await createRunFolder({ root: deep, name: "x", startedAt });
    expect(path.dirname(folder.path)).toBe(deep);
  });

  test("cannot be made below a file, and says so as a mistake of the user", async () => {
    await mkdir(root, { recursive: true });
    const file = path.join(root, "file");
    await writeFile(file, "");
    await expect(createRunFolder({ root: file, name: "x", startedAt })).rejects.toMatchObject({
      code: "usage-reports-folder",
      path: "--out",
      hint: "Name a folder that can be written to with --out.",
    });
  });
});

describe("writing a run", () => {
  test("gives report.json, report.html and the link to the newest, and nothing else", async () => {
    const folder = await createRunFolder({ root, name: "check", startedAt });
    const written = await folder.write(smallReport(), "<!doctype html>");
    expect(written).toEqual({
      jsonPath: path.join(folder.path, "report.json"),
      htmlPath: path.join(folder.path, "report.html"),
    });
    expect(await readFile(written.jsonPath, "utf8")).toBe(renderJson(smallReport()));
    expect(await readFile(path.join(folder.path, "report.html"), "utf8")).toBe("<!doctype html>");
    expect((await readdir(folder.path)).sort()).toEqual(["report.html", "report.json"]);
    expect((await readdir(root)).sort()).toEqual([path.basename(folder.path), "latest"]);
    expect(await readlink(path.join(root, "latest"))).toBe(path.basename(folder.path));
  });

  test("without a page gives no report.html", async () => {
    const folder = await createRunFolder({ root, name: "check", startedAt });
    expect((await folder.write(smallReport())).htmlPath).toBeUndefined();
    expect(await readdir(folder.path)).toEqual(["report.json"]);
  });

  test("a second time replaces the files as a whole", async () => {
    const folder = await createRunFolder({ root, name: "check", startedAt });
    await folder.write(smallReport(), "old page");
    await folder.write(smallReport({ durationMs: 1 }), "new page");
    expect(JSON.parse(await readFile(path.join(folder.path, "report.json"), "utf8"))).toMatchObject({
      durationMs: 1,
    });
    expect((await readdir(folder.path)).sort()).toEqual(["report.html", "report.json"]);
  });
});

describe("the newest run", () => {
  test("is the one written last, not the one that was started last", async () => {
    const early = await createRunFolder({ root, name: "early", startedAt });
    await writtenRun("late", new Date(startedAt.getTime() + 60_000));
    await early.write(smallReport());
    expect(await findLatest(root)).toBe(early.path);
  });

  test("is found by name where the link leads nowhere or is missing", async () => {
    await writtenRun("first");
    const second = await writtenRun("second", new Date(startedAt.getTime() + 1_000));
    const third = await writtenRun("third", new Date(startedAt.getTime() + 2_000));
    await rm(third, { recursive: true });
    expect(await findLatest(root)).toBe(second);
    await rm(path.join(root, "latest"));
    expect(await findLatest(root)).toBe(second);
  });

  test("is found through a text file where links are not permitted", async () => {
    const first = await writtenRun("first");
    await writtenRun("second", new Date(startedAt.getTime() + 1_000));
    await rm(path.join(root, "latest"));
    await writeFile(path.join(root, "latest"), `${path.basename(first)}\n`);
    expect(await findLatest(root)).toBe(first);
  });

  test("never lies outside the folder of runs", async () => {
    const run = await writtenRun("inside");
    await mkdir(path.join(root, "..", "outside"));
    await writeFile(path.join(root, "..", "outside", "report.json"), "{}");
    await rm(path.join(root, "latest"));
    await symlink("../outside", path.join(root, "latest"));
    expect(await findLatest(root)).toBe(run);
  });

  test("is none where nothing was run", async () => {
    expect(await findLatest(root)).toBeUndefined();
    await createRunFolder({ root, name: "unfinished", startedAt });
    expect(await findLatest(root)).toBeUndefined();
  });
});
