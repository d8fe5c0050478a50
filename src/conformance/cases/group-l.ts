// Group L: limits, floods and paces.

import type { ConformanceCase } from "../case.js";
import { groupLControl } from "./group-l-control.js";
import { groupLPace } from "./group-l-pace.js";
import { groupLSizes } from "./group-l-sizes.js";

/** L.1-L.4, in order. */
export const groupL: readonly ConformanceCase[] = [...groupLSizes, ...groupLControl, ...groupLPace];
