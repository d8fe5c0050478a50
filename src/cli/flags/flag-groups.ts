// Flags that several commands share, by CONTRACTS.md.

import type { FlagTable } from "./flag-spec.js";

const connection = "Connection:";
const output = "Output:";
const page = "Page:";
const run = "Run:";

/** How to connect to the target. */
export const connectFlags: FlagTable = {
  header: {
    kind: "list",
    alias: "H",
    group: connection,
    summary: "Header of the upgrade request; repeat for more",
    example: "'Name: value'",
  },
  subprotocol: {
    kind: "list",
    alias: "s",
    group: connection,
    summary: "Subprotocol to offer; repeat for more, first choice first",
  },
  origin: { kind: "text", alias: "o", group: connection, summary: "Origin header" },
  insecure: { kind: "switch", alias: "k", group: connection, summary: "Accept any certificate" },
  ca: { kind: "text", group: connection, summary: "File of certificates to trust (PEM)" },
  cert: { kind: "text", group: connection, summary: "File of the client certificate (PEM)" },
  key: { kind: "text", group: connection, summary: "File of the client's private key (PEM)" },
  servername: {
    kind: "text",
    group: connection,
    summary: "Name to ask for in TLS (SNI) and to look for in the certificate",
    fallback: "the URL's host",
  },
  resolve: {
    kind: "list",
    group: connection,
    summary: "Connect to this address where the URL has that host and port; repeat for more",
    example: "example.com:443:127.0.0.1",
  },
  proxy: {
    kind: "text",
    group: connection,
    summary: "HTTP proxy to tunnel through (CONNECT)",
    example: "http://user:password@host:port",
  },
  compression: { kind: "switch", group: connection, summary: "Offer permessage-deflate", fallback: "off" },
  "local-address": { kind: "text", group: connection, summary: "Local IP address to connect from" },
  timeout: {
    kind: "text",
    group: connection,
    summary: "Longest wait for a connection",
    example: "10s",
    fallback: "10s",
  },
  driver: {
    kind: "text",
    group: connection,
    summary: "Who frames: our own code, or the ws package",
    choices: ["frame", "ws"],
    fallback: "frame",
  },
};

/** Flags that any command has. */
export const quietFlags: FlagTable = {
  quiet: { kind: "switch", alias: "q", group: output, summary: "No progress and no warnings on stderr" },
};

/** Whether the page of a user interface is opened for the person. */
export const openFlags: FlagTable = {
  open: {
    kind: "switch",
    group: page,
    summary: "Open the page in the browser; its address is printed anyway",
    fallback: "on",
  },
};

/** Watching a run in the browser. */
export const uiFlags: FlagTable = {
  ui: { kind: "switch", group: page, summary: "Watch the run in a browser" },
  "ui-port": {
    kind: "text",
    group: page,
    summary: "TCP port of the page; 0 picks a free one",
    fallback: "0",
  },
  ...openFlags,
};

/** One JSON document, or JSON Lines, on stdout. */
export const jsonFlags: FlagTable = {
  json: { kind: "switch", group: output, summary: "Print only JSON on stdout; errors as JSON on stderr" },
};

/** Files that a report is rendered to. */
export const exportFlags: FlagTable = {
  html: { kind: "text", group: output, summary: "File for the report as one HTML page, - for stdout" },
  junit: { kind: "text", group: output, summary: "File for the checks as JUnit XML, - for stdout" },
  markdown: { kind: "text", group: output, summary: "File for a summary in Markdown, - for stdout" },
};

/** Files for trackers of benchmark results, of a report that has blocks. */
export const benchmarkFlags: FlagTable = {
  "benchmark-smaller": {
    kind: "text",
    group: output,
    summary:
      "File for figures of which less is better, as a list of {name, unit, value, range} that github-action-benchmark reads; - for stdout",
  },
  "benchmark-bigger": {
    kind: "text",
    group: output,
    summary: "The same for figures of which more is better, - for stdout",
  },
  "benchmark-measures": {
    kind: "text",
    group: output,
    summary:
      "File for all figures as {benchmark: {measure: {value, lower_value, upper_value}}}, Bencher Metric Format; - for stdout",
  },
};

/** What must stay secret. */
export const redactFlags: FlagTable = {
  redact: {
    kind: "list",
    group: output,
    summary:
      "Query parameter or header whose value no report or log may show; repeat for more. Headers named like key, token, secret, password, auth, cookie or session never show it",
    example: "token",
  },
};

/** What a command that ends in a run report takes. */
export const reportFlags: FlagTable = {
  ...quietFlags,
  ...jsonFlags,
  ...exportFlags,
  out: { kind: "text", group: output, summary: "Folder of reports", fallback: "reports" },
  ...redactFlags,
  name: { kind: "text", group: run, summary: "Name of the run, in its folder and its report" },
  tag: { kind: "list", group: run, summary: "Tag of the run; repeat for more", example: "key=value" },
  seed: { kind: "text", group: run, summary: "Seed of everything random", example: "42", fallback: "fresh" },
};

/** The same of a command whose run may be watched. */
export const watchedReportFlags: FlagTable = { ...reportFlags, ...uiFlags };
