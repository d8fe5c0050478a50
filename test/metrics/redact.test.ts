// Secrets never reach a report.

import { describe, expect, test } from "vitest";
import { redactCommand, redactData, redactHeaders, redactText, redactUrl } from "../../src/metrics/redact.js";

describe("a URL", () => {
  test.each([
    ["ws://host/path?a=1#f", "ws://host/path?a=1#f"],
    ["ws://user:secret@host:80/p", "ws://***@host:80/p"],
    ["wss://token@host/", "wss://***@host/"],
    ["ws://u:p@ss@host/a", "ws://***@host/a"],
    ["ws://u:p@ss:w/rd@host/", "ws://***@host/"],
    ["ws://host/@scope/name", "ws://host/@scope/name"],
    ["ws://u:p@host/@me", "ws://***@host/@me"],
    ["ws://ws://u:p@host/", "ws://***@host/"],
    ["ws://host/?token=s3cret&x=1", "ws://host/?token=***&x=1"],
    ["ws://host/?x=1&TOKEN=s3cret#frag", "ws://host/?x=1&TOKEN=***#frag"],
    ["ws://host/?xtoken=kept&a=user@example.com", "ws://host/?xtoken=kept&a=user@example.com"],
    ["ws://host/?token=", "ws://host/?token=***"],
    ["not a url, token=kept", "not a url, token=kept"],
  ])("%s becomes %s", (url, safe) => {
    expect(redactUrl(url, ["token"])).toBe(safe);
  });

  test("parameter names with characters of patterns are taken literally", () => {
    expect(redactUrl("ws://h/?a.b[0]=1&axb0=2", ["a.b[0]"])).toBe("ws://h/?a.b[0]=***&axb0=2");
  });
});

describe("a text", () => {
  test.each([
    ["connect to ws://u:p@h/ failed", "connect to ws://***@h/ failed"],
    ["Authorization: Bearer abc.def\r\nHost: h", "Authorization: ***\r\nHost: h"],
    ["proxy-authorization:Basic eA==", "proxy-authorization:***"],
    ['{"cookie":"sid=1"}', '{"cookie":***'],
    ["set-cookie: a=b; HttpOnly", "set-cookie: ***"],
    ["-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----\nrest", "***\nrest"],
    ["two of ws://a:b@h/ and ws://c:d@h/", "two of ws://***@h/ and ws://***@h/"],
    ["cookies are nice; a@b.example", "cookies are nice; a@b.example"],
    ["X-Api-Key: s\nHost: h", "X-Api-Key: ***\nHost: h"],
    ['{"access-token":"s"}', '{"access-token":***'],
    ["Sec-WebSocket-Key: dGhlIHNhbXBsZQ==", "Sec-WebSocket-Key: dGhlIHNhbXBsZQ=="],
    ["session: closed; ws_sessions: 3", "session: closed; ws_sessions: 3"],
  ])("%j becomes %j", (text, safe) => {
    expect(redactText(text)).toBe(safe);
  });
});

test("a text may be redacted twice: in quotes nothing but the secret goes", () => {
  const once = redactText('no HTTP answer from "ws://u:p@h/?a=1&ticket=s": refused', ["ticket"]);
  expect(once).toBe('no HTTP answer from "ws://***@h/?a=1&ticket=***": refused');
  expect(redactText(once, ["ticket"])).toBe(once);
});

test("a name given with --redact is a header too, in any case", () => {
  expect(redactText("x-tenant: acme\r\nHost: h", ["X-Tenant"])).toBe("x-tenant: ***\r\nHost: h");
  expect(redactHeaders([["X-Tenant", "acme"]], ["x-tenant"])).toEqual([["X-Tenant", "***"]]);
});

test.each(["Api-Key", "X-Token", "Client-Secret", "X-Password", "X-Auth", "My-Cookie", "SessionId"])(
  "the header %s is secret by its name: in pairs, in a plan, in a command",
  (name) => {
    expect(redactHeaders([[name, "s"]])).toEqual([[name, "***"]]);
    expect(redactData({ headers: [`${name}: s`] })).toEqual({ headers: [`${name}: ***`] });
    expect(redactData({ headers: { [name]: "s" } })).toEqual({ headers: { [name]: "***" } });
    const command = ["-H", `${name}: s`, "--header", `${name}:s`, `--header=${name}: s`, `-H${name}: s`];
    expect(redactCommand(command)).toEqual([
      "-H",
      `${name}: ***`,
      "--header",
      `${name}:***`,
      `--header=${name}: ***`,
      `-H${name}: ***`,
    ]);
  },
);

test("two header lines are no pair of name and value", () => {
  const headers = ["X-Token: s", "X-Plain: 1"];
  expect(redactData({ headers })).toEqual({ headers: ["X-Token: ***", "X-Plain: 1"] });
});

test("data outside headers keep such words: metric names are no headers", () => {
  const data = { counters: { ws_sessions: 3 }, scenarios: ["session", "text"], key: "a" };
  expect(redactData(data)).toEqual(data);
});

test("headers: the four secret names in any case, the rest stays in its order", () => {
  expect(
    redactHeaders([
      ["Host", "h"],
      ["AUTHORIZATION", "Bearer x"],
      ["Cookie", "a=b"],
      ["proxy-authorization", "Basic x"],
      ["Set-Cookie", "a=b"],
      ["Referer", "https://u:p@h/"],
    ]),
  ).toEqual([
    ["Host", "h"],
    ["AUTHORIZATION", "***"],
    ["Cookie", "***"],
    ["proxy-authorization", "***"],
    ["Set-Cookie", "***"],
    ["Referer", "https://***@h/"],
  ]);
});

test("a command: headers, URLs, passphrases, however they are written", () => {
  expect(
    redactCommand(
      [
        "wsrig",
        "load",
        "ws://u:p@h/?key=1",
        "-H",
        "Authorization: Bearer x",
        "--header=Cookie: a=b",
        "-HCookie: a",
        "--passphrase",
        "pw",
        "--passphrase=pw",
        "--password",
        "pw",
        "--url=wss://u:p@h/",
        "-d",
        "5s",
      ],
      ["key"],
    ),
  ).toEqual([
    "wsrig",
    "load",
    "ws://***@h/?key=***",
    "-H",
    "Authorization: ***",
    "--header=Cookie: ***",
    "-HCookie: ***",
    "--passphrase",
    "***",
    "--passphrase=***",
    "--password",
    "***",
    "--url=wss://***@h/",
    "-d",
    "5s",
  ]);
});

test("data: at any depth, by key, by pair and within strings; other values stay as they are", () => {
  const plan = {
    url: "ws://u:p@h/",
    headers: [
      ["Authorization", "Bearer x"],
      ["X-A", "1"],
    ],
    asObject: { Cookie: "a=b", other: 1 },
    tls: { passphrase: "pw", key: "-----BEGIN RSA PRIVATE KEY-----\nx", insecure: true },
    list: [1, null, undefined, { deep: ["ws://h/?t=1"] }],
    password: undefined,
  };
  expect(redactData(plan, ["t"])).toEqual({
    url: "ws://***@h/",
    headers: [
      ["Authorization", "***"],
      ["X-A", "1"],
    ],
    asObject: { Cookie: "***", other: 1 },
    tls: { passphrase: "***", key: "***", insecure: true },
    list: [1, null, undefined, { deep: ["ws://h/?t=***"] }],
    password: undefined,
  });
});

test("user and password of a proxy go: in a command, in a plan, in what a proxy says", () => {
  const proxy = "http://user:S%203@127.0.0.1:3128";
  expect(redactCommand(["--proxy", proxy, `--proxy=${proxy}`])).toEqual([
    "--proxy",
    "http://***@127.0.0.1:3128",
    "--proxy=http://***@127.0.0.1:3128",
  ]);
  expect(redactData({ plan: { proxy } })).toEqual({ plan: { proxy: "http://***@127.0.0.1:3128" } });
  expect(redactText("407: you sent Proxy-Authorization: Basic dXNlcjpTIDM=")).toBe(
    "407: you sent Proxy-Authorization: ***",
  );
});
