// Group D: permessage-deflate where it goes wrong.

import type { ConformanceCase } from "../case.js";
import { groupDAnswers } from "./group-d-answers.js";
import { groupDBombs, groupDBroken, groupDWindow } from "./group-d-data.js";
import { groupDLegal, groupDRsv, groupDUtf8 } from "./group-d-frames.js";
import { groupDOffers } from "./group-d-offers.js";
import { groupDSent } from "./group-d-sent.js";

/** D.1-D.9, in order. */
export const groupD: readonly ConformanceCase[] = [
  ...groupDRsv,
  ...groupDBroken,
  ...groupDWindow,
  ...groupDLegal,
  ...groupDUtf8,
  ...groupDBombs,
  ...groupDOffers,
  ...groupDAnswers,
  ...groupDSent,
];
