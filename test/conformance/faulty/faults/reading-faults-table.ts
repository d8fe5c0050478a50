// Peers that take frames they must refuse, or refuse frames they must take: RFC 6455 §5.

import type { Fault } from "../fault.js";
import { invalidText } from "./case-sets.js";

/** Headers, lengths, masks and the order of fragments. */
export const readingFaults: readonly Fault[] = [
  {
    name: "ignores the reserved bits",
    switches: { ignoresRsv: true },
    breaks: ["3.1-6 R.3.* R.3.8.* R.3.9.* D.1.*"],
    isExact: true,
  },
  {
    name: "skips frames with reserved data opcodes",
    switches: { skipsReservedOpcodes: "data" },
    breaks: ["4.1.* C.5.11"],
    isExact: true,
  },
  {
    name: "skips frames with reserved control opcodes",
    switches: { skipsReservedOpcodes: "control" },
    breaks: ["4.2.*"],
    isExact: true,
  },
  {
    name: "takes reserved opcodes for text and for pings",
    switches: { mistakesReservedOpcodes: true },
    breaks: ["4.1.* 4.2.* C.5.11"],
    isExact: true,
  },
  {
    name: "takes control frames of more than 125 bytes",
    switches: { takesLongControls: true },
    breaks: ["2.5 7.3.6 R.7.3.6 M.6.1-7"],
    isExact: true,
  },
  {
    name: "takes fragmented control frames",
    switches: { takesFragmentedControls: true },
    breaks: ["5.1-2 R.5.*"],
  },
  {
    name: "skips continuation frames that continue nothing",
    switches: { takesStrayContinuations: true },
    breaks: ["5.9-17"],
    isExact: true,
  },
  {
    name: "takes a new message inside the fragments of another",
    switches: { takesInterleavedMessages: true },
    breaks: ["5.18"],
    isExact: true,
  },
  {
    name: "takes masks from servers and none from clients",
    switches: { takesWrongMasks: true },
    breaks: ["M.1.* M.2.*"],
    isExact: true,
  },
  {
    name: "drops the top bit of a 64-bit length",
    switches: { takesTopBit: true },
    breaks: ["M.5.1-2"],
    isExact: true,
  },
  {
    name: "cannot read 16-bit lengths",
    switches: { cannotReadLengths: 16 },
    breaks: ["1.1.3-6 1.2.3-6 10.1.1 9.7.6 9.8.6 12.1.10-11 13.1.10-11 M.8.2"],
    isExact: true,
  },
  {
    name: "cannot read 64-bit lengths",
    switches: { cannotReadLengths: 64 },
    breaksLong: ["9.1.*", "9.2.*", "9.3.9", "9.4.9", "9.5.*", "9.6.*"],
    breaks: [
      "1.1.7-8 1.2.7-8 9.1.1 9.2.1 9.3.6 9.4.6 9.5.1 9.5.6 9.6.1 9.6.6 12.2.10 12.5.10",
      "R.7.1.6 M.8.3",
    ],
    isExact: true,
  },
  {
    name: "takes each read for a frame",
    switches: { takesReadsForFrames: true },
    breaks: ["1.1.8 1.2.8 2.6 2.11 5.5 5.8 6.4.3-4 9.5.1 9.5.6 9.6.1 9.6.6 H.13.3 M.8.1-5", "C.4.12-13"],
    isExact: true,
  },
  {
    name: "refuses fragments",
    switches: { refusesFragments: true },
    breaksLong: ["9.3.1-8", "9.4.1-8"],
    breaks: [
      "5.3-8 5.19-20 6.1.2-3 6.2.2-4 6.3.2 6.4.* 7.1.5 10.1.1",
      "9.3.6 9.4.6 12.1.11 13.1.11 R.6.6.* M.3.5-6 C.4.10-13",
    ],
    isExact: true,
  },
  {
    name: "takes an empty fragment for the end of the message",
    switches: { endsAtEmptyFragment: true },
    breaks: ["6.1.2"],
    isExact: true,
  },
  {
    name: "refuses empty fragments",
    switches: { refusesEmptyFragments: true },
    breaks: ["6.1.2-3 6.2.3-4 9.3.6 9.4.6 R.6.6.2"],
    isExact: true,
  },
  {
    name: "refuses control frames between fragments",
    switches: { refusesControlsInMessage: true },
    breaks: ["5.6-8 5.19-20 7.1.5 C.4.10-13"],
    isExact: true,
  },
  {
    name: "forgets the fragments before a control frame",
    switches: { forgetsFragmentsAtControl: true },
    breaks: ["5.6-8 5.19-20"],
    isExact: true,
  },
  {
    name: "refuses pongs that it did not ask for",
    switches: { refusesUnaskedPongs: true },
    breaks: ["2.7-9 M.6.8"],
    isExact: true,
  },
];

/** Text: RFC 6455 §8.1. */
export const textFaults: readonly Fault[] = [
  {
    name: "validates no text",
    switches: { utf8: "never" },
    breaks: [...invalidText, "7.5.1 R.6.6.* R.6.12.8 R.6.13.* R.7.5.1 C.3.4-9 D.5.*"],
    isExact: true,
  },
  {
    name: "validates each frame as a text of its own",
    switches: { utf8: "per-frame" },
    breaks: ["6.2.3-4 6.4.2"],
    isExact: true,
  },
  {
    name: "takes surrogates",
    switches: { utf8Takes: "surrogates" },
    breaks: ["6.3.* 6.20.* 6.21.* 7.5.1 R.7.5.1 C.3.8"],
    isExact: true,
  },
  {
    name: "takes overlong forms",
    switches: { utf8Takes: "overlong" },
    breaks: ["6.4.* 6.8.* 6.10.* 6.11.5 6.17.* 6.18.* 6.19.* C.3.7 C.3.9"],
    isExact: true,
  },
  {
    name: "takes code points above U+10FFFF",
    switches: { utf8Takes: "above-10ffff" },
    breaks: ["6.4.* 6.10.1 6.11.5 C.3.9"],
    isExact: true,
  },
  {
    name: "takes forms of five and six bytes",
    switches: { utf8Takes: "long-forms" },
    breaks: ["6.4.* 6.8.* 6.10.* 6.11.5 6.17.4-5 6.18.4-5 6.19.4-5 C.3.9"],
    isExact: true,
  },
  {
    name: "takes code points that are cut",
    switches: { utf8Takes: "cut-at-end" },
    breaks: ["6.6.1 6.6.3-4 6.6.6 6.6.8 6.6.10 6.13.2 6.14.6-7 R.6.6.* R.6.13.2 C.3.4-5"],
    isExact: true,
  },
  {
    name: "takes continuation bytes that continue nothing",
    switches: { utf8Takes: "lone-continuations" },
    breaks: ["6.12.* R.6.12.8 C.3.6"],
    isExact: true,
  },
  { name: "takes the bytes FE and FF", switches: { utf8Takes: "fe-ff" }, breaks: ["6.16.*"], isExact: true },
  {
    name: "refuses non-characters",
    switches: { utf8Refuses: "non-characters" },
    breaks: ["6.9.3-4 6.11.4 6.22.* 6.23.6-7"],
    isExact: true,
  },
  {
    name: "refuses U+FFF9 to U+FFFF",
    switches: { utf8Refuses: "specials" },
    breaks: ["6.9.3 6.11.3 6.22.1-2 6.23.*"],
    isExact: true,
  },
  { name: "refuses NUL", switches: { utf8Refuses: "nul" }, breaks: ["6.7.1 C.3.3"], isExact: true },
  {
    name: "refuses code points of four bytes",
    switches: { utf8Refuses: "four-bytes" },
    breaks: ["6.5.4 6.7.4 6.9.4 6.11.4 6.22.3-34 C.3.2"],
    isExact: true,
  },
  {
    name: "refuses all text but ASCII",
    switches: { utf8Refuses: "non-ascii" },
    breaks: [
      "6.2.* 6.4.* 6.5.2-5 6.6.2 6.6.5 6.6.7 6.6.9 6.6.11 6.7.2-4 6.9.2-4 6.11.1-4 6.22.* 6.23.*",
      "C.3.1-3",
    ],
    isExact: true,
  },
];
