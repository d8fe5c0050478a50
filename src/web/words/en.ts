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
    titleOf: { server: "Log of the server", client: "Log of the client" },
    tools: "Tools of the log",
    search: "Search in payloads, as text or hexadecimal",
    searchHint: "Search text or hex",
    filter: "Filter",
    filterOn: (parts: number) => `Filter (${parts})`,
    direction: "Direction",
    directions: { both: "Both", sent: "Sent", received: "Received" },
    kinds: "Kinds of rows",
    kindNames: { text: "Text", binary: "Binary", control: "Control", events: "Events" },
    conversation: "Conversation",
    allConversations: "All conversations",
    time: "Time",
    times: { clock: "Clock", sinceFirst: "Since the first row", sinceBefore: "Since the row before" },
    payload: "Payload",
    payloads: { auto: "Text or hex by kind", text: "All as text", hex: "All as hex" },
    pause: "Pause",
    resume: "Resume",
    resumeWith: (rows: string) => `Resume (${rows} new)`,
    copy: "Copy",
    copyHint: "Copies the payload of the chosen row, or the chosen rows (Ctrl+C)",
    copied: "Copied",
    notCopied: "Not allowed",
    save: "Save",
    saveHint: "Saves all rows that pass the filter as JSON Lines",
    clear: "Clear",
    clearHint: "Empties the log of this page; what happens goes on",
    empty: "Nothing yet: frames and messages appear here as they come.",
    emptyFiltered: "No row passes the filter.",
    rows: (count: string) => `${count} rows`,
    oneRow: "1 row",
    dropped: (count: string) => `${count} older rows were dropped`,
    toEnd: "To the end",
    // What a row says
    sent: "sent",
    received: "received",
    event: "event",
    opcodes: {
      continuation: "continuation",
      text: "text",
      binary: "binary",
      close: "close",
      ping: "ping",
      pong: "pong",
    },
    reservedOpcode: (opcode: number) => `opcode ${opcode}`,
    unknownMessage: "message",
    frames: (count: string) => `${count} frames`,
    oneFrame: "1 frame",
    unfinished: "unfinished",
    incomplete: "incomplete",
    incompleteHint: "Frames of this message were left out, or may have been.",
    noPayload: "empty",
    closeCode: (code: number, name: string, reason: string) =>
      [`${code} ${name}`, ...(reason === "" ? [] : [`“${reason}”`])].join(", "),
    noCloseCode: "without a code",
    closeCodes: {
      1000: "normal",
      1001: "going away",
      1002: "protocol error",
      1003: "unsupported data",
      1005: "no code given",
      1006: "abnormal",
      1007: "invalid payload",
      1008: "policy violation",
      1009: "message too big",
      1010: "mandatory extension",
      1011: "internal error",
      1012: "service restart",
      1013: "try again later",
      1014: "bad gateway",
      1015: "TLS handshake",
    } as Readonly<Record<number, string>>,
    codeOfLibraries: "registered by libraries",
    codeOfPrivateUse: "private use",
    codeReserved: "reserved",
    states: {
      unconnected: "Unconnected",
      hostLookup: "Looking up the host",
      connecting: "Connecting",
      connected: "Connected",
      closing: "Closing",
    },
    closed: (what: string) => `Closed: ${what}`,
    closedBy: { local: "by this side", peer: "by the peer", none: "by neither side" },
    notClean: "not clean",
    roundTrip: (elapsed: string) => `Round trip ${elapsed}`,
    problem: (code: string) => `Problem ${code}`,
    leftOut: (frames: string, bytes: string) => `${frames} frames, ${bytes} left out`,
    oneLeftOut: (bytes: string) => `1 frame, ${bytes} left out`,
    cut: (bytes: string) => `… ${bytes} not kept …`,
    cutUnknown: "… frames left out …",
    cutRest: (bytes: string) => `… ${bytes} more: open the frames, or save the log`,
    invalidBytes: "Bytes that are no UTF-8, in hexadecimal",
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
