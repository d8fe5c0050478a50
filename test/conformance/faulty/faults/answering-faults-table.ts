// Peers that answer messages and pings wrongly, or with frames that are wrong themselves.

import type { Fault } from "../fault.js";

/** Echoes and pongs. */
export const answeringFaults: readonly Fault[] = [
  { name: "never echoes", switches: { echo: "never" }, breaks: [], isExact: true },
  {
    name: "echoes text as binary and binary as text",
    switches: { echo: "wrong-type" },
    breaks: [],
    isExact: true,
  },
  { name: "echoes other bytes", switches: { echo: "wrong-bytes" }, breaks: [], isExact: true },
  { name: "echoes another last byte", switches: { echo: "wrong-last-byte" }, breaks: [], isExact: true },
  { name: "echoes all but the last byte", switches: { echo: "cut" }, breaks: [], isExact: true },
  { name: "echoes twice", switches: { echo: "twice" }, breaks: [], isExact: true },
  {
    name: "echoes each fragment as a message, before the message is complete",
    switches: { echo: "per-fragment" },
    breaks: [],
    isExact: true,
  },
  {
    name: "joins fragments in the wrong order",
    switches: { echo: "swapped-fragments" },
    breaks: [],
    isExact: true,
  },
  { name: "echoes the message before", switches: { echo: "previous" }, breaks: [], isExact: true },
  { name: "echoes too late", switches: { echo: "late" }, breaks: [], isExact: true },
  { name: "does not echo empty messages", switches: { echo: "not-empty" }, breaks: [], isExact: true },
  { name: "does not echo binary messages", switches: { echo: "not-binary" }, breaks: [], isExact: true },
  {
    name: "does not echo messages of 64 KiB and more",
    switches: { echo: "not-large" },
    breaks: [],
    isExact: true,
  },
  {
    name: "does not echo fragmented messages",
    switches: { echo: "not-fragmented" },
    breaks: [],
    isExact: true,
  },
  { name: "never answers pings", switches: { pong: "never" }, breaks: [], isExact: true },
  {
    name: "answers pings with another payload",
    switches: { pong: "wrong-payload" },
    breaks: [],
    isExact: true,
  },
  { name: "answers pings with empty pongs", switches: { pong: "empty" }, breaks: [], isExact: true },
  {
    name: "answers only the latest of several pings",
    switches: { pong: "latest-only" },
    breaks: [],
    isExact: true,
  },
  {
    name: "answers the latest of several pings first",
    switches: { pong: "reversed" },
    breaks: [],
    isExact: true,
  },
  {
    name: "answers pings behind the next echo",
    switches: { pong: "behind-echo" },
    breaks: [],
    isExact: true,
  },
  { name: "answers each ping twice", switches: { pong: "twice" }, breaks: [], isExact: true },
  { name: "answers only the first ping", switches: { pong: "first-only" }, breaks: [], isExact: true },
  { name: "answers pings with pings", switches: { pong: "ping-instead" }, breaks: [], isExact: true },
  { name: "answers pongs", switches: { answersPongs: true }, breaks: [], isExact: true },
];

/** Frames of its own. */
export const frameFaults: readonly Fault[] = [
  {
    name: "masks as a server, does not as a client",
    switches: { masksWrongly: true },
    breaks: [],
    isExact: true,
  },
  { name: "sets RSV2 on its frames", switches: { setsRsv: true }, breaks: [], isExact: true },
  {
    name: "sends lengths that are not minimal",
    switches: { sendsLongLengthForms: true },
    breaks: [],
    isExact: true,
  },
  { name: "sends text that is not UTF-8", switches: { sendsInvalidUtf8: true }, breaks: [], isExact: true },
  { name: "fragments its pongs", switches: { fragmentsPongs: true }, breaks: [], isExact: true },
  {
    name: "begins with a pong that nobody asked for",
    switches: { greets: "pong" },
    breaks: [],
    isExact: true,
  },
  {
    name: "begins with a message that nobody asked for",
    switches: { greets: "text" },
    breaks: [],
    isExact: true,
  },
  {
    name: "begins with a reserved opcode",
    switches: { greets: "reserved-opcode" },
    breaks: [],
    isBlunt: true,
  },
  {
    name: "begins with a continuation frame",
    switches: { greets: "stray-continuation" },
    breaks: [],
    isBlunt: true,
  },
  { name: "begins with a ping of 126 bytes", switches: { greets: "long-ping" }, breaks: [], isBlunt: true },
];
