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

  it("a reader that goes away (| head) is no error", async () => {
    const { child, result } = startCli(["list", "metrics"]);
    child.stdout.destroy();
    const { code, stderr } = await result;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});
