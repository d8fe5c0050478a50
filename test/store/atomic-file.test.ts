import type { PathLike } from "node:fs";
import { lstat, mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { linkAtomic, writeFileAtomic } from "../../src/store/atomic-file.js";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "wsrig-atomic-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** A symlink that a system refuses with `code`. */
function refusing(code: string): () => Promise<void> {
  return () => Promise.reject(Object.assign(new Error(`${code}: not permitted`), { code }));
}

describe("a file", () => {
  test("is replaced as a whole", async () => {
    const file = path.join(folder, "a.txt");
    await writeFileAtomic(file, "a long old text");
    await writeFileAtomic(file, "new");
    expect(await readFile(file, "utf8")).toBe("new");
    expect(await readdir(folder)).toEqual(["a.txt"]);
  });

  test("that cannot be put in its place leaves nothing behind", async () => {
    await mkdir(path.join(folder, "taken", "inner"), { recursive: true });
    await expect(writeFileAtomic(path.join(folder, "taken"), "x")).rejects.toThrow();
    expect(await readdir(folder)).toEqual(["taken"]);
  });

  test("written by many at once is one of theirs, whole", async () => {
    const file = path.join(folder, "a.txt");
    const texts = ["a", "b", "c", "d"].map((letter) => letter.repeat(100_000));
    await Promise.all(texts.map((text) => writeFileAtomic(file, text)));
    expect(texts).toContain(await readFile(file, "utf8"));
    expect(await readdir(folder)).toEqual(["a.txt"]);
  });
});

test("a process that ends in the middle leaves nothing behind", async () => {
  const before = process.listeners("exit");
  const endWhileWriting = async (target: PathLike, temporary: PathLike): Promise<void> => {
    await symlink(target, temporary);
    expect(await readdir(folder)).toHaveLength(1);
    const added = process.listeners("exit").filter((listener) => !before.includes(listener));
    for (const listener of added) listener(130);
    expect(await readdir(folder)).toEqual([]);
    throw new Error("ended");
  };
  await expect(linkAtomic(path.join(folder, "latest"), "first", endWhileWriting)).rejects.toThrow("ended");
  expect(process.listeners("exit")).toEqual(before);
});

describe("a link", () => {
  test("points at its newest target", async () => {
    const link = path.join(folder, "latest");
    await linkAtomic(link, "first");
    await linkAtomic(link, "second");
    expect(await readlink(link)).toBe("second");
    expect(await readdir(folder)).toEqual(["latest"]);
  });

  test.each(["EPERM", "EACCES", "ENOTSUP", "ENOSYS", "EOPNOTSUPP"])(
    "refused with %s becomes a text file with the target",
    async (code) => {
      const link = path.join(folder, "latest");
      await linkAtomic(link, "first", refusing(code));
      await linkAtomic(link, "second", refusing(code));
      expect((await lstat(link)).isFile()).toBe(true);
      expect(await readFile(link, "utf8")).toBe("second\n");
    },
  );

  test("leaves a folder of its name alone, as a copy that followed the link makes one", async () => {
    const link = path.join(folder, "latest");
    await mkdir(path.join(link, "inner"), { recursive: true });
    await linkAtomic(link, "first");
    expect((await lstat(link)).isDirectory()).toBe(true);
    expect(await readdir(link)).toEqual(["inner"]);
    expect(await readdir(folder)).toEqual(["latest"]);
  });

  test("that fails for another reason is an error", async () => {
    await expect(linkAtomic(path.join(folder, "latest"), "x", refusing("ENOSPC"))).rejects.toThrow("ENOSPC");
  });
});
