// The tables of docs/conformance.md: peers by groups of cases, and what each peer does otherwise than expected.

import type { ConformanceCase } from "../../../src/conformance/case.js";
import type { CaseResult } from "../../../src/conformance/case-result.js";
import type { Verdict } from "../../../src/conformance/verdict.js";
import { caseGroups, groupOf } from "../../../src/metrics/case-groups.js";
import type { Role } from "../../../src/protocol/opcodes.js";
import { idsInShort, seenIn, wayOf } from "./seen.js";
import type { StoredPeer } from "./stored-results.js";

/** A peer that was not run. */
export interface SkippedPeer {
  readonly library: string;
  readonly why: string;
}

/** What is shown. */
export interface TableSource {
  readonly peers: readonly StoredPeer[];
  readonly skipped: readonly SkippedPeer[];
  /** In its order. */
  readonly catalogue: readonly ConformanceCase[];
}

const legend = `A number alone: so many cases passed. Behind it: **f** failed, **n** non-strict (allowed, but not the best), **i** informational
(nothing binds the peer), **u** unimplemented (permessage-deflate was not agreed on), **?** no result.`;

/** Markdown from the first table to the last list. */
export function resultsTable({ peers, skipped, catalogue }: TableSource): string {
  const both: readonly Role[] = ["server", "client"];
  const parts = [
    legend,
    ...messagesLine(peers),
    ...both.flatMap((role) =>
      roleTable(
        peers.filter((peer) => peer.role === role),
        { role, catalogue: catalogue.filter((testCase) => testCase.peers.includes(role)) },
      ),
    ),
    ...(skipped.length === 0
      ? []
      : ["## Not run", skipped.map(({ library, why }) => `* ${library}: ${why}`).join("\n")]),
    "## What was seen",
    ...peers.flatMap((peer) => peerPart(peer, catalogue)),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** How long the deflate cases were. */
function messagesLine(peers: readonly StoredPeer[]): readonly string[] {
  const byMessages = new Map<number, string[]>();
  for (const peer of peers) {
    const names = byMessages.get(peer.messages) ?? [];
    byMessages.set(peer.messages, [...names, `${nameOf(peer)} (${peer.role})`]);
  }
  const told = [...byMessages].sort(([, a], [, b]) => b.length - a.length);
  const [[usual] = [undefined], ...others] = told;
  if (usual === undefined) return [];
  const inFull = usual === 1_000 ? "as the reference suite has" : "where the reference suite has 1,000";
  const exceptions = others.map(
    ([messages, names]) => ` With ${names.join(", ")} it was ${messages.toLocaleString("en")}.`,
  );
  return [
    `Cases of the groups 12 and 13 sent ${usual.toLocaleString("en")} messages each, ${inFull}.${exceptions.join("")}`,
  ];
}

/** `ws 8.23.0` */
export function nameOf({ library, version }: Pick<StoredPeer, "library" | "version">): string {
  return `${library} ${version}`;
}

interface RoleCases {
  readonly role: Role;
  /** The cases of this role. */
  readonly catalogue: readonly ConformanceCase[];
}

function roleTable(peers: readonly StoredPeer[], { role, catalogue }: RoleCases): readonly string[] {
  if (peers.length === 0) return [];
  const present = new Set(peers.flatMap(({ results }) => results.map(({ id }) => groupOf(id))));
  const groups = caseGroups.filter(({ id }) => present.has(id));
  const planned = (group: string): number => catalogue.filter(({ id }) => groupOf(id) === group).length;
  const head = [role, "day", ...groups.map(({ id }) => id), "all"];
  const rows = peers.map((peer) => {
    const cells = groups.map(({ id }) =>
      countsOf(
        peer.results.filter((result) => groupOf(result.id) === id),
        planned(id),
      ),
    );
    return [nameOf(peer), peer.ranAt.slice(0, 10), ...cells, countsOf(peer.results, peer.results.length)];
  });
  const lines = [head, head.map((_, column) => (column < 2 ? "---" : "--:")), ...rows];
  return [
    `## ${role === "server" ? "Servers" : "Clients"}`,
    lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n"),
  ];
}

const letters: Readonly<Record<Exclude<Verdict, "pass">, string>> = {
  fail: "f",
  nonStrict: "n",
  informational: "i",
  unimplemented: "u",
};

function countsOf(results: readonly CaseResult[], planned: number): string {
  if (results.length === 0) return "–";
  const count = (wanted: Verdict): number => results.filter(({ verdict }) => verdict === wanted).length;
  const others = (["fail", "nonStrict", "informational", "unimplemented"] as const).flatMap((verdict) => {
    const found = count(verdict);
    if (found === 0) return [];
    return [verdict === "fail" ? `**${found}f**` : `${found}${letters[verdict]}`];
  });
  const missing = planned - results.length;
  return [`${count("pass")}`, ...others, ...(missing > 0 ? [`${missing}?`] : [])].join(" ");
}

function peerPart(peer: StoredPeer, catalogue: readonly ConformanceCase[]): readonly string[] {
  const ids = catalogue.map(({ id }) => id);
  const listed = (found: readonly string[], title: string): readonly string[] =>
    found.length === 0 ? [] : [`* ${title}: ${inMarkdown(idsInShort(found, ids))}.`];
  const lines = [
    ...deathLines(peer),
    ...failureLines(peer, catalogue),
    ...listed(idsWith(peer, "nonStrict"), "Non-strict"),
    ...listed(idsWith(peer, "informational"), "Informational"),
    ...listed(idsWith(peer, "unimplemented"), "Unimplemented"),
    ...listed(peer.unsteady, "Failed, but not when run again"),
  ];
  return [`### ${nameOf(peer)}, ${peer.role}`, lines.length === 0 ? "* All cases passed." : lines.join("\n")];
}

function deathLines({ deaths, gaveUp }: StoredPeer): readonly string[] {
  const alone = deaths.filter(({ caseId }) => caseId !== undefined);
  return [
    ...alone.map(({ caseId, how }) => `* **Died** in ${caseId}: ${firstLine(how)}`),
    ...(gaveUp === undefined ? [] : [`* Given up: ${gaveUp}.`]),
  ];
}

/** A line for each way to fail, with the cases that failed so. */
function failureLines(peer: StoredPeer, catalogue: readonly ConformanceCase[]): readonly string[] {
  const ways = new Map<string, CaseResult[]>();
  for (const result of peer.results.filter(({ verdict }) => verdict === "fail")) {
    const way = wayOf(result);
    ways.set(way, [...(ways.get(way) ?? []), result]);
  }
  return [...ways].map(([way, results]) => {
    const ids = idsInShort(
      results.map(({ id }) => id),
      catalogue.map(({ id }) => id),
    );
    const [only] = results;
    const testCase = catalogue.find(({ id }) => id === only?.id);
    const isAlone = results.length === 1 && only !== undefined && testCase !== undefined;
    return `* **${inMarkdown(ids)}**: ${inMarkdown(isAlone ? seenIn(only, testCase) : way)}`;
  });
}

function idsWith(peer: StoredPeer, wanted: Verdict): readonly string[] {
  return peer.results.filter(({ verdict }) => verdict === wanted).map(({ id }) => id);
}

function firstLine(text: string): string {
  return inMarkdown((text.split("\n")[0] ?? "").slice(0, 200));
}

/** Texts of peers cannot begin markup. */
function inMarkdown(text: string): string {
  return text.replaceAll(/[<>|*_`]/g, (character) => `\\${character}`);
}
