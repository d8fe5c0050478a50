// Peers that close wrongly, or fail a connection wrongly: RFC 6455 §7.

import type { Fault } from "../fault.js";
import {
  answeredCloses,
  brokenCloses,
  brokenFrames,
  echoes,
  firstEchoes,
  invalidText,
  pongs,
  workingHandshakes,
} from "./case-sets.js";

/** Close frames and the end of TCP. */
export const closingFaults: readonly Fault[] = [
  {
    name: "never answers a close frame",
    switches: { answersClose: "never" },
    breaks: [
      ...answeredCloses,
      ...workingHandshakes,
      "R.7.1.* M.3.* M.6.8 M.8.* C.1.* C.3.1-3 C.4.* C.5.5-7 C.5.9-10 D.4.* D.9.*",
    ],
    isExact: true,
  },
  {
    name: "drops TCP instead of answering a close frame",
    switches: { answersClose: "drop" },
    breaks: [
      ...answeredCloses,
      ...workingHandshakes,
      "R.7.1.* M.3.* M.6.8 M.8.* C.1.1-4 C.3.1-3 C.4.* C.5.5-7 C.5.9-10",
    ],
    isExact: true,
  },
  {
    name: "answers every close frame with 1011",
    switches: { answersClose: "other-code" },
    breaks: [
      ...echoes,
      ...pongs,
      "2.7-8 7.1.2-5 7.3.1 7.3.3-5 7.7.1-8 7.7.10-13 R.7.1.* M.3.* M.6.8 M.8.*",
      "C.1.1-4 C.3.1-3 C.4.* C.5.5-7 C.5.9",
    ],
    isExact: true,
  },
  {
    name: "answers every close frame with 1005",
    switches: { answersClose: "with-1005" },
    breaks: [
      ...answeredCloses,
      ...workingHandshakes,
      "R.7.1.* M.3.* M.6.8 M.8.* C.1.* C.3.1-3 C.4.* C.5.5-7 C.5.9-10",
    ],
    isExact: true,
  },
  {
    name: "answers close frames after two waits",
    switches: { answersClose: "late" },
    breaks: [
      ...answeredCloses,
      ...workingHandshakes,
      "R.7.1.* M.3.* M.6.8 M.8.* C.1.* C.3.1-3 C.4.* C.5.5-7 C.5.9-10",
    ],
    isExact: true,
  },
  {
    name: "echoes reserved close codes",
    switches: { echoesReservedCodes: true },
    breaks: ["7.9.* R.7.9.* R.7.13.* C.2.*"],
    isExact: true,
  },
  {
    name: "takes a close frame with one byte",
    switches: { takesOneByteClose: true },
    breaks: ["7.3.2 R.7.3.2"],
    isExact: true,
  },
  {
    name: "takes close reasons that are not UTF-8",
    switches: { takesInvalidCloseReason: true },
    breaks: ["7.5.1 R.7.5.1 C.3.4-9"],
    isExact: true,
  },
  {
    name: "refuses close codes from 3000 on",
    switches: { refusesCloseCodes: "private" },
    breaks: ["7.7.10-13"],
    isExact: true,
  },
  {
    name: "refuses all close codes but 1000",
    switches: { refusesCloseCodes: "all-but-1000" },
    breaks: ["7.7.2 7.7.4-13"],
    isExact: true,
  },
  {
    name: "refuses close frames with a reason",
    switches: { refusesCloseReasons: true },
    breaks: ["7.3.4-5 C.3.1-3 C.4.12"],
    isExact: true,
  },
  {
    name: "refuses close frames without a code",
    switches: { refusesEmptyClose: true },
    breaks: ["7.3.1 C.4.2 C.4.11 C.4.13"],
    isExact: true,
  },
  {
    name: "leaves TCP open after the closing handshake",
    roles: ["server"],
    switches: { keepsTcpOpen: true },
    breaks: [
      ...answeredCloses,
      ...invalidText,
      ...brokenFrames,
      ...brokenCloses,
      "7.5.1",
      "R.3.* R.3.8.* R.3.9.* R.5.* R.6.6.* R.6.12.8 R.6.13.* R.7.1.6 R.7.3.* R.7.5.1 R.7.9.*",
      "M.1.* M.3.* M.5.* M.6.* M.7.* M.8.* C.1.1-4 C.3.1-3 C.4.* C.5.6-7 C.5.9",
    ],
    isExact: true,
  },
  {
    name: "answers messages that come behind a close frame",
    switches: { answersDataAfterClose: true },
    breaks: ["7.1.4-5 R.7.1.4 C.4.3-8 C.4.11 C.5.5-7 C.5.9"],
    isExact: true,
  },
  {
    name: "answers pings that come behind a close frame",
    switches: { answersPingsAfterClose: true },
    breaks: ["7.1.3-5 R.7.1.3-4 C.4.3-8 C.4.11 C.5.5-7 C.5.9"],
    isExact: true,
  },
  {
    name: "closes after its first echo",
    switches: { closesAfterEcho: true },
    breaks: [...firstEchoes, "M.1.8 M.2.8 M.8.1-4"],
    isExact: true,
  },
  {
    name: "does not end TCP when the other side has",
    switches: { ignoresFin: true },
    breaks: ["C.5.1-4"],
    isExact: true,
  },
  {
    name: "closes as soon as it is open",
    switches: { greets: "close" },
    breaks: [
      ...echoes,
      ...invalidText,
      ...pongs,
      ...brokenFrames,
      ...brokenCloses,
      "7.5.1",
      "R.3.* R.3.8.* R.3.9.* R.5.* R.6.6.* R.6.12.8 R.6.13.* R.7.3.* R.7.5.1 R.7.9.*",
      "H.1.1-16 H.8.1 H.8.4 H.8.7 H.9.1-5 H.10.* H.11.* H.12.1-12 H.12.14 H.13.1-3",
      "M.1.* M.2.* M.3.* M.4.* M.5.* M.6.* M.8.* C.3.4-9 C.5.6-7 C.5.9 C.5.11",
    ],
    isBlunt: true,
  },
];

/** What happens when a rule is broken. */
export const failingFaults: readonly Fault[] = [
  {
    name: "fails with 1011 everywhere",
    switches: { failsWith: 1011 },
    breaks: [
      ...invalidText,
      ...brokenFrames,
      ...brokenCloses,
      "7.5.1",
      "R.3.* R.3.8.* R.3.9.* R.5.* R.6.6.* R.6.12.8 R.6.13.* R.7.3.* R.7.5.1 R.7.9.*",
      "M.1.* M.2.* M.4.* M.5.* M.6.1-7 C.3.4-9 C.5.11",
    ],
    isExact: true,
  },
  {
    name: "fails with 1000 everywhere",
    switches: { failsWith: 1000 },
    breaks: [
      ...invalidText,
      ...brokenFrames,
      ...brokenCloses,
      "7.5.1",
      "R.3.* R.3.8.* R.3.9.* R.5.* R.6.6.* R.6.12.8 R.6.13.* R.7.3.* R.7.5.1 R.7.9.*",
      "M.1.* M.2.* M.4.* M.5.* M.6.1-7 C.3.4-9 C.5.11",
    ],
    isExact: true,
  },
  {
    name: "fails with 1002 for bad UTF-8",
    switches: { failsUtf8With: 1002 },
    breaks: [...invalidText, "R.6.6.* R.6.12.8 R.6.13.* D.5.*"],
    isExact: true,
  },
  {
    name: "fails with 1007 everywhere",
    switches: { failsWith: 1007 },
    breaks: [
      ...brokenFrames,
      ...brokenCloses,
      "R.3.* R.3.8.* R.3.9.* R.5.* R.7.3.* R.7.9.* M.1.* M.2.* M.4.* M.5.* M.6.1-7",
      "C.5.11",
    ],
    isExact: true,
  },
  {
    name: "fails without a word and leaves TCP open",
    switches: { failsWith: "silence" },
    breaks: [
      ...invalidText,
      ...brokenFrames,
      "R.3.* R.3.8.* R.3.9.* R.5.* R.6.6.* R.6.12.8 R.6.13.* R.7.3.* R.7.5.1 R.7.9.* R.7.13.*",
      "M.1.* M.2.* M.4.* M.5.* M.6.1-7 C.2.* C.3.4-9 C.5.11 D.1.* D.2.* D.5.* D.6.*",
    ],
  },
  {
    name: "fails three waits late",
    switches: { failsWith: "late" },
    breaks: [
      ...invalidText,
      ...brokenFrames,
      "R.3.* R.3.8.* R.3.9.* R.5.* R.6.6.* R.6.12.8 R.6.13.* R.7.3.* R.7.5.1 R.7.9.* R.7.13.*",
      "M.1.* M.2.* M.4.* M.5.* M.6.1-7 C.2.* C.3.4-9 C.5.11",
    ],
  },
  {
    name: "goes on answering after it has failed the connection",
    switches: { goesOnAfterFailing: true },
    breaks: [
      ...firstEchoes,
      "2.5 5.1 5.9-14 5.16-18 6.8.* 6.10.* 6.12.* 6.13.1 6.13.4-5 6.14.1 6.14.4-5 6.14.8-10 6.15.1 6.16.* 6.17.1 6.17.4-5 6.18.1 6.18.4-5 6.19.1 6.19.4-5",
      "R.3.6 R.3.8.* R.5.1 R.6.12.8 R.6.13.1 R.6.13.4-5 R.7.1.3-4",
      "M.1.4 M.1.7 M.2.4 M.2.7 M.6.1-3 C.5.11",
    ],
  },
  {
    name: "fails with 1008 for messages that are too big",
    switches: { failsBigWith: 1008, maxMessageBytes: 100_000 },
    breaks: ["R.7.1.6"],
  },
  {
    name: "leaves TCP open after failing",
    roles: ["server"],
    switches: { keepsTcpOpen: true },
    breaks: [
      ...answeredCloses,
      ...invalidText,
      ...brokenFrames,
      ...brokenCloses,
      "7.5.1",
      "R.3.* R.3.8.* R.3.9.* R.5.* R.6.6.* R.6.12.8 R.6.13.* R.7.1.6 R.7.3.* R.7.5.1 R.7.9.*",
      "M.1.* M.3.* M.5.* M.6.* M.7.* M.8.* C.1.1-4 C.3.1-3 C.4.* C.5.6-7 C.5.9",
    ],
  },
];
