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
    /** Of what was asked meanwhile. */
    notConnected: "This page is not connected to wsrig",
    unknownAnswer: "wsrig answered what this page does not know",
    whichWindow: "Window",
    broken: "This view could not be drawn",
    brokenHint:
      "The process behind it goes on. Please tell the makers of wsrig what the line above says, and load the page again.",
  },
  // [server]
  server: {
    title: "Server",
    status: {
      stopped: "Stopped",
      starting: "Starting …",
      listening: "Listening",
      stopping: "Stopping …",
    },
    form: "What the server listens with",
    port: "Port",
    portHint: "0: a free one",
    portProblem: "Give a whole number from 0 to 65535.",
    behaviour: "Behaviour",
    byHand: "By hand: you answer",
    parameters: "Parameters",
    parametersHint: "rate=10&size=64",
    segmentProblem: "Give one: it is part of the path.",
    scheme: "Scheme",
    compression: "Compression",
    subprotocols: "Subprotocols",
    subprotocolsHint: "chat, superchat",
    listen: "Listen",
    stop: "Stop",
    address: "Address",
    copyAddress: "Copy address",
    connected: (count: string): string => `${count} connected`,
    accepted: (count: string): string => `${count} accepted`,
    refused: (count: string): string => `${count} refused`,
    clients: "Clients",
    hideClosed: "Hide closed",
    selectAll: "Select all clients",
    /** A client where it is named: in the log, and for screen readers. */
    clientName: (number: string): string => `Client ${number}`,
    /** A connection that has left the list. */
    pastName: (conversation: string): string => `Connection ${conversation}`,
    clientAt: (number: string, address: string): string => `Client ${number}, ${address}`,
    noClients: { stopped: "Clients that connect appear here.", listening: "No client has connected yet." },
    allHidden: "All clients are closed, and closed ones are hidden.",
    columns: {
      number: "ID",
      address: "Address",
      state: "State",
      messages: "Messages in / out",
      bytes: "Bytes in / out",
      ping: "Ping",
      target: "Target",
      subprotocol: "Subprotocol",
      since: "Since",
    },
    open: "Open",
    closing: "Closing",
    closed: (code: string): string => `Closed ${code}`,
    closedBy: {
      local: "The server closed the connection.",
      peer: "The client closed the connection.",
      none: "The connection was lost without a closing handshake.",
    },
    sending: "Send to clients",
    sendTo: "Send to",
    toAll: (count: string): string => `All (${count})`,
    toSelected: (count: string): string => `Selected (${count})`,
    notListening: "The server does not listen.",
    nobody: "No client is connected.",
    noneSelected: "Select clients in the table, or send to all.",
    onlySelected: "Log of the selected only",
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
