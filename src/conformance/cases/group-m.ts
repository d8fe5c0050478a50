// Group M: masking and lengths.

import type { ConformanceCase } from "../case.js";
import { groupMAnnounced } from "./group-m-announced.js";
import { groupMLengths } from "./group-m-lengths.js";
import { groupMMasking } from "./group-m-masking.js";

/** M.1-M.8, in order. */
export const groupM: readonly ConformanceCase[] = [...groupMMasking, ...groupMLengths, ...groupMAnnounced];
