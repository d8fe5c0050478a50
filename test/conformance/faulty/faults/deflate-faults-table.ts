// Peers that do permessage-deflate wrongly: RFC 7692.

import type { Fault } from "../fault.js";
import type { FaultSwitches } from "../fault-switches.js";

/** What goes both ways. */
export const deflateFaults: readonly Fault[] = [
  { name: "inflates without limit", switches: { inflatesWithoutLimit: true }, breaks: [] },
  {
    name: "compresses in a wider window than agreed",
    switches: { compressesWiderThanAgreed: true },
    breaks: [],
  },
  {
    name: "refers to earlier messages although it agreed not to",
    switches: { keepsForbiddenContext: true },
    breaks: [],
  },
  { name: "forgets earlier messages", switches: { forgetsContext: true }, breaks: [] },
  {
    name: "takes RSV1 on continuation and control frames",
    switches: { takesRsv1Anywhere: true },
    breaks: [],
  },
  { name: "takes broken compressed data", switches: { takesBrokenDeflate: true }, breaks: [] },
  { name: "inflates nothing more behind a final block", switches: { endsAtBfinal: true }, breaks: [] },
  { name: "refuses final blocks", switches: { refusesBfinal: true }, breaks: [] },
  { name: "inflates the first block only", switches: { inflatesOneBlock: true }, breaks: [] },
  { name: "inflates in a window of 9 bits", switches: { inflatesInSmallWindow: true }, breaks: [] },
  { name: "refuses empty compressed messages", switches: { refusesEmptyCompressed: true }, breaks: [] },
  { name: "sets RSV1 without an agreement", switches: { compressesWithoutAgreement: true }, breaks: [] },
  { name: "leaves RSV1 away on what it compressed", switches: { forgetsRsv1: true }, breaks: [] },
  { name: "sets RSV1 on what it did not compress", switches: { lyingRsv1: true }, breaks: [] },
  { name: "validates compressed bytes as text", switches: { validatesBeforeInflating: true }, breaks: [] },
  {
    name: "refuses fragments of compressed messages",
    switches: { refusesFragmentedCompressed: true },
    breaks: [],
  },
  { name: "refuses RSV1 that was agreed", switches: { refusesRsv1: true }, breaks: [] },
  {
    name: "refuses uncompressed messages where compression was agreed",
    switches: { refusesUncompressed: true },
    breaks: [],
  },
  { name: "takes parameters that break a rule", switches: { takesBadParameters: true }, breaks: [] },
  server("answers every offer with permessage-deflate alone", { answersDeflateWith: "permessage-deflate" }),
  server("answers offers with a parameter that was not offered", {
    answersDeflateWith: "permessage-deflate; client_max_window_bits=10",
  }),
  server("answers offers twice", { answersDeflateWith: "permessage-deflate, permessage-deflate" }),
  client("takes client_max_window_bits that it did not offer", {
    deflateOffer: "permessage-deflate",
    takesBadParameters: true,
  }),
  client("takes a wider window than it offered", {
    deflateOffer: "permessage-deflate; server_max_window_bits=10",
    takesBadParameters: true,
  }),
  client("takes an answer without the server_no_context_takeover it demanded", {
    deflateOffer: "permessage-deflate; server_no_context_takeover",
    takesBadParameters: true,
  }),
];

function server(name: string, switches: FaultSwitches): Fault {
  return { name, roles: ["server"], switches, breaks: [] };
}

function client(name: string, switches: FaultSwitches): Fault {
  return { name, roles: ["client"], switches, breaks: [] };
}
