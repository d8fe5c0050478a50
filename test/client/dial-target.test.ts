import { describe, expect, test } from "vitest";
import { parseDialTarget, withoutCredentials } from "../../src/client/dial-target.js";

describe("a WebSocket URL taken apart (RFC 6455 §3)", () => {
  test.each([
    ["ws://h", "ws://h/", false, "h", 80, "h", "/"],
    ["wss://h/", "wss://h/", true, "h", 443, "h", "/"],
    ["ws://h:80/a?b=c", "ws://h/a?b=c", false, "h", 80, "h", "/a?b=c"],
    ["WSS://H:8443/a%23b", "wss://h:8443/a%23b", true, "h", 8_443, "h:8443", "/a%23b"],
    ["http://h:443/", "ws://h:443/", false, "h", 443, "h:443", "/"],
    ["https://h/x", "wss://h/x", true, "h", 443, "h", "/x"],
    ["ws://[::1]:81/", "ws://[::1]:81/", false, "::1", 81, "[::1]:81", "/"],
    ["ws://user:pw@127.0.0.1/", "ws://127.0.0.1/", false, "127.0.0.1", 80, "127.0.0.1", "/"],
  ])("%s", (given, url, isSecure, host, port, hostHeader, target) => {
    expect(parseDialTarget(given)).toMatchObject({ url, isSecure, host, port, hostHeader, target });
  });

  test("user and password become Basic credentials, percent escapes undone (RFC 7617)", () => {
    expect(parseDialTarget("ws://Aladdin:open%20sesame@h/").authorization).toBe(
      "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
    );
    expect(parseDialTarget("ws://h/").authorization).toBeUndefined();
  });

  test.each([
    [
      "ws://h/#a",
      'URL "ws://h/#a" must not have a fragment (RFC 6455 §3)',
      "Remove the # part, or write %23 for a # of the path.",
    ],
    ["ftp://h/", 'URL "ftp://h/" has the scheme "ftp"; must be ws or wss', "Begin it with ws:// or wss://."],
    ["h:8080/x", 'URL "h:8080/x" has the scheme "h"; must be ws or wss', "Begin it with ws:// or wss://."],
    [
      "127.0.0.1:80",
      'URL "127.0.0.1:80" cannot be read as a URL',
      "Write ws://127.0.0.1:80 if you mean a plain connection.",
    ],
    ["ws://", 'URL "ws://" cannot be read as a URL', undefined],
    ["ws://u:p%zz@h/", 'URL "ws://h/" has a user or password with a broken % escape', undefined],
    ["ws://u:secret@h/#", 'URL "ws://h/#" must not have a fragment (RFC 6455 §3)', expect.anything()],
  ])("%s is refused without its password in the message", (url, message, hint) => {
    expect(() => parseDialTarget(url)).toThrowError(
      expect.objectContaining({ code: "usage-invalid-url", message, hint }),
    );
  });
});

test.each([
  ["ws://user:pw@h/a", "ws://h/a"],
  ["ws://user:p@ss@h/a", "ws://h/a"],
  ["ws:user:pw@h/a", "ws:h/a"],
  ["user:pw@h:80", "user:h:80"],
  ["ws://h/a@b", "ws://h/a@b"],
  ["ws://h?mail=a@b", "ws://h?mail=a@b"],
])("%s without credentials is %s", (url, safe) => {
  expect(withoutCredentials(url)).toBe(safe);
});
