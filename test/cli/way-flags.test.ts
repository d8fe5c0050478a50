// The flags that say which way connections go: --resolve, --servername, --proxy.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { type ConnectProxy, type ConnectProxyOptions, startConnectProxy } from "../client/connect-proxy.js";
import { runCli, temporaryFolder } from "./run-cli.js";
import { startTarget } from "./targets.js";

const folder = temporaryFolder();
const cleanUps: (() => unknown)[] = [];

afterAll(() => folder.remove());
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function proxyOf(options: ConnectProxyOptions = {}): Promise<ConnectProxy> {
  const proxy = await startConnectProxy(options);
  cleanUps.push(() => proxy.close());
  return proxy;
}

async function targetPort(): Promise<string> {
  const server = await startTarget();
  cleanUps.push(() => server.close());
  return new URL(server.url).port;
}

describe("end with 2 before anything is connected:", () => {
  it.each([
    [
      "a --resolve without an address",
      ["--resolve", "a:80"],
      'error: --resolve is "a:80"; must be host:port:address',
      "hint: Write it like example.com:443:127.0.0.1 or [::1]:80:[::1].",
    ],
    [
      "a --resolve for another port",
      ["--resolve", "HOST.example:443:127.0.0.1"],
      "error: --resolve is for port 443 of host.example, but the URL goes to its port 80",
      "hint: Write 80 in place of 443, or change the URL.",
    ],
    [
      "a --proxy without a scheme",
      ["--proxy", "user:S3@127.0.0.1:3128"],
      'error: --proxy is "127.0.0.1:3128"; must be a URL such as http://host:port',
      "hint: Write http://127.0.0.1:3128 if you mean an HTTP proxy.",
    ],
    [
      "a --proxy of another kind",
      ["--proxy", "socks5://user:S3@127.0.0.1:1080"],
      'error: --proxy is "socks5://127.0.0.1:1080"; its scheme is "socks5"; must be http',
      "hint: Name a proxy that takes CONNECT over plain HTTP; wss:// targets stay encrypted inside the tunnel.",
    ],
    [
      "a --servername that is an address",
      ["--servername", "127.0.0.1"],
      'error: --servername is "127.0.0.1"; must be a host name such as example.com',
      "hint: Leave it out to have the certificate held against the address of the URL.",
    ],
    [
      "a --servername with a space",
      ["--servername", "a b"],
      'error: --servername is "a b"; must be a host name such as example.com',
    ],
  ] as const)("%s", async (_title, args, ...stderr) => {
    const result = await runCli(["check", "ws://host.example/", ...args]);
    expect(result.stderr.trimEnd().split("\n")).toEqual(stderr);
    expect(result).toMatchObject({ code: 2, stdout: "" });
  });
});

it("check goes through the proxy, and its password is in no file and no line", async () => {
  const port = await targetPort();
  const proxy = await proxyOf({ credentials: "user:S3cret", hosts: { "inside.example": "127.0.0.1" } });
  const result = await runCli(
    [
      ...["check", `ws://inside.example:${port}/echo`, "--scenario", "text"],
      ...["--proxy", `http://user:S3cret@127.0.0.1:${proxy.port}`],
      ...["--name", "through", "--json", "--html", join(folder.path, "page.html")],
    ],
    { cwd: folder.path },
  );
  expect(result).toMatchObject({ code: 0, stderr: "" });
  expect(new Set(proxy.asked)).toEqual(new Set([`inside.example:${port}`]));
  const report = JSON.parse(result.stdout);
  expect(report.plan.proxy).toBe(`http://***@127.0.0.1:${proxy.port}`);
  expect(report.command.join(" ")).toContain(`--proxy http://***@127.0.0.1:${proxy.port}`);
  const tunnels = report.metrics.find(({ name }: { name: string }) => name === "ws_handshake_proxy");
  expect(tunnels.count).toBeGreaterThan(0);
  for (const text of [result.stdout, readFileSync(join(folder.path, "page.html"), "utf8")]) {
    expect(text).not.toContain("S3cret");
    expect(text).not.toContain(Buffer.from("user:S3cret").toString("base64"));
  }
});

it("a proxy that refuses ends a command with 3, for the target never answered", async () => {
  const proxy = await proxyOf({ credentials: "user:right" });
  const url = `http://user:S3cret@127.0.0.1:${proxy.port}`;
  const result = await runCli(["check", "ws://inside.example/", "--proxy", url], { cwd: folder.path });
  expect(result.code).toBe(3);
  expect(result.stderr).toContain(
    [
      `error: no HTTP answer from "ws://inside.example/": the proxy 127.0.0.1:${proxy.port} answered 407 Proxy Authentication Required: who is it?; must be 2xx to open a tunnel`,
      "hint: Check user and password of the proxy.",
      "",
    ].join("\n"),
  );
  expect(result.stderr).not.toContain("S3cret");
});

it("load measures the tunnel of each connection", async () => {
  const port = await targetPort();
  const proxy = await proxyOf();
  const args = ["-c", "4", "-d", "300ms", "--warm-up", "0", "--proxy", `http://127.0.0.1:${proxy.port}`];
  const result = await runCli(["load", `ws://127.0.0.1:${port}/echo`, ...args, "--json"], {
    cwd: folder.path,
  });
  expect(result.code).toBe(0);
  const { metrics } = JSON.parse(result.stdout);
  expect(metrics.find(({ name }: { name: string }) => name === "ws_handshake_proxy")).toMatchObject({
    count: 4,
  });
});

it("--resolve takes a name that nobody knows to an address, with the name as Host", async () => {
  const port = await targetPort();
  const result = await runCli(
    [
      "connect",
      `ws://nowhere.example:${port}/echo`,
      "--resolve",
      `nowhere.example:${port}:127.0.0.1`,
      "--expect",
      "hello",
    ],
    { stdin: "hello\n" },
  );
  expect(result.code).toBe(0);
});

it("WSRIG_PROXY and WSRIG_RESOLVE stand in for the flags", async () => {
  const port = await targetPort();
  const proxy = await proxyOf();
  const result = await runCli(["connect", `ws://nowhere.example:${port}/echo`, "--expect", "hello"], {
    stdin: "hello\n",
    env: {
      WSRIG_PROXY: `http://proxy.example:${proxy.port}`,
      WSRIG_RESOLVE: `proxy.example:${proxy.port}:127.0.0.1\nnowhere.example:${port}:127.0.0.1`,
    },
  });
  expect(result.code).toBe(0);
  expect(proxy.asked).toEqual([`127.0.0.1:${port}`]);
});
