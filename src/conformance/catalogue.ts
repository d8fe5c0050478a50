// Every conformance case, in the order in which clients count them.

import type { ConformanceCase } from "./case.js";
import { group1 } from "./cases/group-1.js";
import { group2 } from "./cases/group-2.js";
import { group3 } from "./cases/group-3.js";
import { group4 } from "./cases/group-4.js";
import { group5 } from "./cases/group-5.js";
import { group6 } from "./cases/group-6.js";
import { group7 } from "./cases/group-7.js";
import { group10 } from "./cases/group-10.js";
import { groupH } from "./cases/group-h.js";

/** All cases: those of the reference suite first, then our own. */
export const allCases: readonly ConformanceCase[] = [
  ...group1,
  ...group2,
  ...group3,
  ...group4,
  ...group5,
  ...group6,
  ...group7,
  ...group10,
  ...groupH,
];
