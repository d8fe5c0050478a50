// Peers that do permessage-deflate wrongly: RFC 7692.

import type { Fault } from "../fault.js";
import type { FaultSwitches } from "../fault-switches.js";
import { echoes, firstEchoes, workingHandshakes } from "./case-sets.js";

/** What goes both ways. */
export const deflateFaults: readonly Fault[] = [
  {
    name: "compresses in a wider window than agreed",
    switches: { compressesWiderThanAgreed: true },
    breaks: ["13.3.10-11 13.5.10-11 13.7.10-11 D.9.1-4 D.9.6"],
  },
  {
    name: "refers to earlier messages although it agreed not to",
    switches: { keepsForbiddenContext: true },
    breaks: ["13.2.1 13.2.10-11 13.5.1 13.5.10-11 13.6.1 13.6.10-11 13.7.1 13.7.10-11 D.9.5"],
  },
  {
    name: "forgets earlier messages",
    switches: { forgetsContext: true },
    breaks: ["12.1.1 12.1.10-11 13.1.1 13.1.10-11 D.4.3 D.4.14 D.4.16"],
  },
  {
    name: "takes RSV1 on continuation and control frames",
    switches: { takesRsv1Anywhere: true },
    breaks: ["D.1.1-6"],
  },
  { name: "takes broken compressed data", switches: { takesBrokenDeflate: true }, breaks: ["D.2.1-8"] },
  { name: "inflates nothing more behind a final block", switches: { endsAtBfinal: true }, breaks: ["D.4.6"] },
  { name: "refuses final blocks", switches: { refusesBfinal: true }, breaks: ["D.4.5-6"] },
  {
    name: "inflates the first block only",
    switches: { inflatesOneBlock: true },
    breaks: ["12.1.10 13.1.10 D.3.* D.4.7 D.4.17"],
  },
  {
    name: "inflates in a window of 9 bits",
    switches: { inflatesInSmallWindow: true },
    breaks: ["12.1.10-11 13.1.10-11 D.4.16"],
  },
  {
    name: "refuses empty compressed messages",
    switches: { refusesEmptyCompressed: true },
    breaks: ["D.4.8-9"],
  },
  {
    name: "sets RSV1 without an agreement",
    switches: { compressesWithoutAgreement: true },
    breaks: [
      ...echoes,
      ...firstEchoes,
      ...workingHandshakes,
      "9.1.1 9.2.1 9.3.6 9.4.6 9.5.1 9.5.6 9.6.1 9.6.6 9.7.1 9.7.3 9.7.6 9.8.1 9.8.3 9.8.6",
      "R.7.1.6 H.18.8-9 M.1.8 M.2.8 M.3.* M.8.* D.9.4",
    ],
  },
  {
    name: "leaves RSV1 away on what it compressed",
    switches: { forgetsRsv1: true },
    breaksLong: ["12.*", "13.*"],
    breaks: ["12.1.1 12.1.10-11 13.1.1 13.1.10-11 D.3.* D.4.* D.9.1-3 D.9.5-7"],
  },
  {
    name: "sets RSV1 on what it did not compress",
    switches: { lyingRsv1: true },
    breaks: ["12.1.1 12.1.10-11 13.1.1 13.1.10-11 D.3.* D.4.* D.9.*"],
  },
  {
    name: "validates compressed bytes as text",
    switches: { validatesBeforeInflating: true },
    breaks: ["12.1.1 12.1.10-11 13.1.1 13.1.10-11 D.1.1 D.1.6 D.4.1-7 D.4.10-12 D.4.14-16"],
  },
  {
    name: "refuses fragments of compressed messages",
    switches: { refusesFragmentedCompressed: true },
    breaks: ["12.1.11 13.1.11 D.4.2 D.4.10-12 D.5.3"],
  },
  {
    name: "refuses RSV1 that was agreed",
    switches: { refusesRsv1: true },
    breaks: ["12.1.1 12.1.10-11 13.1.1 13.1.10-11 D.4.1-12 D.4.14-17 D.5.*"],
  },
  {
    name: "refuses uncompressed messages where compression was agreed",
    switches: { refusesUncompressed: true },
    breaks: ["D.4.13-14 D.9.*"],
  },
  {
    name: "takes parameters that break a rule",
    switches: { takesBadParameters: true },
    breaks: ["D.7.1-14 D.7.16 D.8.4-14"],
  },
  server("answers every offer with permessage-deflate alone", { answersDeflateWith: "permessage-deflate" }, [
    "D.7.19-21",
  ]),
  server(
    "answers offers with a parameter that was not offered",
    {
      answersDeflateWith: "permessage-deflate; client_max_window_bits=10",
    },
    ["D.7.19-22"],
  ),
  server("answers offers twice", { answersDeflateWith: "permessage-deflate, permessage-deflate" }, [
    "13.1.11 D.1.* D.2.* D.3.* D.4.* D.5.* D.6.* D.7.16-22 D.9.*",
  ]),
  client(
    "takes client_max_window_bits that it did not offer",
    {
      deflateOffer: "permessage-deflate",
      takesBadParameters: true,
    },
    ["D.8.4-15"],
  ),
  client(
    "takes a wider window than it offered",
    {
      deflateOffer: "permessage-deflate; server_max_window_bits=10",
      takesBadParameters: true,
    },
    ["D.8.4-16"],
  ),
  client(
    "takes an answer without the server_no_context_takeover it demanded",
    {
      deflateOffer: "permessage-deflate; server_no_context_takeover",
      takesBadParameters: true,
    },
    ["D.8.4-15 D.8.17"],
  ),
];

function server(name: string, switches: FaultSwitches, breaks: readonly string[]): Fault {
  return { name, roles: ["server"], switches, breaks };
}

function client(name: string, switches: FaultSwitches, breaks: readonly string[]): Fault {
  return { name, roles: ["client"], switches, breaks };
}
