// Every conformance case, in the order in which clients count them.

import type { ConformanceCase } from "./case.js";
import { group1 } from "./cases/group-1.js";
import { group2 } from "./cases/group-2.js";
import { group3 } from "./cases/group-3.js";
import { group4 } from "./cases/group-4.js";
import { group5 } from "./cases/group-5.js";
import { group6 } from "./cases/group-6.js";
import { group7 } from "./cases/group-7.js";
import { type Group9Options, group9 } from "./cases/group-9.js";
import { group10 } from "./cases/group-10.js";
import { groupC } from "./cases/group-c.js";
import { groupD } from "./cases/group-d.js";
import { groupH } from "./cases/group-h.js";
import { groupL } from "./cases/group-l.js";
import { groupM } from "./cases/group-m.js";
import { groupR } from "./cases/group-r.js";
import { type DeflateCasesOptions, groups12And13 } from "./cases/groups-12-and-13.js";

/** What a run can set of its cases. */
export interface CatalogueOptions extends Group9Options, DeflateCasesOptions {}

/** All cases: those of the reference suite first, then our own. Make it once per run: its cases share what they send. */
export function makeCatalogue(options: CatalogueOptions = {}): readonly ConformanceCase[] {
  return [
    ...group1,
    ...group2,
    ...group3,
    ...group4,
    ...group5,
    ...group6,
    ...group7,
    ...group9(options),
    ...group10,
    ...groups12And13(options),
    ...groupR,
    ...groupH,
    ...groupM,
    ...groupC,
    ...groupL,
    ...groupD,
  ];
}

/** All cases as they are by default. */
export const allCases: readonly ConformanceCase[] = makeCatalogue();
