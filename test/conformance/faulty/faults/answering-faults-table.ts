// Peers that answer messages and pings wrongly.

import type { Fault } from "../fault.js";
import { echoes, echolessHandshakes, firstEchoes, pongs, workingHandshakes } from "./case-sets.js";

/** Echoes and pongs. */
export const answeringFaults: readonly Fault[] = [
  {
    name: "never echoes",
    switches: { echo: "never" },
    breaks: [
      ...echoes,
      ...echolessHandshakes,
      "9.1.1 9.2.1 9.3.6 9.4.6 9.5.1 9.5.6 9.6.1 9.6.6 9.7.1 9.7.3 9.7.6 9.8.1 9.8.3 9.8.6 12.1.1 12.1.10-11 13.1.1 13.1.10-11",
      "M.1.8 M.2.8 M.3.* M.8.* D.3.* D.4.* D.9.*",
    ],
    isExact: true,
  },
  {
    name: "echoes text as binary and binary as text",
    switches: { echo: "wrong-type" },
    breaks: [
      ...echoes,
      ...firstEchoes,
      ...workingHandshakes,
      "9.1.1 9.2.1 9.3.6 9.4.6 9.5.1 9.5.6 9.6.1 9.6.6 9.7.1 9.7.3 9.7.6 9.8.1 9.8.3 9.8.6 12.1.1 12.1.10-11 13.1.1 13.1.10-11",
      "R.7.1.6 M.1.8 M.2.8 M.3.* M.8.*",
    ],
    isExact: true,
  },
  {
    name: "echoes other bytes",
    switches: { echo: "wrong-bytes" },
    breaks: [...echoes, ...firstEchoes, ...workingHandshakes, "R.7.1.6 M.1.8 M.2.8 M.3.* M.8.*"],
    isExact: true,
  },
  {
    name: "echoes another last byte",
    switches: { echo: "wrong-last-byte" },
    breaksLong: ["9.7.*", "9.8.*"],
    breaks: [
      ...echoes,
      ...firstEchoes,
      ...workingHandshakes,
      "9.1.1 9.2.1 9.3.6 9.4.6 9.5.1 9.5.6 9.6.1 9.6.6 9.7.1 9.7.3 9.7.6 9.8.1 9.8.3 9.8.6 12.1.1 12.1.10-11 13.1.1 13.1.10-11",
      "R.7.1.6 M.1.8 M.2.8 M.3.* M.8.*",
    ],
    isExact: true,
  },
  {
    name: "echoes all but the last byte",
    switches: { echo: "cut" },
    breaks: [
      ...firstEchoes,
      ...workingHandshakes,
      "1.1.2-8 1.2.2-8 5.3-8 5.19-20 6.1.3 6.2.* 6.5.* 6.6.2 6.6.5 6.6.7 6.6.9 6.6.11 6.7.* 6.9.* 6.11.1-4 6.22.* 6.23.* 7.1.1 10.1.1",
      "9.1.1 9.2.1 9.3.6 9.4.6 9.5.1 9.5.6 9.6.1 9.6.6 9.7.3 9.7.6 9.8.3 9.8.6 12.1.1 12.1.10-11 13.1.1 13.1.10-11",
      "R.7.1.6 M.1.8 M.2.8 M.3.* M.8.* D.3.* D.4.1-7 D.4.10-17 D.9.*",
    ],
    isExact: true,
  },
  {
    name: "echoes twice",
    switches: { echo: "twice" },
    breaks: [...echoes, ...firstEchoes, "R.7.1.6 M.1.8 M.2.8 M.3.* M.8.*"],
    isExact: true,
  },
  {
    name: "echoes each fragment as a message, before the message is complete",
    switches: { echo: "per-fragment" },
    breaks: [
      "5.3-8 5.15 5.18-20 6.1.2-3 6.2.2-4 6.3.2 6.4.1-2 6.6.1 6.6.3-4 6.6.6 6.6.8 6.6.10 6.14.6-7 7.1.5 10.1.1",
      "R.3.8.* R.6.6.* M.1.7 M.2.7 M.3.5-6 M.7.8 C.4.10-13 C.5.4",
    ],
    isExact: true,
  },
  {
    name: "joins fragments in the wrong order",
    switches: { echo: "swapped-fragments" },
    breaks: ["5.3-8 5.15 5.19-20 6.2.2-4 M.3.5-6"],
    isExact: true,
  },
  {
    name: "echoes the message before",
    switches: { echo: "previous" },
    breaks: [
      ...firstEchoes,
      ...workingHandshakes,
      "1.1.2-8 1.2.2-8 5.3-8 5.19-20 6.1.3 6.2.* 6.5.* 6.6.2 6.6.5 6.6.7 6.6.9 6.6.11 6.7.* 6.9.* 6.11.1-4 6.22.* 6.23.* 7.1.1 10.1.1",
      "9.1.1 9.2.1 9.3.6 9.4.6 9.5.1 9.5.6 9.6.1 9.6.6 9.7.3 9.7.6 9.8.3 9.8.6 12.1.1 12.1.10-11 13.1.1 13.1.10-11",
      "R.7.1.6 M.1.8 M.2.8 M.3.* M.8.*",
    ],
    isExact: true,
  },
  {
    name: "echoes too late",
    switches: { echo: "late" },
    breaks: [
      ...echoes,
      ...echolessHandshakes,
      "9.1.1 9.2.1 9.3.6 9.4.6 9.5.1 9.5.6 9.6.1 9.6.6 9.7.1 9.7.3 9.7.6 9.8.1 9.8.3 9.8.6 12.1.1 12.1.10-11 13.1.1 13.1.10-11",
      "M.1.8 M.2.8 M.3.* M.8.*",
    ],
    isExact: true,
  },
  {
    name: "does not echo empty messages",
    switches: { echo: "not-empty" },
    breaks: ["1.1.1 1.2.1 6.1.1-2 9.7.1 9.8.1"],
    isExact: true,
  },
  {
    name: "does not echo binary messages",
    switches: { echo: "not-binary" },
    breaks: [
      "1.2.*",
      "9.2.1 9.4.6 9.6.1 9.6.6 9.8.1 9.8.3 9.8.6 12.2.1 12.2.10-11 12.3.1 12.3.10-11 12.5.1 12.5.10-11",
    ],
    isExact: true,
  },
  {
    name: "does not echo messages of 64 KiB and more",
    switches: { echo: "not-large" },
    breaks: [
      "1.1.7-8 1.2.7-8 10.1.1",
      "9.1.1 9.2.1 9.3.6 9.4.6 9.5.1 9.5.6 9.6.1 9.6.6 12.1.10 13.1.10 R.7.1.6 M.8.3",
    ],
    isExact: true,
  },
  {
    name: "does not echo fragmented messages",
    switches: { echo: "not-fragmented" },
    breaks: ["5.3-8 5.19-20 6.1.2-3 6.2.2-4 10.1.1 9.3.6 9.4.6 M.3.5-6"],
    isExact: true,
  },
  {
    name: "never answers pings",
    switches: { pong: "never" },
    breaks: [...pongs, "M.6.8 C.5.6-7 C.5.9"],
    isExact: true,
  },
  {
    name: "answers pings with another payload",
    switches: { pong: "wrong-payload" },
    breaks: [...pongs, "M.6.8 C.5.6-7 C.5.9"],
    isExact: true,
  },
  {
    name: "answers pings with empty pongs",
    switches: { pong: "empty" },
    breaks: ["2.2-4 2.6 2.9-11 5.6-8 5.19-20 M.6.8 C.5.6-7 C.5.9"],
    isExact: true,
  },
  {
    name: "answers only the latest of several pings",
    switches: { pong: "latest-only" },
    breaks: ["2.10-11 5.6-8 5.19-20 C.5.6-7 C.5.9"],
    isExact: true,
  },
  {
    name: "answers the latest of several pings first",
    switches: { pong: "reversed" },
    breaks: ["2.10-11 5.6-8 5.19-20 C.5.6-7 C.5.9"],
    isExact: true,
  },
  {
    name: "answers pings behind the next echo",
    switches: { pong: "behind-echo" },
    breaks: ["5.6-8 5.19-20 C.5.6-7 C.5.9"],
    isExact: true,
  },
  {
    name: "answers each ping twice",
    switches: { pong: "twice" },
    breaks: [...pongs, "M.6.8 C.5.6-7 C.5.9"],
    isExact: true,
  },
  {
    name: "answers only the first ping",
    switches: { pong: "first-only" },
    breaks: ["2.10-11 5.19-20"],
    isExact: true,
  },
  {
    name: "answers pings with pings",
    switches: { pong: "ping-instead" },
    breaks: [...pongs, "M.6.8 C.5.6-7 C.5.9"],
    isExact: true,
  },
  { name: "answers pongs", switches: { answersPongs: true }, breaks: ["2.7-9 M.6.8"], isExact: true },
];
