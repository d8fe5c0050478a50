import { describe, expect, test } from "vitest";
import { type SpreadRequest, spreadConnections } from "../../../src/engine/plan/spread.js";
import { WsrigError } from "../../../src/errors.js";

const machine = { openFiles: 1_064, portsPerAddress: 28_000, cores: 4 };
const small: SpreadRequest = { connections: 10, workers: undefined, localAddresses: [], host: "127.0.0.1" };
/** Two, three: 127.0.0.1, 127.0.0.2 and so on. */
const loopback = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `127.0.0.${index + 1}`);

describe("workers: a process keeps 64 of its open files for itself", () => {
  test.each<[string, Partial<SpreadRequest>, number]>([
    ["one holds what fits", { connections: 1_000 }, 1],
    ["one more needs two", { connections: 1_001 }, 2],
    ["ten thousand and one need eleven", { connections: 10_001 }, 11],
    ["more than needed are kept as asked for", { connections: 10, workers: 7 }, 7],
    ["auto leaves one core to others", { connections: 10, workers: "auto" }, 3],
    ["auto takes more than the cores where files need them", { connections: 5_000, workers: "auto" }, 5],
  ])("%s", (_, request, workers) => {
    expect(spreadConnections({ ...small, ...request }, machine).workers).toBe(workers);
  });

  test("auto on one core is one worker", () => {
    expect(spreadConnections({ ...small, workers: "auto" }, { ...machine, cores: 1 }).workers).toBe(1);
  });

  test("a system that does not say its limits has none", () => {
    const limits = { openFiles: undefined, portsPerAddress: undefined, cores: 4 };
    expect(spreadConnections({ ...small, connections: 1_000_000, host: "example.com" }, limits)).toEqual({
      workers: 1,
      localAddresses: [],
    });
  });
});

describe("source addresses: from 14,000 connections on one for each 2,000 on loopback, all that the ports allow elsewhere", () => {
  test.each<[string, Partial<SpreadRequest>, readonly string[]]>([
    ["the system chooses for few", { connections: 14_000 }, []],
    ["one more takes an address for each 2,000", { connections: 14_001 }, loopback(8)],
    ["50,000 take 25", { connections: 50_000, host: "localhost" }, loopback(25)],
    ["another host has the system's choice", { connections: 28_000, host: "example.com" }, []],
    [
      "given ones are kept",
      { connections: 50_000, localAddresses: ["127.0.0.5", "127.0.0.6"] },
      ["127.0.0.5", "127.0.0.6"],
    ],
  ])("%s", (_, request, addresses) => {
    expect(spreadConnections({ ...small, ...request }, machine).localAddresses).toEqual(addresses);
  });

  test("the 256th address of loopback is 127.0.1.0", () => {
    const limits = { openFiles: undefined, portsPerAddress: 1, cores: 4 };
    const { localAddresses } = spreadConnections({ ...small, connections: 256 }, limits);
    expect(localAddresses.slice(-2)).toEqual(["127.0.0.255", "127.0.1.0"]);
  });
});

describe("what this machine cannot hold is refused with the figure and the fix", () => {
  test.each<[string, Partial<SpreadRequest>, string, string, string]>([
    [
      "too few workers",
      { connections: 3_000, workers: 2 },
      "workers",
      "3,000 connections do not fit 2 workers: a process may open 1,064 files, of which 64 are kept for other use",
      "Use --workers 3 (or leave it out), or raise the limit with ulimit -n.",
    ],
    [
      "a single one",
      { connections: 1_001, workers: 1 },
      "workers",
      "1,001 connections do not fit 1 worker: a process may open 1,064 files, of which 64 are kept for other use",
      "Use --workers 2 (or leave it out), or raise the limit with ulimit -n.",
    ],
    [
      "too few ports",
      { connections: 28_001, host: "example.com" },
      "localAddresses",
      "28,001 connections need more source ports than one address of this machine has to one target: 28,000",
      "Give at least 2 source addresses with --local-addresses.",
    ],
    [
      "too few addresses",
      { connections: 60_000, localAddresses: ["10.0.0.5", "10.0.0.6"] },
      "localAddresses",
      "60,000 connections need more source ports than 2 addresses of this machine has to one target: 56,000",
      "Give at least 3 source addresses with --local-addresses.",
    ],
  ])("%s", (_, request, path, message, hint) => {
    const spread = () => spreadConnections({ ...small, ...request }, machine);
    const error = new WsrigError("usage-too-many-connections", message, { path, hint });
    expect(spread).toThrow(error);
  });
});
