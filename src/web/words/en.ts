// Every word of the console in English. A translation has the same keys: see zh.ts, and words.ts for which one is shown.
// Words with a value in them are functions of it. What the process says (messages of errors) stays as it is.

import { formatCount } from "../../units.js";

/** See the file's first line. One section a part of the page; keep each in reading order. */
export const en = {
  /** BCP 47. */
  language: "en",
  shell: {
    windows: "Windows",
    run: "Run",
    reports: "Reports",
    views: "Views",
    underWay: "a run is under way",
    skip: "Skip to the content",
    /** Of the language itself. */
    languageName: "English",
    chooseLanguage: "Language",
    colours: { system: "Auto", light: "Light", dark: "Dark" },
    pressForColours: (chosen: string): string => `Colours: ${chosen}. Press to change.`,
    connecting: "Connecting to wsrig …",
    lost: "The connection to wsrig is lost. Trying again … If wsrig was started anew, open the address that it printed.",
    tryNow: "Try now",
    ended: "wsrig has ended. What is shown here stays as it was, until you leave or reload this page.",
    outdated: "This tab is of another version of wsrig: load it again.",
    loadAgain: "Load again",
    whichWindow: "Window",
    broken: "This view could not be drawn",
    brokenHint:
      "The process behind it goes on. Please tell the makers of wsrig what the line above says, and load the page again.",
  },
  // [server]
  server: {
    title: "Server",
  },
  // [client]
  client: {
    title: "Client",
  },
  // [sending]
  sending: {
    send: "Send",
    text: "Text message",
    textHint: "Enter sends, Shift+Enter begins a line",
    sentTo: (clients: number): string => `Sent to ${clients} ${clients === 1 ? "client" : "clients"}`,
  },
  // [log]
  log: {
    title: "Log",
  },
  // [run]
  run: {
    title: "Run",
  },
  // [live]
  live: {
    title: "Live",
  },
  // [reports]
  reports: {
    title: "Reports",
    refresh: "Refresh",
    reading: "Reading the reports …",
    shown: (shown: number, all: number): string =>
      shown === all
        ? all === 1
          ? "1 run"
          : `${formatCount(all)} runs`
        : `${formatCount(shown)} of ${formatCount(all)} runs`,
    notListed: "The reports could not be listed",
    empty: "No reports yet",
    emptyHint: (folder: string): string =>
      `Every run leaves its report in the folder ${folder}; here they are then listed, opened and compared.`,
    startRun: "Start a run",
    orCommand: "Or in a terminal, in the same folder as this wsrig:",
    search: "Search the reports",
    searchHint: "Search name, address, tag, command",
    kind: "Kind",
    anyKind: "Any kind",
    kinds: { run: "Run", conformance: "Conformance", experiment: "Experiment", comparison: "Comparison" },
    verdict: "Verdict",
    anyVerdict: "Any verdict",
    verdicts: { pass: "Passed", fail: "Failed", invalid: "Invalid", interrupted: "Interrupted" },
    failedChecks: (failed: number): string => (failed === 1 ? "1 check" : `${formatCount(failed)} checks`),
    noneFits: "No run fits.",
    showAll: "Show all",
    name: "Name",
    started: "Started",
    duration: "Duration",
    messagesPerSecond: "Messages/s",
    p99: "Latency p99",
    tick: (name: string, time: string): string => `Compare ${name}, ${time}`,
    more: (left: number): string => `Show more of ${formatCount(left)} further runs`,
    skipped: (folders: number): string =>
      folders === 1 ? "1 folder has no run to list" : `${formatCount(folders)} folders have no run to list`,
    compare: "Compare",
    baseline: "Baseline",
    candidate: "Candidate",
    tickAnother: "tick a second run",
    swap: "Swap",
    clear: "Clear",
    allReports: "All reports",
    opening: "Opening the report …",
    notOpened: "The report could not be opened",
    compareWith: "Compare with another",
    comparison: "Comparison",
    notCompared: "The two runs were not compared",
    compareAllTheSame: "Compare all the same",
  },
  // [report]
  report: {},
  // [end]
};

/** The words of any language. */
export type Words = typeof en;
