import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { JsonFiles } from "../../src/store/json-files.js";

test("files are there when all is settled", async () => {
  const folder = mkdtempSync(join(tmpdir(), "wsrig-json-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const files = new JsonFiles(folder);
  for (let index = 0; index < 20; index++) files.write(`${index}.json`, { index });
  await files.settled();
  expect(readdirSync(folder)).toHaveLength(20);
  expect(readFileSync(join(folder, "7.json"), "utf8")).toBe('{\n  "index": 7\n}\n');
});

test("a file that is written at once is there when the call returns, whole and alone", () => {
  const folder = mkdtempSync(join(tmpdir(), "wsrig-json-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  new JsonFiles(folder).writeAtOnce("a.json", { a: 1 });
  expect(readdirSync(folder)).toEqual(["a.json"]);
  expect(readFileSync(join(folder, "a.json"), "utf8")).toBe('{\n  "a": 1\n}\n');
});

test("a folder that is gone throws from no write at once, and is told at the end", async () => {
  const files = new JsonFiles(join(tmpdir(), "wsrig-json-never-made"));
  files.writeAtOnce("a.json", {});
  await expect(files.settled()).rejects.toMatchObject({ code: "usage-reports-folder" });
});

test("a folder that is gone is told at the end, once", async () => {
  const files = new JsonFiles(join(tmpdir(), "wsrig-json-never-made"));
  files.write("a.json", {});
  await expect(files.settled()).rejects.toMatchObject({
    code: "usage-reports-folder",
    hint: "Make room, or name another folder with --out.",
  });
});

test("of many writes to one file the last stays, however large the ones before it are", async () => {
  const folder = mkdtempSync(join(tmpdir(), "wsrig-json-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const files = new JsonFiles(folder);
  for (let size = 20; size >= 0; size--) files.write("one.json", "*".repeat(size * 100_000));
  await files.settled();
  expect(readdirSync(folder)).toEqual(["one.json"]);
  expect(readFileSync(join(folder, "one.json"), "utf8")).toBe('""\n');
});
