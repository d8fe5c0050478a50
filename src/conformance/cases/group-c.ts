// Group C: closing.

import type { ConformanceCase } from "../case.js";
import { groupCCodes } from "./group-c-codes.js";
import { groupCSequences } from "./group-c-sequences.js";
import { groupCTcp } from "./group-c-tcp.js";

/** C.1-C.5, in order. */
export const groupC: readonly ConformanceCase[] = [...groupCCodes, ...groupCSequences, ...groupCTcp];
