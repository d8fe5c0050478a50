// The results as the tables of bench/README.md.

import { clients } from "./clients.js";
import { markdownTable } from "./page.js";
import type { ClientResult, Results } from "./results.js";
import type { Spread } from "./statistics.js";
import type { JudgedTarget } from "./targets.js";

const openNote =
  "100x32-open does not compare like with like: C wakes up for every due time, wsrig (pacing `economical`) once a millisecond for all that has become due. That is why wsrig takes less CPU per message there, and why its corrected latencies are longer.";
// Generator and server, and a little for what every system does beside.
const ownLoad = 2.5;

/** All of a run in Markdown. */
export function renderTables(results: Results): string {
  const { date, commit, machine, kernel, node, server, rounds, steadyMs, pinned, tookSeconds } = results;
  const cores = pinned ? "a core each" : "not pinned";
  const made = [
    `Run of ${date}, commit ${commit}: ${machine}, Linux ${kernel}, Node ${node}; server ${server}, ${cores};`,
    `${rounds} rounds of ${steadyMs} ms, ${Math.round(tookSeconds / 60)} minutes. Medians over the rounds, ranges in brackets.`,
  ];
  const parts = [
    made.join("\n"),
    renderDisturbance(results),
    renderTargets(results.targets),
    renderWorkloads(results),
    renderPacing(results),
    renderSkipped(results),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** A generator that is kept from its core has a colder cache and colder code, which costs it more than it costs C. */
function renderDisturbance({ loadAverage }: Results): string {
  if (loadAverage <= ownLoad) return "";
  return `**Other programs had the cores too (load average ${loadAverage}, of which the run makes 2): take these figures again.**`;
}

/** One line per target: bound, figure, verdict. */
export function renderTargets(targets: readonly JudgedTarget[]): string {
  const rows = targets.map(({ title, bound, limit, ratio, verdict, why }) => {
    const judged = verdict === "missed" ? "**missed**" : verdict;
    return [title, `${bound} ${limit}`, range(ratio), why === undefined ? judged : `${judged}: ${why}`];
  });
  return markdownTable(["target", "bound", "measured", "verdict"], rows);
}

function renderWorkloads({ workloads }: Results): string {
  const head = [
    "workload",
    "client",
    "CPU µs per message",
    "by C",
    "messages/s",
    "p50 / p99 µs",
    "server's core",
  ];
  const rows = workloads.flatMap(({ name, clients: ran }) =>
    ran.map((result) => [
      name,
      titleOf(result),
      range(result.cpuUsPerMessage),
      range(result.ratioToC),
      Math.round(result.messagesPerSecond.median).toLocaleString("en"),
      latencies(result),
      result.serverShare === undefined ? "" : `${Math.round(result.serverShare.median * 100)}%`,
    ]),
  );
  return markdownTable(head, rows);
}

/** What keeping a schedule costs beside the messages: the open load's share of a core less that of as many closed messages. */
function renderPacing({ workloads }: Results): string {
  const open = workloads.find(({ name }) => name === "100x32-open");
  const closed = workloads.find(({ name }) => name === "100x32");
  const [openUs, closedUs] = [open, closed].map(
    (workload) => workload?.clients.find(({ client }) => client === "wsrig")?.cpuUsPerMessage.median,
  );
  if (open === undefined || openUs === undefined || closedUs === undefined) return "";
  const perSecond = open.ratePerSecond;
  const share = ((openUs - closedUs) * perSecond) / 10_000;
  return [
    `Pacing: ${perSecond.toLocaleString("en")} messages per second kept to their due times take ${share.toFixed(1)}% of a core more than as many in a closed loop (wake-ups that carry few messages each, both latencies and lateness recorded).`,
    openNote,
  ].join("\n\n");
}

function renderSkipped({ skipped }: Results): string {
  return skipped.map(({ client, why }) => `* ${client} was skipped: ${why}.`).join("\n");
}

function titleOf({ client }: ClientResult): string {
  return clients.find(({ name }) => name === client)?.title ?? client;
}

function latencies({ p50Us, p99Us, correctedP50Us, correctedP99Us }: ClientResult): string {
  if (p50Us === undefined || p99Us === undefined) return "";
  const service = `${p50Us.median} / ${p99Us.median}`;
  if (correctedP50Us === undefined || correctedP99Us === undefined) return service;
  return `${service}; corrected ${correctedP50Us.median} / ${correctedP99Us.median}`;
}

function range(spread: Spread | undefined): string {
  return spread === undefined ? "" : `${spread.median} (${spread.min} to ${spread.max})`;
}
