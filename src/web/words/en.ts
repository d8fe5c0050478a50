// Every word of the console in English. A translation has the same keys: see zh.ts, and words.ts for which one is shown.
// Words with a value in them are functions of it. What the process says (messages of errors) stays as it is.

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
    noRun: "No run yet. Start one, and it is shown here while it goes on.",
    notBegun: "The run has not begun yet.",
    running: "Running",
    noReport: "Ended without a report",
    verdicts: {
      pass: "Passed",
      fail: "Failed",
      invalid: "Invalid",
      interrupted: "Interrupted",
    },
    command: "Command",
    progress: "How far the run has come",
    elapsed: (time: string) => `${time} so far`,
    left: (time: string) => `about ${time} left`,
    ending: "ending",
    cases: (done: string, total: string) => `${done} of ${total} cases`,
    blocks: (done: string, total: string) => `${done} of ${total} blocks`,
    phase: (phase: string) => `phase ${phase}`,
    now: "Figures of now",
    figures: {
      rate: "Messages received",
      p50: "Median latency",
      p99: "99% answered within",
      corrected: "99%, corrected",
      clients: "Clients at work",
      open: "Connections open",
      errors: "Errors",
      dropped: "Dropped",
      lateness: "Generator late by",
      cpu: "Generator CPU",
    },
    figureNotes: {
      rate: "all loads together",
      p50: "of the last second",
      p99: "of the last second, from sent",
      corrected: "of the last second, from due",
      clients: "virtual ones",
      open: "of all loads",
      errors: "and messages lost, in all",
      dropped: "due and never sent, in all",
      lateness: "99% of its sends less",
      cpu: "of its busiest process",
    },
    lateNote:
      "The generator cannot keep up: latencies hold its own delay, and a run that goes on like this is invalid. Lower the rate or use more workers.",
    peers: "Cases so far",
    peersNote: "Cases that failed are listed under Checks as they happen.",
    waiting: (count: string) => `${count} to come`,
    sides: "Sides so far",
    sidesNote:
      "The median of the blocks that are evidence. Nothing is decided yet: that is worked out of all blocks together at the end.",
    side: "Side",
    sideBlocks: "Blocks",
    blockNow: (number: string, total: string) => `Block ${number} of ${total} is under way.`,
    blockNowOf: (number: string, total: string, side: string) =>
      `Block ${number} of ${total} is under way: ${side}.`,
    chooseTime: "Which time to draw",
    moreChecks: (count: string) => `The first ${count} are shown here; the report will have all.`,
    notes: "Notes",
    written: "The report is written to",
    inReports: "Open it in Reports",
    exitCode: (code: number) => `exit code ${code}`,
    reportComing: "The report is on its way …",
    reportUnreadable: "The report came, but this page cannot read it",
    gone: "wsrig has ended; this page keeps what it has. The report lies in",
    goneWithoutReport: "wsrig has ended; this page keeps what it has.",
    problem: "The run ended without a report",
    soFar: "What was measured until then",
    output: "The end of its output",
    tryThis: "Try this:",
  },
  // [reports]
  reports: {
    title: "Reports",
  },
  // [report]
  report: {},
  // [end]
};

/** The words of any language. */
export type Words = typeof en;
