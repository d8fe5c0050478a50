// Peers that close wrongly, or fail a connection wrongly: RFC 6455 §7.

import type { Fault } from "../fault.js";

/** Close frames and the end of TCP. */
export const closingFaults: readonly Fault[] = [
  { name: "never answers a close frame", switches: { answersClose: "never" }, breaks: [], isExact: true },
  {
    name: "drops TCP instead of answering a close frame",
    switches: { answersClose: "drop" },
    breaks: [],
    isExact: true,
  },
  {
    name: "answers every close frame with 1011",
    switches: { answersClose: "other-code" },
    breaks: [],
    isExact: true,
  },
  {
    name: "answers every close frame with 1005",
    switches: { answersClose: "with-1005" },
    breaks: [],
    isExact: true,
  },
  {
    name: "answers close frames after two waits",
    switches: { answersClose: "late" },
    breaks: [],
    isExact: true,
  },
  { name: "echoes reserved close codes", switches: { echoesReservedCodes: true }, breaks: [], isExact: true },
  {
    name: "takes a close frame with one byte",
    switches: { takesOneByteClose: true },
    breaks: ["7.3.2"],
    isExact: true,
  },
  {
    name: "takes close reasons that are not UTF-8",
    switches: { takesInvalidCloseReason: true },
    breaks: ["7.5.1"],
    isExact: true,
  },
  {
    name: "refuses close codes from 3000 on",
    switches: { refusesCloseCodes: "private" },
    breaks: [],
    isExact: true,
  },
  {
    name: "refuses the close codes 1012 to 1014",
    switches: { refusesCloseCodes: "registered-late" },
    breaks: [],
    isExact: true,
  },
  {
    name: "refuses all close codes but 1000",
    switches: { refusesCloseCodes: "all-but-1000" },
    breaks: [],
    isExact: true,
  },
  {
    name: "refuses close frames with a reason",
    switches: { refusesCloseReasons: true },
    breaks: [],
    isExact: true,
  },
  {
    name: "refuses close frames without a code",
    switches: { refusesEmptyClose: true },
    breaks: ["7.3.1"],
    isExact: true,
  },
  {
    name: "leaves TCP open after the closing handshake",
    roles: ["server"],
    switches: { keepsTcpOpen: true },
    breaks: [],
    isExact: true,
  },
  {
    name: "answers messages that come behind a close frame",
    switches: { answersDataAfterClose: true },
    breaks: [],
    isExact: true,
  },
  {
    name: "answers pings that come behind a close frame",
    switches: { answersPingsAfterClose: true },
    breaks: [],
    isExact: true,
  },
  { name: "closes after its first echo", switches: { closesAfterEcho: true }, breaks: [], isExact: true },
  {
    name: "does not end TCP when the other side has",
    switches: { ignoresFin: true },
    breaks: [],
    isExact: true,
  },
  { name: "closes as soon as it is open", switches: { greets: "close" }, breaks: [], isBlunt: true },
];

/** What happens when a rule is broken. */
export const failingFaults: readonly Fault[] = [
  { name: "fails with 1011 everywhere", switches: { failsWith: 1011 }, breaks: [], isExact: true },
  { name: "fails with 1000 everywhere", switches: { failsWith: 1000 }, breaks: [], isExact: true },
  { name: "fails with 1002 for bad UTF-8", switches: { failsUtf8With: 1002 }, breaks: [], isExact: true },
  { name: "fails with 1007 everywhere", switches: { failsWith: 1007 }, breaks: [], isExact: true },
  {
    name: "fails without a word and leaves TCP open",
    switches: { failsWith: "silence" },
    breaks: [],
    isExact: true,
  },
  { name: "fails three waits late", switches: { failsWith: "late" }, breaks: [], isExact: true },
  {
    name: "goes on answering after it has failed the connection",
    switches: { goesOnAfterFailing: true },
    breaks: [],
    isExact: true,
  },
  {
    name: "fails with 1008 for messages that are too big",
    switches: { failsBigWith: 1008, maxMessageBytes: 100_000 },
    breaks: [],
  },
  { name: "leaves TCP open after failing", roles: ["server"], switches: { keepsTcpOpen: true }, breaks: [] },
];
