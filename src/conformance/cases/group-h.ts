// Group H: the opening handshake, RFC 6455 §4 and the rules of HTTP that it leans on. H.1-H.10 for servers, H.11-H.18 for clients.

import type { ConformanceCase } from "../case.js";
import { clientRequests } from "./handshake/client-requests.js";
import { offers } from "./handshake/offers.js";
import { requestDelivery } from "./handshake/request-delivery.js";
import { requestSyntax } from "./handshake/request-syntax.js";
import { rightAnswers } from "./handshake/right-answers.js";
import { rightRequests } from "./handshake/right-requests.js";
import { serverAnswers } from "./handshake/server-answers.js";
import { versions } from "./handshake/versions.js";
import { wrongAnswers } from "./handshake/wrong-answers.js";
import { wrongRequests } from "./handshake/wrong-requests.js";

/** H.1-H.18. */
export const groupH: readonly ConformanceCase[] = [
  ...rightRequests,
  ...wrongRequests,
  ...versions,
  ...requestSyntax,
  ...requestDelivery,
  ...offers,
  ...serverAnswers,
  ...clientRequests,
  ...rightAnswers,
  ...wrongAnswers,
];
