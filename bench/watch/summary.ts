// The results of `npm run bench:watch` in Markdown.

import { markdownTable } from "../harness/page.js";
import { costMs, type WatchResults } from "./results.js";

/** Where it was made, the goals, and every round. */
export function renderWatch(results: WatchResults): string {
  const { date, commit, machine, kernel, node, loadAverage, pinned, tookSeconds, load, steadyMs } = results;
  const { rounds, goals } = results;
  const cores = pinned ? "generator and server on a core each" : "not pinned";
  const made = [
    `Run of ${date}, commit ${commit}: ${machine}, Linux ${kernel}, Node ${node}; ${cores};`,
    `load average ${loadAverage} at the start; ${Math.round(tookSeconds / 6) / 10} minutes. Each run: \`wsrig load ${load.join(" ")}\`, ${steadyMs / 1_000} s measured.`,
  ].join("\n");
  const judged = goals.map(({ title, measured, bound, verdict }) => [
    title,
    measured,
    bound,
    verdict === "missed" ? "**missed**" : verdict,
  ]);
  const rows = rounds.map((round, index) => {
    const { without, watched, watchedFirst } = round;
    return [
      String(index + 1),
      watchedFirst ? "watched" : "not watched",
      without.cpuMsPerSecond.toFixed(1),
      watched.cpuMsPerSecond.toFixed(1),
      costMs(round).toFixed(1),
      Math.round(watched.messagesPerSecond).toLocaleString("en"),
      `${watched.toldMessages}, ${Math.round(watched.toldBytes / 1_024)} KiB`,
      [without, watched].map(({ exitCode }) => exitCode).join(", "),
    ];
  });
  return [
    made,
    markdownTable(["goal", "measured", "bound", "verdict"], judged),
    markdownTable(
      [
        "round",
        "first",
        "ms/s, not watched",
        "ms/s, two tabs",
        "cost, ms/s",
        "messages/s",
        "told to both tabs",
        "exit codes",
      ],
      rows,
    ),
  ].join("\n\n");
}
