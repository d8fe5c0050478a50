// `npm run conform:peers`: every case of the catalogue on servers and clients that we did not write, and the table of it.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type CaseSelection, selectCases } from "../../src/conformance/case-selection.js";
import { makeCatalogue } from "../../src/conformance/catalogue.js";
import type { Role } from "../../src/protocol/opcodes.js";
import { writeCombinedReport } from "./conformance/combined-report.js";
import { type PeersCommand, readPeersCommand } from "./conformance/command-line.js";
import { withResults } from "./conformance/docs-page.js";
import type { ClientStart, PeerProgram, PreparedPeer } from "./conformance/peer-program.js";
import { peerPrograms } from "./conformance/programs.js";
import { nameOf, resultsTable, type SkippedPeer } from "./conformance/results-table.js";
import { runClientPeer } from "./conformance/run-client-peer.js";
import { type PeerRunOptions, runServerPeer } from "./conformance/run-server-peer.js";
import { runTwice, type TwiceOutcome } from "./conformance/run-twice.js";
import { loadPeer, type StoredPeer, storePeer } from "./conformance/stored-results.js";
import type { PeerOutcome } from "./conformance/timed-results.js";
import { type PeerCommand, peerPath } from "./peer-process.js";

const command = readPeersCommand(
  process.argv.slice(2),
  peerPrograms.map(({ name }) => name),
);
const startedAt = new Date();
// One catalogue for all peers: its cases share what they send.
const catalogue = makeCatalogue({ deflateMessages: command.messages });
const skipped: SkippedPeer[] = [];
const wanted = peerPrograms.filter(({ name }) => command.peers.length === 0 || command.peers.includes(name));
if (!command.rendersOnly) for (const program of wanted) await runProgram(program);
const peers = await storedPeers();
const table = resultsTable({ peers, skipped, catalogue });
console.log(table);
if (command.writesDocs) await writeDocs(table);
say(`written: ${await writeCombinedReport({ peers, catalogue, command, startedAt })}`);

async function runProgram(program: PeerProgram): Promise<void> {
  let prepared: PreparedPeer;
  try {
    prepared = await program.prepare();
  } catch (error) {
    prepared = { kind: "absent", why: `it could not be built: ${String(error).slice(0, 300)}` };
  }
  if (prepared.kind === "absent") {
    skipped.push({ library: program.library, why: prepared.why });
    say(`${program.library} is skipped: ${prepared.why}`);
    return;
  }
  const { version, server, client } = prepared;
  const { library, name } = program;
  const agent = nameOf({ library, version });
  for (const role of command.roles) {
    const run = role === "server" ? server && serverRun(server) : client && clientRun(client, agent);
    if (run === undefined) continue;
    const cases = selectionFor(role, command).selected;
    const ranAt = new Date().toISOString();
    const outcome = await runTwice(run, {
      ...command,
      cases,
      died: ({ caseId, how }) =>
        say(`  ${agent} died in ${caseId ?? "several cases"}: ${how.split("\n")[0]}`),
    });
    await storePeer({ name, library, version, role, ranAt, messages: command.messages }, outcome);
    tell(`${agent}, ${role}`, { outcome, planned: cases.length, tookMs: Date.now() - Date.parse(ranAt) });
  }
}

type Run = (options: PeerRunOptions) => Promise<PeerOutcome>;

function serverRun(server: PeerCommand): Run {
  return (options) => runServerPeer(server, options);
}

function clientRun(client: ClientStart, agent: string): Run {
  return (options) => runClientPeer(client, agent, options);
}

interface Told {
  readonly outcome: TwiceOutcome;
  readonly planned: number;
  readonly tookMs: number;
}

function tell(who: string, { outcome, planned, tookMs }: Told): void {
  const failed = outcome.results.filter(({ verdict }) => verdict === "fail").map(({ id }) => id);
  const of = `${outcome.results.length} of ${planned} cases in ${Math.round(tookMs / 1_000)} s`;
  say(`${who}: ${of}, ${failed.length} failed: ${failed.join(" ")}`);
  if (outcome.unsteady.length > 0) say(`  failed, but not when run again: ${outcome.unsteady.join(" ")}`);
  if (outcome.gaveUp !== undefined) say(`  given up: ${outcome.gaveUp}`);
}

function selectionFor(role: Role, { cases, exclude, hostile }: PeersCommand): CaseSelection {
  return selectCases(catalogue, role, { cases, exclude, hostile });
}

async function storedPeers(): Promise<readonly StoredPeer[]> {
  const both: readonly Role[] = ["server", "client"];
  const stored = await Promise.all(
    both.flatMap((role) => peerPrograms.map(({ name }) => loadPeer(name, role))),
  );
  return stored.flatMap((peer) => (peer === undefined ? [] : [inOrder(peer)]));
}

/** With the results of cases that the catalogue still has, in its order. */
function inOrder(peer: StoredPeer): StoredPeer {
  const results = new Map(peer.results.map((result) => [result.id, result]));
  return { ...peer, results: catalogue.flatMap(({ id }) => results.get(id) ?? []) };
}

async function writeDocs(results: string): Promise<void> {
  const folder = peerPath("..", "..", "docs");
  const file = join(folder, "conformance.md");
  await mkdir(folder, { recursive: true });
  const before = await readFile(file, "utf8").catch(() => "");
  await writeFile(file, withResults(before, results));
  say(`written: docs/conformance.md`);
}

function say(line: string): void {
  console.error(line);
}
