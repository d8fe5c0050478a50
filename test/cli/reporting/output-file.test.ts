import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openOutputFile } from "../../../src/cli/reporting/output-file.js";
import { temporaryFolder } from "../run-cli.js";

const folder = temporaryFolder();
afterAll(() => folder.remove());

const isRoot = process.getuid?.() === 0;

describe("output files", () => {
  it("appear whole when written, and nothing stays beside them", () => {
    const path = join(folder.path, "a.xml");
    const file = openOutputFile(path, "--junit");
    expect(existsSync(path)).toBe(false);
    file.write("whole");
    expect(readFileSync(path, "utf8")).toBe("whole");
    expect(readdirSync(folder.path)).toEqual(["a.xml"]);
  });

  it("leave an old file as it is until they are written, and for good when discarded", () => {
    const path = join(folder.path, "a.xml");
    writeFileSync(path, "old");
    const file = openOutputFile(path, "--junit");
    expect(readFileSync(path, "utf8")).toBe("old");
    file.discard();
    file.discard();
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(readdirSync(folder.path)).toEqual(["a.xml"]);
  });

  it("stay when discarded after they were written", () => {
    const path = join(folder.path, "b.xml");
    const file = openOutputFile(path, "--junit");
    file.write("new");
    file.discard();
    expect(readFileSync(path, "utf8")).toBe("new");
  });

  it("a folder of that name is a mistake", () => {
    const path = join(folder.path, "folder");
    mkdirSync(path);
    expect(() => openOutputFile(path, "--html")).toThrow(
      expect.objectContaining({
        code: "usage-output-unwritable",
        message: `--html is "${path}"; it is a folder`,
        path: "--html",
      }),
    );
  });

  it("a missing folder is a mistake with the command that makes it", () => {
    const path = join(folder.path, "no", "a.html");
    expect(() => openOutputFile(path, "--html")).toThrow(
      expect.objectContaining({
        message: `--html is "${path}"; its folder does not exist`,
        hint: `Create it first: mkdir -p ${join(folder.path, "no")}`,
      }),
    );
  });

  it.skipIf(isRoot)("a file that may not be written is a mistake", () => {
    const path = join(folder.path, "locked.xml");
    writeFileSync(path, "old");
    chmodSync(path, 0o400);
    expect(() => openOutputFile(path, "--junit")).toThrow(
      expect.objectContaining({ message: `--junit is "${path}"; writing is not permitted` }),
    );
  });

  it("a device is written in place", () => {
    openOutputFile("/dev/null", "--junit").write("x");
    expect(existsSync("/dev/null")).toBe(true);
  });
});
