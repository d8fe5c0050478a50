// Peers that crash, and peers that hurt whoever tests them.

import type { Fault } from "../fault.js";

/** What breaks down under strain. */
export const crashFaults: readonly Fault[] = [
  { name: "drops TCP at frames of more than 64 KiB", switches: { crashesAboveBytes: 65_536 }, breaks: [] },
  { name: "drops TCP at 30 fragments", switches: { crashesAtFragments: 29 }, breaks: [] },
  { name: "drops TCP at the second ping", switches: { crashesAtPings: 1 }, breaks: [] },
  {
    name: "is down for good after a frame of more than 64 KiB",
    roles: ["server"],
    switches: { crashesAboveBytes: 65_536, staysDown: true },
    breaks: [],
  },
];

/** Nothing can be green here. */
export const meanFaults: readonly Fault[] = [
  { name: "never answers", switches: { neverAnswers: true }, breaks: ["*"], isBlunt: true },
  { name: "accepts TCP and ends it", switches: { dropsTcpAtOnce: true }, breaks: [], isBlunt: true },
  { name: "answers bytes that are no HTTP", switches: { answersGarbage: "http" }, breaks: [], isBlunt: true },
  {
    name: "sends bytes that are no frames",
    switches: { answersGarbage: "frames" },
    breaks: [],
    isBlunt: true,
  },
  { name: "floods with messages", switches: { floods: "messages" }, breaks: [], isBlunt: true },
  {
    name: "announces a frame of 2^60 bytes",
    switches: { announcesBytes: 2 ** 60 },
    breaks: [],
    isBlunt: true,
  },
];
