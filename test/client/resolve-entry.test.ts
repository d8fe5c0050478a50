import { describe, expect, test } from "vitest";
import {
  assertResolveEntries,
  parseResolveEntries,
  resolvedAddresses,
} from "../../src/client/resolve-entry.js";

describe("parseResolveEntries reads", () => {
  test.each([
    ["a name", "Example.COM:443:127.0.0.1", [["example.com", 443, "127.0.0.1"]]],
    ["an IPv4 host", "10.0.0.1:80:127.0.0.1", [["10.0.0.1", 80, "127.0.0.1"]]],
    ["IPv6 in brackets, in its shortest form", "[0:0::1]:80:[::2]", [["::1", 80, "::2"]]],
    [
      "several addresses",
      "a:65535:127.0.0.1,[::1]",
      [
        ["a", 65_535, "127.0.0.1"],
        ["a", 65_535, "::1"],
      ],
    ],
    [
      "a name beyond ASCII as a URL has it",
      "bücher.example:1:127.0.0.1",
      [["xn--bcher-kva.example", 1, "127.0.0.1"]],
    ],
  ] as const)("%s", (_title, text, entries) => {
    expect(parseResolveEntries(text, "--resolve")).toEqual(
      entries.map(([host, port, address]) => ({ host, port, address })),
    );
  });
});

const like = "Write it like example.com:443:127.0.0.1 or [::1]:80:[::1].";
const give = "Give the address to connect to, such as 127.0.0.1 or [::1].";

test.each([
  ["nothing", "", "must be host:port:address", like],
  ["a host alone", "example.com", "must be host:port:address", like],
  ["no address", "example.com:443", "must be host:port:address", like],
  ["no host", ":443:127.0.0.1", 'its host "" is neither a name nor an address', undefined],
  ["a host with a slash", "a/b:443:127.0.0.1", 'its host "a/b" is neither a name nor an address', undefined],
  [
    "a port that is a word",
    "a:https:127.0.0.1",
    'its port is "https"; must be a whole number from 1 to 65535',
    undefined,
  ],
  ["port 0", "a:0:127.0.0.1", 'its port is "0"; must be a whole number from 1 to 65535', undefined],
  [
    "port 65536",
    "a:65536:127.0.0.1",
    'its port is "65536"; must be a whole number from 1 to 65535',
    undefined,
  ],
  ["a name for an address", "a:443:localhost", 'its address "localhost" is no IP address', give],
  ["an empty address", "a:443:", 'its address "" is no IP address', give],
  ["an empty address in a list", "a:443:127.0.0.1,", 'its address "" is no IP address', give],
  ["IPv6 without brackets", "a:443:::1", "its IPv6 address must be in brackets", "Write [::1]."],
  ["IPv4 in brackets", "a:443:[127.0.0.1]", 'its address "[127.0.0.1]" is no IP address', give],
])("parseResolveEntries refuses %s", (_title, text, problem, hint) => {
  expect(() => parseResolveEntries(text, "--resolve")).toThrow(
    expect.objectContaining({
      code: "usage-invalid-resolve",
      message: `--resolve is "${text}"; ${problem}`,
      hint,
      path: "--resolve",
    }),
  );
});

test("entries hold for their host and port only, in their order", () => {
  const entries = [
    { host: "a.example", port: 80, address: "127.0.0.2" },
    { host: "a.example", port: 443, address: "127.0.0.3" },
    { host: "A.example", port: 80, address: "127.0.0.1" },
    { host: "0:0::1", port: 80, address: "::2" },
  ];
  expect(resolvedAddresses(entries, { host: "a.example", port: 80 })).toEqual(["127.0.0.2", "127.0.0.1"]);
  expect(resolvedAddresses(entries, { host: "a.example", port: 443 })).toEqual(["127.0.0.3"]);
  expect(resolvedAddresses(entries, { host: "b.example", port: 80 })).toEqual([]);
  expect(resolvedAddresses(entries, { host: "::1", port: 80 })).toEqual(["::2"]);
});

test.each([
  [
    "a host that is none",
    { host: "a b", port: 80, address: "::1" },
    'resolve[0].host is "a b"; must be a name or an address',
  ],
  [
    "a port beyond",
    { host: "a", port: 65_536, address: "::1" },
    "resolve[0].port is 65536; must be a whole number from 1 to 65535",
  ],
  [
    "a name",
    { host: "a", port: 80, address: "b" },
    'resolve[0].address is "b"; must be an IP address without brackets',
  ],
])("assertResolveEntries refuses %s", (_title, entry, message) => {
  expect(() => assertResolveEntries([entry])).toThrow(expect.objectContaining({ message }));
});
