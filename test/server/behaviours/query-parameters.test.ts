import { describe, expect, it } from "vitest";
import type { BehaviourRequest } from "../../../src/server/behaviours/behaviour.js";
import { findBehaviour } from "../../../src/server/behaviours/catalogue.js";
import { QueryParameters } from "../../../src/server/behaviours/query-parameters.js";

/** What the behaviour at `target` finds wrong with it. */
function problemsOf(target: string): readonly string[] {
  const [path = "", query = ""] = target.split("?");
  const request: BehaviourRequest = { path, query: new QueryParameters(query) };
  findBehaviour(path)?.prepare(request);
  return request.query.problems();
}

describe("parameters of behaviours", () => {
  const good: readonly string[] = [
    "/echo?anything=goes",
    "/broadcast",
    "/broadcast?self=1",
    "/broadcast?self=false",
    "/rooms/a%20b",
    `/rooms/${"r".repeat(128)}`,
    "/stream?rate=1&bytes=0&count=0",
    "/stream?rate=100000&bytes=1MiB&count=1000000000",
    "/close?code=1000",
    "/close?code=3000&reason=%F0%9F%8E%88",
    "/close?code=1005",
    "/slow?delay=0&jitter=60s",
    "/slow?delay=1m",
    "/fragment?bytes=1",
    "/fragment?bytes=16KiB",
  ];
  it.each(good)("%s is fine", (target) => {
    expect(problemsOf(target)).toEqual([]);
  });

  const bad: readonly (readonly [string, string])[] = [
    ["/broadcast?self=yes", 'self is "yes"; must be 1 or 0. Write self=1 to turn it on.'],
    ["/stream?rate=0", 'rate is "0"; must be a whole number from 1 to 100000. Write rate=10.'],
    ["/stream?rate=100001", 'rate is "100001"; must be a whole number from 1 to 100000. Write rate=10.'],
    ["/stream?rate=-1", 'rate is "-1"; must be a whole number from 1 to 100000. Write rate=10.'],
    ["/stream?rate=1e3", 'rate is "1e3"; must be a whole number from 1 to 100000. Write rate=10.'],
    ["/stream?rate=", 'rate is ""; must be a whole number from 1 to 100000. Write rate=10.'],
    [
      "/stream?bytes=2MiB",
      'bytes is "2MiB"; must be a size from 0 to 1048576 bytes. Write bytes=32 or bytes=1KiB.',
    ],
    ["/stream?rat=5", "rat is not a parameter here; known are rate, bytes, count. Write rate= instead."],
    ["/stream?colour=5", "colour is not a parameter here; known are rate, bytes, count. Leave it out."],
    ["/stream?rate=1&rate=2", "rate is given 2 times; at most once is allowed. Keep one."],
    [
      "/fragment?bytes=0",
      'bytes is "0"; must be a size from 1 to 1048576 bytes. Write bytes=1024 or bytes=1KiB.',
    ],
    [
      "/fragment?bytes=12cm",
      'bytes is "12cm"; must be a size from 1 to 1048576 bytes. Write bytes=1024 or bytes=1KiB.',
    ],
    [
      "/slow?delay=20",
      'delay is "20"; must be a duration with its unit from 0ms to 60000ms. Write delay=20ms.',
    ],
    [
      "/slow?jitter=61s",
      'jitter is "61s"; must be a duration with its unit from 0ms to 60000ms. Write jitter=20ms.',
    ],
    ["/close?code=999", 'code is "999"; must be a whole number from 1000 to 4999. Write code=1000.'],
    [
      "/close?code=1006",
      'code is "1006"; a server may send 1000-1003, 1007-1009, 1011-1014 and 3000-4999. Write code=1000.',
    ],
    [
      "/close?code=1010",
      'code is "1010"; a server may send 1000-1003, 1007-1009, 1011-1014 and 3000-4999. Write code=1000.',
    ],
    [
      "/close?code=2999",
      'code is "2999"; a server may send 1000-1003, 1007-1009, 1011-1014 and 3000-4999. Write code=1000.',
    ],
    [
      `/close?reason=${"%E4%BD%A0".repeat(42)}`,
      "reason takes 126 bytes of UTF-8; at most 123 are allowed. Shorten reason by 3 bytes.",
    ],
    [
      "/close?code=1005&reason=x",
      'reason is "x" with code 1005; a close frame without a code has no reason. Leave reason out.',
    ],
    ["/rooms/%ff", '<name> is "%ff"; must be percent-encoded UTF-8. Write % itself as %25.'],
    [
      `/rooms/${"r".repeat(129)}`,
      "<name> takes 129 bytes; at most 128 are allowed. Shorten the room's name.",
    ],
  ];
  it.each(bad)("%s is refused, and why", (target, problem) => {
    expect(problemsOf(target)).toEqual([problem]);
  });

  it("all problems are told at once", () => {
    expect(problemsOf("/stream?rate=0&bytes=x&counts=1").length).toBe(3);
  });
});
