import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { historyFlags } from "../../src/cli/compare/history-flags.js";
import { historyFigures, historySchema } from "../../src/metrics/history.js";
import { madeReport, steppedRuns, writeRuns } from "../history/made-runs.js";
import { runCli, temporaryFolder } from "./run-cli.js";

const folder = temporaryFolder();
const root = join(folder.path, "reports");
afterAll(() => folder.remove());

beforeAll(() => {
  writeRuns(root, steppedRuns(30));
  writeRuns(root, [madeReport({ name: "Once only", day: 5, medianUs: 500, tags: { commit: "abc" } })]);
  mkdirSync(join(root, "notes"));
});

const headline =
  "p50 latency of “load” rose by 13% (3.99 ms → 4.52 ms) between 2026-11-20 and 2026-11-21, from version 1.2 to 1.3.";

describe("wsrig history", () => {
  it("tells what changed last, and leaves a page beside the runs", async () => {
    const { code, stdout, stderr } = await runCli(["history"], { cwd: folder.path });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "Page: reports/history.html\n" });
    const lines = stdout.split("\n");
    expect(lines.slice(0, 9)).toEqual([
      `History of reports  ${headline}`,
      "",
      "  Between the same runs changed p99 latency (+13%), p90 latency (+13%), p99.9 latency (+13%), too.",
      "  31 runs in 2 series, from 2026-11-01 to 2026-11-30.",
      "  4 changes were found: 4 for the worse, 0 for the better.",
      "  1 folder was left out.",
      "",
      expect.stringMatching(/^load {2}30 runs {2}run, plan [0-9a-f]{12}, Example CPU, 2 cores, 8 GiB, x64$/),
      expect.stringMatching(/^Figure +runs +trend +first +last +median$/),
    ]);
    expect(lines).toContain(
      `  worse  ${headline} Also: p99 latency +13%, p90 latency +13%, p99.9 latency +13%.`,
    );
    expect(lines.slice(-6)).toEqual([
      "Runs that stand alone  kind     started (UTC)                                                         figures",
      "  Once only             run  2026-11-06 03:00  p50 latency 500 µs, p99 latency 744 µs, throughput 1,000 msg/s",
      "",
      "Left out",
      "  notes holds no report.json",
      "",
    ]);
    const page = readFileSync(join(root, "history.html"), "utf8");
    expect(page).toContain('"kind":"history"');
    expect(readdirSync(root).filter((name) => name.includes(".tmp"))).toEqual([]);
  });

  it("gives its document on stdout with --json, and then no page that was not asked for", async () => {
    const other = join(folder.path, "json");
    writeRuns(other, steppedRuns(3));
    const { code, stdout, stderr } = await runCli(["history", other, "--json"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(historySchema.parse(JSON.parse(stdout)).runs).toHaveLength(3);
    expect(existsSync(join(other, "history.html"))).toBe(false);
  });

  it("has a page elsewhere find the pages of the runs", async () => {
    mkdirSync(join(folder.path, "pages"));
    const page = join(folder.path, "pages", "all.html");
    const { code, stderr } = await runCli(["history", root, "--html", page]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: `Page: ${page}\n` });
    expect(readFileSync(page, "utf8")).toContain('"pagesAt":"../reports/"');
  });

  it("shows the figures asked for alone", async () => {
    const { stdout } = await runCli(["history", root, "--metric", "throughput", "--json"]);
    const { trends, headline: text } = historySchema.parse(JSON.parse(stdout));
    expect([...new Set(trends.map(({ figure }) => figure))]).toEqual(["throughput"]);
    expect(text).toBe("No change was found in 30 runs of 1 series.");
  });

  it("selects by name and by day, and names builds by any tag", async () => {
    const args = ["history", root, "--json", "--by", "commit"];
    const byName = historySchema.parse(JSON.parse((await runCli([...args, "--name", "ONCE"])).stdout));
    expect(byName.runs.map(({ name, build }) => ({ name, build }))).toEqual([
      { name: "Once only", build: "abc" },
    ]);
    const byDay = historySchema.parse(JSON.parse((await runCli([...args, "--since", "2026-11-29"])).stdout));
    expect(byDay.runs.map(({ startedAt }) => startedAt.slice(0, 10))).toEqual(["2026-11-29", "2026-11-30"]);
  });

  it("writes Markdown to stdout in place of the text", async () => {
    const { code, stdout } = await runCli([
      "history",
      root,
      "--markdown",
      "-",
      "--html",
      join(folder.path, "m.html"),
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain(`**${headline}**`);
    expect(stdout).toContain("### `load` – 30 runs\n\n| Figure | runs | trend | first | last | median |");
    expect(stdout).not.toContain("History of reports  ");
  });

  it("ends with 4 by --fail-on worse where the last change is for the worse, else with 0", async () => {
    const html = ["--html", join(folder.path, "f.html"), "-q"];
    const run = async (...args: readonly string[]) =>
      (await runCli(["history", root, ...html, ...args])).code;
    expect(await run("--fail-on", "worse")).toBe(4);
    expect(await run("--fail-on", "worse", "--metric", "throughput")).toBe(0);
    expect(await run("--fail-on", "worse", "--name", "once")).toBe(0);
  });
});

describe("mistakes of wsrig history end with 2:", () => {
  const mistakes: readonly (readonly [string, readonly string[], string])[] = [
    ["a folder that is not there", ["nowhere"], "nowhere does not exist"],
    ["a file", ["file"], "file is a file; must be a folder of runs"],
    ["a folder without a run", ["empty"], "empty holds no run"],
    [
      "the folder of a run",
      ["reports/2026-11-01T03-00-00-load"],
      "It is a run itself: name the folder that holds it, reports.",
    ],
    [
      "a figure that is none",
      ["reports", "--metric", "p98"],
      '--metric is "p98"; must be one of p50, p90, p99,',
    ],
    [
      "a time that is none",
      ["reports", "--since", "soon"],
      '--since is "soon"; must be a day such as 2026-01-31',
    ],
    ["a name that no run has", ["reports", "--name", "x"], "none of the 31 runs in reports fits"],
    ["a page that cannot be written", ["reports", "--html", "no/folder/x.html"], "its folder does not exist"],
    [
      "two documents on stdout",
      ["reports", "--json", "--html", "-"],
      "--json and --html would both write to stdout",
    ],
  ];
  it.each(mistakes)("%s", async (_, args, message) => {
    mkdirSync(join(folder.path, "empty"), { recursive: true });
    writeFileSync(join(folder.path, "file"), "");
    const { code, stdout, stderr } = await runCli(["history", ...args], { cwd: folder.path });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(existsSync(join(folder.path, "empty", "history.html"))).toBe(false);
  });
});

it("the help names every figure", () => {
  expect(historyFlags.metric?.summary).toBe(
    `Only this figure; repeat for more: ${historyFigures.join(", ")}`,
  );
});
