import { describe, expect, it } from "vitest";
import { runCli, startCli } from "./run-cli.js";

describe("wsrig list", () => {
  it.each([
    ["scenarios", /^close-codes +\S/m],
    ["cases", /^1\.1\.1 +RFC 6455 §5\.2 +A text message of 0 bytes/m],
    ["metrics", /^ws_msg_latency +trend +us +\S/m],
    ["behaviours", /^\/broadcast +\S/m],
  ])("lists %s, one a line", async (subject, line) => {
    const { code, stdout, stderr } = await runCli(["list", subject]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(line);
  });

  it("lists the parameters of a behaviour under it", async () => {
    const { stdout } = await runCli(["list", "behaviours"]);
    expect(stdout).toMatch(/^\/stream +\S.*\n {2}\?\w+= +\S/m);
  });

  it.each([
    ["scenarios", { name: "broadcast" }],
    ["cases", { id: "5.15", group: "5", peers: ["server", "client"] }],
    ["metrics", { name: "ws_ping", kind: "trend", unit: "us" }],
    ["behaviours", { path: "/sink" }],
  ])("lists %s as one JSON array", async (subject, item) => {
    const { code, stdout } = await runCli(["list", subject, "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(expect.arrayContaining([expect.objectContaining(item)]));
  });

  it("says of a case which peers it is for, where not for both, and that it needs --hostile", async () => {
    const args = ["list", "cases", "--cases", "1.1.1,h.2.1", "--cases", "H.12.1, L.1.1"];
    const { code, stdout, stderr } = await runCli(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const lines = stdout.trimEnd().split("\n");
    expect(lines.map((line) => line.split(/ {2,}/).slice(0, 3))).toEqual([
      ["1.1.1", "RFC 6455 §5.2", "A text message of 0 bytes in one frame."],
      ["H.2.1", "RFC 6455 §4.2.1", "servers only"],
      ["H.12.1", "RFC 6455 §4.1", "clients only"],
      ["L.1.1", "RFC 6455 §10.4", "--hostile"],
    ]);
  });

  it("lists only the cases for peers of a role", async () => {
    const { stdout } = await runCli(["list", "cases", "--cases", "H.*", "--role", "client", "--json"]);
    const groups = JSON.parse(stdout).map(({ id }: { id: string }) => id.split(".")[1]);
    expect([...new Set(groups)]).toEqual(["11", "12", "13", "14", "15", "16", "17", "18"]);
  });

  it.each([
    [["cases", "--cases", "99"], '--cases has "99", which no case matches'],
    [["cases", "--cases", "H.2.1", "--role", "client"], '--cases has "H.2.1", which is for servers only'],
    [["metrics", "--cases", "1.*"], "--cases chooses cases; there is none among metrics"],
    [["metrics", "--role", "client"], "--role chooses cases; there is none among metrics"],
  ])("refuses list %j: exit code 2", async (args, message) => {
    const { code, stdout, stderr } = await runCli(["list", ...args]);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining(message),
    });
  });

  it("a reader that goes away (| head) is no error", async () => {
    const { child, result } = startCli(["list", "metrics"]);
    child.stdout.destroy();
    const { code, stderr } = await result;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});
