// Every conformance case, in the order in which clients count them.

import type { ConformanceCase } from "./case.js";
import { group1 } from "./cases/group-1.js";
import { groupC } from "./cases/group-c.js";
import { groupD } from "./cases/group-d.js";
import { groupL } from "./cases/group-l.js";
import { groupM } from "./cases/group-m.js";

/** All cases: those of the reference suite first, then our own. */
export const allCases: readonly ConformanceCase[] = [...group1, ...groupM, ...groupC, ...groupL, ...groupD];
