// Every conformance case, in the order in which clients count them.

import type { ConformanceCase } from "./case.js";
import { group1 } from "./cases/group-1.js";
import { group2 } from "./cases/group-2.js";
import { group3 } from "./cases/group-3.js";
import { group4 } from "./cases/group-4.js";
import { group5 } from "./cases/group-5.js";

/** All cases: those of the reference suite first, then our own. */
export const allCases: readonly ConformanceCase[] = [...group1, ...group2, ...group3, ...group4, ...group5];
