// `npm run conform:peers`: every case of the catalogue on servers and clients that we did not write, and the table of it.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type CaseSelection, selectCases } from "../../src/conformance/case-selection.js";
import { makeCatalogue } from "../../src/conformance/catalogue.js";
import type { Role } from "../../src/protocol/opcodes.js";
import { type PeersCommand, readPeersCommand } from "./conformance/command-line.js";
import { withResults } from "./conformance/docs-page.js";
import type { PeerProgram, PreparedPeer } from "./conformance/peer-program.js";
import { peerPrograms } from "./conformance/programs.js";
import { nameOf, resultsTable, type SkippedPeer } from "./conformance/results-table.js";
import { runClientPeer } from "./conformance/run-client-peer.js";
import { runServerPeer } from "./conformance/run-server-peer.js";
import { loadPeer, type StoredPeer, storePeer } from "./conformance/stored-results.js";
import { peerPath } from "./peer-process.js";

const command = readPeersCommand(
  process.argv.slice(2),
  peerPrograms.map(({ name }) => name),
);
// One catalogue for all peers: its cases share what they send.
const allCases = makeCatalogue({ deflateMessages: command.messages });
const skipped: SkippedPeer[] = [];
const wanted = peerPrograms.filter(({ name }) => command.peers.length === 0 || command.peers.includes(name));
for (const program of wanted) await runProgram(program);
const source = { peers: await storedPeers(), skipped, ids: allCases.map(({ id }) => id) };
const table = resultsTable(source);
console.log(table);
if (command.writesDocs) await writeDocs(table);

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
    if ((role === "server" ? server : client) === undefined) continue;
    const ranAt = new Date().toISOString();
    const startedAtMs = performance.now();
    const options = { ...command, cases: selectionFor(role, command).selected };
    const outcome =
      role === "server" && server !== undefined
        ? await runServerPeer(server, options)
        : client !== undefined && (await runClientPeer(client, agent, options));
    if (outcome === false) continue;
    await storePeer({ name, library, version, role, ranAt, messages: command.messages }, outcome);
    const failed = outcome.results.filter(({ verdict }) => verdict === "fail");
    const tookSeconds = Math.round((performance.now() - startedAtMs) / 1_000);
    const of = `${outcome.results.length} of ${options.cases.length} cases in ${tookSeconds} s`;
    say(`${agent}, ${role}: ${of}, ${failed.length} failed: ${failed.map(({ id }) => id).join(" ")}`);
    for (const { caseId, how } of outcome.deaths) say(`  died in ${caseId ?? "several cases"}: ${how}`);
    if (outcome.gaveUp !== undefined) say(`  given up: ${outcome.gaveUp}`);
  }
}

function selectionFor(role: Role, { cases, exclude, hostile }: PeersCommand): CaseSelection {
  return selectCases(allCases, role, { cases, exclude, hostile });
}

async function storedPeers(): Promise<readonly StoredPeer[]> {
  const both: readonly Role[] = ["server", "client"];
  const ids = new Set(allCases.map(({ id }) => id));
  const stored = await Promise.all(
    both.flatMap((role) => peerPrograms.map(({ name }) => loadPeer(name, role))),
  );
  return stored.flatMap((peer) =>
    peer === undefined ? [] : [{ ...peer, results: peer.results.filter(({ id }) => ids.has(id)) }],
  );
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
