// What `npm run conform:peers -- ...` can be told.

import { parseArgs } from "node:util";
import type { Role } from "../../../src/protocol/opcodes.js";

/** The command line, read. */
export interface PeersCommand {
  /** Names of peers; empty: all. */
  readonly peers: readonly string[];
  readonly roles: readonly Role[];
  /** Patterns of case ids; empty: all. */
  readonly cases: readonly string[];
  readonly exclude: readonly string[];
  readonly hostile: boolean;
  /** Messages of each case of the groups 12 and 13. */
  readonly messages: number;
  readonly jobs: number;
  readonly waitMs: number;
  readonly caseTimeoutMs: number;
  /** Whether docs/conformance.md is written: after a run of everything, or when asked for. */
  readonly writesDocs: boolean;
  /** Nothing is run: the table and the report are made from what is stored. */
  readonly rendersOnly: boolean;
}

const usage = `npm run conform:peers -- [--peers NAME,NAME] [--roles server,client] [--cases 6.*,7.*] [--exclude 9.*]
  [--no-hostile] [--messages 1000] [--jobs 4] [--wait MS] [--case-timeout MS] [--docs] [--render]
  Results are kept by peer, role and case in test/peers/.cache/results, so that a part can be run again by itself.`;

/** @throws Error with the usage for what cannot be read. */
export function readPeersCommand(args: readonly string[], known: readonly string[]): PeersCommand {
  const { values } = parseArgs({
    args: [...args],
    options: {
      peers: { type: "string", default: "" },
      roles: { type: "string", default: "server,client" },
      cases: { type: "string", default: "" },
      exclude: { type: "string", default: "" },
      "no-hostile": { type: "boolean", default: false },
      messages: { type: "string", default: "1000" },
      jobs: { type: "string", default: "4" },
      wait: { type: "string", default: "1000" },
      "case-timeout": { type: "string", default: "30000" },
      docs: { type: "boolean", default: false },
      render: { type: "boolean", default: false },
    },
  });
  const peers = listOf(values.peers);
  const unknown = peers.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Error(`--peers ${unknown.join()} is unknown; must be of ${known.join()}\n${usage}`);
  const cases = listOf(values.cases);
  const exclude = listOf(values.exclude);
  return {
    peers,
    roles: listOf(values.roles).map(roleOf),
    cases,
    exclude,
    hostile: !values["no-hostile"],
    messages: wholeOf("messages", values.messages),
    jobs: wholeOf("jobs", values.jobs),
    waitMs: wholeOf("wait", values.wait),
    caseTimeoutMs: wholeOf("case-timeout", values["case-timeout"]),
    writesDocs: values.docs || (peers.length === 0 && cases.length === 0 && exclude.length === 0),
    rendersOnly: values.render,
  };
}

function listOf(text: string): string[] {
  return text.split(",").filter((item) => item !== "");
}

function roleOf(text: string): Role {
  if (text === "server" || text === "client") return text;
  throw new Error(`--roles is "${text}"; must be server or client\n${usage}`);
}

function wholeOf(flag: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`--${flag} is "${text}"; must be a whole number > 0\n${usage}`);
}
