import { afterAll, describe, expect, it } from "vitest";
import { runCli, temporaryFolder } from "./run-cli.js";
import { deadUrl } from "./targets.js";

const folder = temporaryFolder();
afterAll(() => folder.remove());
const out = ["--out", folder.path];

describe("wsrig fragments", () => {
  it("ends with 3 when nobody is there", async () => {
    const { code, stderr } = await runCli(["fragments", await deadUrl(), ...out]);
    expect(code).toBe(3);
    expect(stderr).toContain("ECONNREFUSED");
  });
});

describe("mistakes in the flags of wsrig fragments", () => {
  it.each([
    [["--size", "4"], '--size is "4"; must be a size with its unit, such as "32B", "16KiB", "1MiB"'],
    [["--size", "16B"], "no fragment size is smaller than a message of 16 B; the smallest is 16 B"],
    [["--fragment-bytes", "0"], '--fragment-bytes is "0"; must be at least 1 B'],
    [["--fragment-bytes", "16,x"], '--fragment-bytes is "x"; must be a size with its unit'],
    [["--blocks", "4"], '--blocks is "4"; must be a whole number from 5 to 1000'],
    [["--rate", "5", "--rate-share", "50%"], "--rate and --rate-share exclude each other"],
    [["--rate-share", "0%"], '--rate-share is "0%"; must be above 0% and at most 100%'],
    [["--noise", "100%"], "--noise is 100%; must be below"],
    [["--fail-on", "better"], "--fail-on"],
    [["--command", "node x.js | cat"], '--command has "|" outside of quotes, and no shell reads it'],
    [["--command", ""], "--command is empty"],
    [["--command", "node x.js", "--watch-pid", "1"], "--watch-pid and --command exclude each other"],
    [["--duration", "0s"], "--duration is 0; must be greater than 0"],
    [["--connections", "0"], '--connections is "0"; must be a whole number from 1 to 1000000'],
    [["--threshold", "x"], "threshold"],
  ])("%j: %s", async (args, message) => {
    const { code, stdout, stderr } = await runCli(["fragments", "ws://127.0.0.1:9/", ...args, ...out]);
    expect(stderr).toContain(message);
    expect([code, stdout]).toEqual([2, ""]);
  });

  it("{port} needs a command that is started there", async () => {
    const { code, stderr } = await runCli(["fragments", "ws://127.0.0.1:{port}/", ...out]);
    expect(code).toBe(2);
    expect(stderr).toContain('url is "ws://127.0.0.1:{port}/"; {port} needs a program that is started there');
  });
});
