import { expect, test } from "vitest";
import { parseProxyUrl } from "../../src/client/proxy-target.js";
import { buildConnectRequest } from "../../src/client/proxy-tunnel.js";

test.each([
  [
    "host and port",
    "http://proxy.example:3128",
    { host: "proxy.example", port: 3_128, name: "proxy.example:3128" },
  ],
  [
    "no port, which is 80",
    "HTTP://Proxy.example/",
    { host: "proxy.example", port: 80, name: "proxy.example:80" },
  ],
  ["IPv6", "http://[::1]:8080", { host: "::1", port: 8_080, name: "[::1]:8080" }],
  [
    "credentials with escapes",
    "http://us%40r:p%3A%20w@h:1",
    {
      host: "h",
      port: 1,
      name: "h:1",
      authorization: `Basic ${Buffer.from("us@r:p: w").toString("base64")}`,
    },
  ],
])("parseProxyUrl reads %s", (_title, url, proxy) => {
  expect(parseProxyUrl(url)).toEqual({ authorization: undefined, ...proxy });
});

const form = "http://host:port";

test.each([
  ["no scheme", "h:3128", "h:3128", `must be a URL such as ${form}`],
  ["a bare slash in the password", "http://user:S/3@h:1", "http://h:1", `must be a URL such as ${form}`],
  ["no scheme but credentials", "user:S3@h:3128", "h:3128", `must be a URL such as ${form}`],
  ["https", "https://user:S3@h:3128", "https://h:3128", 'its scheme is "https"; must be http'],
  ["socks", "socks5://h:1080", "socks5://h:1080", 'its scheme is "socks5"; must be http'],
  ["a path", "http://user:S3@h:1/path", "http://h:1/path", "must end after host and port"],
  ["a query", "http://h:1/?a", "http://h:1/?a", "must end after host and port"],
  ["a port beyond", "http://user:S3@h:65536", "http://h:65536", "its port is 65536, must be at most 65535"],
  [
    "a space in the password",
    "http://user:S 3@h:1",
    "http://h:1",
    "must have no space, quote or angle bracket",
  ],
  [
    "a quote in the password",
    "http://user:S'3@h:1",
    "http://h:1",
    "must have no space, quote or angle bracket",
  ],
  ["nothing", "", "", `must be a URL such as ${form}`],
  ["a broken escape", "http://user:S3%@h:1", "http://h:1", "its user or password has a broken % escape"],
])("parseProxyUrl refuses %s, and shows no password", (_title, url, shown, problem) => {
  expect(() => parseProxyUrl(url, "--proxy")).toThrow(
    expect.objectContaining({
      code: "usage-invalid-proxy",
      message: `--proxy is "${shown}"; ${problem}`,
      path: "--proxy",
    }),
  );
});

test("a proxy without its scheme is guessed", () => {
  for (const text of ["user:S3@h:3128", "h:3128", "127.0.0.1:3128"])
    expect(() => parseProxyUrl(text)).toThrow(
      expect.objectContaining({
        hint: expect.stringMatching(/^Write http:\/\/(h|127\.0\.0\.1):3128 if you mean/),
      }),
    );
});

test.each([
  ["a name", "a.example", 443, "a.example:443"],
  ["an IPv6 address", "::1", 80, "[::1]:80"],
])(
  "RFC 9110 §9.3.6 CONNECT names %s and its port twice, and has the credentials",
  (_title, host, port, authority) => {
    const proxy = parseProxyUrl("http://user:pw@proxy:1");
    expect(Buffer.from(buildConnectRequest({ host, port }, proxy)).toString()).toBe(
      `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\nProxy-Authorization: Basic dXNlcjpwdw==\r\n\r\n`,
    );
  },
);
