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
    skip: "Skip to the content",
    connecting: "Connecting to wsrig …",
    lost: "The connection to wsrig is lost. Trying again …",
    ended: "wsrig has ended. What is shown here stays as it was.",
    outdated: "This tab is of another version of wsrig: load it again.",
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
    title: "Sending",
    kind: "What is sent",
    kinds: { text: "Text", binary: "Binary", ping: "Ping", close: "Close" },
    send: "Send",
    text: "Text message",
    textHint: "Enter sends, Shift+Enter begins a line",
    hex: "Bytes in hexadecimal",
    hexHint: "48 65 6c 6c 6f",
    /** @param at - Counts characters from 1. */
    noHexDigit: (at: number, character: string): string =>
      `Character ${at}, “${character}”, is no hexadecimal digit.`,
    halfByte: (at: number): string => `A byte has two digits: at character ${at} there is one.`,
    chooseFile: "File …",
    removeFile: "Remove",
    unreadableFile: "The file cannot be read any more. Choose it again.",
    tooLarge: "This is more than 16 MiB, the most that can be sent at once.",
    inFragments: "In fragments of",
    fragmentBytes: "Bytes of a fragment",
    bytesEach: "bytes",
    noFragmentSize: "Must be a whole number from 1 to 16777216.",
    bytes: (count: number, shown: string): string => `${shown} ${count === 1 ? "byte" : "bytes"}`,
    frames: (count: number, shown: string): string => `${shown} ${count === 1 ? "frame" : "frames"}`,
    bytesOf: (bytes: number, most: number): string => `${bytes} of ${most} bytes`,
    pingPayload: "Payload of the ping (optional)",
    pingTooLong: "A ping carries at most 125 bytes.",
    sendPing: "Send ping",
    closeCode: "Close code",
    closeReason: "Reason (optional)",
    noCloseCode: "without a code",
    codeNotANumber: "Must be a number of four digits, or empty.",
    codeNotOnWire: "This code must not stand in a close frame.",
    reasonTooLong: "A close frame carries at most 123 bytes of reason.",
    reasonWithoutCode: "A reason needs a code before it.",
    sendClose: "Send close",
    closeCodes: {
      1000: "normal closure",
      1001: "going away",
      1002: "protocol error",
      1003: "unsupported data",
      1005: "no code",
      1006: "abnormal closure",
      1007: "invalid payload",
      1008: "policy violation",
      1009: "message too big",
      1010: "extension needed",
      1011: "internal error",
      1012: "service restart",
      1013: "try again later",
      1014: "bad gateway",
      1015: "TLS handshake failed",
      libraries: "of a library or framework",
      private: "of an application",
      reserved: "reserved",
    },
    sent: "Sent",
    sentTo: (clients: number): string => `Sent to ${clients} ${clients === 1 ? "client" : "clients"}`,
    sentToNobody: "Sent to nobody: no connection was open",
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
