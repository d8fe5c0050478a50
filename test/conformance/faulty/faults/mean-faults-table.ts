// Peers that crash, and peers that hurt whoever tests them.

import type { Fault } from "../fault.js";
import { answeredCloses, brokenCloses, brokenFrames, everyFrame, invalidText } from "./case-sets.js";

/** What breaks down under strain. */
export const crashFaults: readonly Fault[] = [
  {
    name: "drops TCP at frames of more than 64 KiB",
    switches: { crashesAboveBytes: 65_536 },
    breaks: ["9.5.1 9.5.6 9.6.1 9.6.6 12.2.10 12.5.10 R.7.1.6"],
  },
  {
    name: "drops TCP at 30 fragments",
    switches: { crashesAtFragments: 29 },
    breaks: ["6.2.3 10.1.1 9.3.6 9.4.6 12.5.11"],
  },
  { name: "drops TCP at the second ping", switches: { crashesAtPings: 1 }, breaks: ["2.10-11 5.19-20"] },
  {
    name: "is down for good after a frame of more than 64 KiB",
    roles: ["server"],
    switches: { crashesAboveBytes: 65_536, staysDown: true },
    breaks: ["9.5.1 9.5.6 9.6.1 9.6.6 12.2.10 12.5.10 R.7.1.6 M.7.* L.1.1"],
  },
];

/** Nothing can be green here. */
export const meanFaults: readonly Fault[] = [
  {
    name: "never answers",
    switches: { neverAnswers: true },
    breaks: [
      ...answeredCloses,
      ...invalidText,
      ...brokenFrames,
      "R.3.* R.3.8.* R.3.9.* R.5.* R.6.6.* R.6.12.8 R.6.13.* R.7.1.* R.7.3.* R.7.5.1 R.7.9.* R.7.13.*",
      "H.1.* H.2.* H.3.* H.4.* H.5.* H.6.* H.7.* H.8.* H.9.* H.10.* H.11.* H.12.* H.13.*",
      "M.1.* M.2.* M.3.* M.4.* M.5.* M.6.* M.7.* M.8.*",
      "C.1.* C.2.* C.3.* C.4.* C.5.1-7 C.5.9-11",
    ],
    isBlunt: true,
  },
  {
    name: "accepts TCP and ends it",
    switches: { dropsTcpAtOnce: true },
    breaks: [
      ...answeredCloses,
      ...brokenCloses,
      "6.4.* 7.5.1 R.7.1.* R.7.3.* R.7.5.1 R.7.9.*",
      "H.1.1-8 H.1.10-11 H.1.14 H.6.1-5 H.8.1 H.8.7 H.10.1-10 H.11.* H.12.1-12 H.12.14 H.13.1-3",
      "M.1.* M.2.8 M.3.* M.6.8 M.8.* C.1.1-4 C.3.1-3 C.4.* C.5.5-7 C.5.9-10",
    ],
    isBlunt: true,
  },
  {
    name: "answers bytes that are no HTTP",
    switches: { answersGarbage: "http" },
    breaks: [
      ...answeredCloses,
      ...invalidText,
      ...brokenFrames,
      ...brokenCloses,
      "7.5.1",
      "R.3.* R.3.8.* R.3.9.* R.5.* R.6.6.* R.6.12.8 R.6.13.* R.7.1.* R.7.3.* R.7.5.1 R.7.9.* R.7.13.*",
      "H.1.* H.2.* H.3.* H.4.* H.5.* H.6.* H.7.* H.8.* H.9.* H.10.* H.11.* H.12.* H.13.* H.14.* H.15.* H.16.* H.17.* H.18.*",
      "M.1.* M.2.* M.3.* M.4.* M.5.* M.6.* M.7.* M.8.*",
      "C.1.* C.2.* C.3.* C.4.* C.5.1-7 C.5.9-11",
    ],
    isBlunt: true,
  },
  {
    name: "sends bytes that are no frames",
    switches: { answersGarbage: "frames" },
    breaks: [...everyFrame, "C.5.1-4"],
    isBlunt: true,
  },
  {
    name: "floods with messages",
    switches: { floods: "messages" },
    breaks: ["1.1.1 2.1 7.1.1"],
    isBlunt: true,
  },
  {
    name: "announces a frame of 2^60 bytes",
    switches: { announcesBytes: 2 ** 60 },
    breaks: [...everyFrame, "C.5.1-4"],
    isBlunt: true,
  },
];
