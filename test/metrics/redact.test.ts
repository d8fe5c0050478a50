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
  ])("%j becomes %j", (text, safe) => {
    expect(redactText(text)).toBe(safe);
  });
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
