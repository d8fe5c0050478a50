// The table of faulty peers: one per broken rule.

import type { Fault } from "./fault.js";
import { answeringFaults } from "./faults/answering-faults-table.js";
import { closingFaults, failingFaults } from "./faults/closing-faults-table.js";
import { deflateFaults } from "./faults/deflate-faults-table.js";
import { clientHandshakeFaults, serverHandshakeFaults } from "./faults/handshake-faults-table.js";
import { crashFaults, meanFaults } from "./faults/mean-faults-table.js";
import { frameFaults } from "./faults/own-frames-faults-table.js";
import { readingFaults, textFaults } from "./faults/reading-faults-table.js";

/** All faults. */
export const allFaults: readonly Fault[] = [
  ...readingFaults,
  ...textFaults,
  ...closingFaults,
  ...failingFaults,
  ...answeringFaults,
  ...frameFaults,
  ...deflateFaults,
  ...serverHandshakeFaults,
  ...clientHandshakeFaults,
  ...crashFaults,
  ...meanFaults,
];
