// Peers that take frames they must refuse, or refuse frames they must take: RFC 6455 §5.

import type { Fault } from "../fault.js";

/** Headers, lengths, masks and the order of fragments. */
export const readingFaults: readonly Fault[] = [
  { name: "ignores the reserved bits", switches: { ignoresRsv: true }, breaks: ["3.*"], isExact: true },
  {
    name: "skips frames with reserved data opcodes",
    switches: { skipsReservedOpcodes: "data" },
    breaks: ["4.1.*"],
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
    breaks: ["4.*"],
    isExact: true,
  },
  {
    name: "takes control frames of more than 125 bytes",
    switches: { takesLongControls: true },
    breaks: ["2.5"],
    isExact: true,
  },
  {
    name: "takes fragmented control frames",
    switches: { takesFragmentedControls: true },
    breaks: ["5.1", "5.2"],
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
    breaks: [],
    isExact: true,
  },
  {
    name: "takes lengths that are not minimal",
    switches: { takesLongLengthForms: true },
    breaks: [],
    isExact: true,
  },
  {
    name: "drops the top bit of a 64-bit length",
    switches: { takesTopBit: true },
    breaks: [],
    isExact: true,
  },
  { name: "cannot read 16-bit lengths", switches: { cannotReadLengths: 16 }, breaks: [], isExact: true },
  { name: "cannot read 64-bit lengths", switches: { cannotReadLengths: 64 }, breaks: [], isExact: true },
  { name: "takes each read for a frame", switches: { takesReadsForFrames: true }, breaks: [], isExact: true },
  { name: "refuses fragments", switches: { refusesFragments: true }, breaks: [], isExact: true },
  {
    name: "takes an empty fragment for the end of the message",
    switches: { endsAtEmptyFragment: true },
    breaks: [],
    isExact: true,
  },
  { name: "refuses empty fragments", switches: { refusesEmptyFragments: true }, breaks: [], isExact: true },
  {
    name: "refuses control frames between fragments",
    switches: { refusesControlsInMessage: true },
    breaks: [],
    isExact: true,
  },
  {
    name: "forgets the fragments before a control frame",
    switches: { forgetsFragmentsAtControl: true },
    breaks: [],
    isExact: true,
  },
  {
    name: "refuses pongs that it did not ask for",
    switches: { refusesUnaskedPongs: true },
    breaks: [],
    isExact: true,
  },
];

/** Text: RFC 6455 §8.1. */
export const textFaults: readonly Fault[] = [
  { name: "validates no text", switches: { utf8: "never" }, breaks: [], isExact: true },
  {
    name: "validates each frame as a text of its own",
    switches: { utf8: "per-frame" },
    breaks: [],
    isExact: true,
  },
  { name: "takes surrogates", switches: { utf8Takes: "surrogates" }, breaks: [], isExact: true },
  { name: "takes overlong forms", switches: { utf8Takes: "overlong" }, breaks: [], isExact: true },
  {
    name: "takes code points above U+10FFFF",
    switches: { utf8Takes: "above-10ffff" },
    breaks: [],
    isExact: true,
  },
  {
    name: "takes forms of five and six bytes",
    switches: { utf8Takes: "long-forms" },
    breaks: [],
    isExact: true,
  },
  {
    name: "takes code points that are cut",
    switches: { utf8Takes: "cut-at-end" },
    breaks: [],
    isExact: true,
  },
  {
    name: "takes continuation bytes that continue nothing",
    switches: { utf8Takes: "lone-continuations" },
    breaks: [],
    isExact: true,
  },
  { name: "takes the bytes FE and FF", switches: { utf8Takes: "fe-ff" }, breaks: [], isExact: true },
  { name: "refuses non-characters", switches: { utf8Refuses: "non-characters" }, breaks: [], isExact: true },
  { name: "refuses U+FFF9 to U+FFFF", switches: { utf8Refuses: "specials" }, breaks: [], isExact: true },
  { name: "refuses NUL", switches: { utf8Refuses: "nul" }, breaks: [], isExact: true },
  {
    name: "refuses code points of four bytes",
    switches: { utf8Refuses: "four-bytes" },
    breaks: [],
    isExact: true,
  },
  { name: "refuses all text but ASCII", switches: { utf8Refuses: "non-ascii" }, breaks: [], isExact: true },
];
