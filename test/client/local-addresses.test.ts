import { describe, expect, test } from "vitest";
import { parseLocalAddresses } from "../../src/client/local-addresses.js";

describe("parseLocalAddresses reads", () => {
  test.each([
    ["one address", "127.0.0.1", ["127.0.0.1"]],
    ["a range with both ends", "127.0.0.1-127.0.0.3", ["127.0.0.1", "127.0.0.2", "127.0.0.3"]],
    ["a range of one", "127.0.0.1-127.0.0.1", ["127.0.0.1"]],
    [
      "a range over the end of an octet",
      "10.0.0.254-10.0.1.1",
      ["10.0.0.254", "10.0.0.255", "10.0.1.0", "10.0.1.1"],
    ],
    ["a list, in its order", "10.0.0.9,10.0.0.1", ["10.0.0.9", "10.0.0.1"]],
    ["an address named twice once", "10.0.0.1-10.0.0.2, 10.0.0.2 , 10.0.0.1", ["10.0.0.1", "10.0.0.2"]],
    [
      "the last addresses there are",
      "255.255.255.254-255.255.255.255",
      ["255.255.255.254", "255.255.255.255"],
    ],
  ])("%s", (_title, text, addresses) => {
    expect(parseLocalAddresses(text)).toEqual(addresses);
  });

  test("1,024 addresses and no more, in one range or in several", () => {
    expect(parseLocalAddresses("127.0.0.0-127.0.3.255")).toHaveLength(1_024);
    expect(() => parseLocalAddresses("127.0.0.0-127.0.4.0")).toThrow(
      '--local-addresses is "127.0.0.0-127.0.4.0", which names 1025 addresses; must be at most 1024',
    );
    expect(() => parseLocalAddresses("127.0.0.0-127.0.3.255,127.0.9.1")).toThrow("names 1025 addresses");
    expect(() => parseLocalAddresses("0.0.0.0-255.255.255.255")).toThrow("names 4294967296 addresses");
  });
});

const form = "Write it like 127.0.0.1-127.0.0.8 or 10.0.0.5,10.0.0.6.";

test.each([
  ["nothing", "", '"" must be an IPv4 address, or a range of two', form],
  ["a name", "localhost", '"localhost" must be an IPv4 address, or a range of two', form],
  ["an octet of 256", "127.0.0.256", '"127.0.0.256" must be an IPv4 address, or a range of two', form],
  ["an end that is no address", "127.0.0.1-8", '"8" must be an IPv4 address, or a range of two', form],
  ["a comma too many", "127.0.0.1,", '"" must be an IPv4 address, or a range of two', form],
  [
    "two dashes",
    "1.1.1.1-1.1.1.2-1.1.1.3",
    '"1.1.1.1-1.1.1.2-1.1.1.3" must be an IPv4 address, or a range of two',
    form,
  ],
  [
    "an IPv6 address",
    "::1",
    '"::1" must be an IPv4 address, or a range of two',
    "Only IPv4 addresses can be listed; for one IPv6 address use --local-address.",
  ],
  [
    "a range backwards",
    "127.0.0.8-127.0.0.1",
    "the range 127.0.0.8-127.0.0.1 ends before it begins",
    "Write 127.0.0.1-127.0.0.8.",
  ],
])("parseLocalAddresses refuses %s", (_title, text, problem, hint) => {
  expect(() => parseLocalAddresses(text)).toThrow(
    expect.objectContaining({
      code: "usage-invalid-local-addresses",
      message: `--local-addresses is "${text}"; ${problem}`,
      hint,
    }),
  );
});
