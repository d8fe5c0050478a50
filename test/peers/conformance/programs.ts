// The libraries that are run, each from its own package and pinned.

import type { PeerProgram } from "./peer-program.js";
import {
  bun,
  chromium,
  deno,
  faye,
  nodeBuiltIn,
  websocketNode,
  ws,
  wsNoLimits,
  wsrigClient,
  wsrigFrame,
  wsrigWs,
} from "./programs-of-npm.js";
import { goCoder, pythonWebsockets, qt, rustTungstenite } from "./programs-of-other-languages.js";

/** All of them, in the order of the table. */
export const peerPrograms: readonly PeerProgram[] = [
  wsrigWs,
  wsrigFrame,
  wsrigClient,
  ws,
  wsNoLimits,
  websocketNode,
  faye,
  nodeBuiltIn,
  bun,
  deno,
  chromium,
  goCoder,
  rustTungstenite,
  pythonWebsockets,
  qt,
];
