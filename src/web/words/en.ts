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
