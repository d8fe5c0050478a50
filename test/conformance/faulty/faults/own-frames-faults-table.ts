// Peers whose own frames break a rule, or that speak unasked.

import type { Fault } from "../fault.js";
import {
  answeredCloses,
  brokenCloses,
  brokenFrames,
  everyFrame,
  firstEchoes,
  invalidText,
  pongs,
  validText,
  workingHandshakes,
} from "./case-sets.js";

/** Frames of its own. */
export const frameFaults: readonly Fault[] = [
  {
    name: "masks as a server, does not as a client",
    switches: { masksWrongly: true },
    breaks: [...everyFrame],
    isExact: true,
  },
  {
    name: "sets RSV2 on its frames",
    switches: { setsRsv: true },
    breaks: [
      ...everyFrame,
      "9.1.1 9.2.1 9.3.6 9.4.6 9.5.1 9.5.6 9.6.1 9.6.6 9.7.1 9.7.3 9.7.6 9.8.1 9.8.3 9.8.6 12.1.1 12.1.10-11 13.1.1 13.1.10-11",
    ],
    isExact: true,
  },
  {
    name: "sends lengths that are not minimal",
    switches: { sendsLongLengthForms: true },
    breaks: [...everyFrame],
    isExact: true,
  },
  {
    name: "sends text that is not UTF-8",
    switches: { sendsInvalidUtf8: true },
    breaks: [
      ...validText,
      ...firstEchoes,
      ...workingHandshakes,
      "1.1.* 5.3-8 5.19-20 7.1.1 10.1.1 R.7.1.6 H.18.8-9 M.1.8 M.2.8 M.3.* M.8.*",
    ],
    isExact: true,
  },
  {
    name: "fragments its pongs",
    switches: { fragmentsPongs: true },
    breaks: [...pongs, "H.18.8-9 M.6.8 C.5.6-7 C.5.9"],
    isExact: true,
  },
  {
    name: "begins with a pong that nobody asked for",
    switches: { greets: "pong" },
    breaks: [
      ...answeredCloses,
      ...invalidText,
      ...brokenFrames,
      ...brokenCloses,
      ...workingHandshakes,
      "7.5.1 R.3.6 R.3.8.* R.3.9.* R.5.* R.6.6.* R.6.12.8 R.6.13.* R.7.1.*",
      "M.1.* M.2.* M.3.* M.5.* M.6.* M.8.* C.1.1-4 C.3.1-3 C.4.* C.5.1-7 C.5.9 C.5.11",
    ],
    isExact: true,
  },
  {
    name: "begins with a message that nobody asked for",
    switches: { greets: "text" },
    breaksLong: ["L.*"],
    breaks: [
      ...answeredCloses,
      ...invalidText,
      ...brokenFrames,
      ...brokenCloses,
      ...workingHandshakes,
      "7.5.1 R.3.6 R.3.8.* R.3.9.* R.5.* R.6.6.* R.6.12.8 R.6.13.* R.7.1.*",
      "M.1.* M.2.* M.3.* M.4.* M.5.* M.6.* M.7.* M.8.*",
      "C.1.1-4 C.3.1-3 C.4.* C.5.1-7 C.5.9 C.5.11",
    ],
    isExact: true,
  },
  {
    name: "begins with a reserved opcode",
    switches: { greets: "reserved-opcode" },
    breaks: [...everyFrame, "C.5.1-4"],
    isBlunt: true,
  },
  {
    name: "begins with a continuation frame",
    switches: { greets: "stray-continuation" },
    breaks: [...everyFrame, "C.5.1-4"],
    isBlunt: true,
  },
  {
    name: "begins with a ping of 126 bytes",
    switches: { greets: "long-ping" },
    breaks: [...everyFrame, "C.5.1-4"],
    isBlunt: true,
  },
];
