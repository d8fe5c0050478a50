// What the person asks of the server window, and what is wrong with it before anything listens.

import { WsrigError } from "../../errors.js";
import type { ServerOptions } from "../../link/conversation.js";
import { isToken } from "../../protocol/http-token.js";
import type { AttachBehaviour } from "../../server/behaviours/behaviour.js";
import { chosenBehaviour } from "./chosen-behaviour.js";

/** What the window shows at first. */
export const serverDefaults: ServerOptions = {
  port: 8080,
  behaviour: "",
  secure: false,
  compression: false,
  subprotocols: [],
};

/**
 * The behaviour that is asked for, `undefined` for none, when all options are right.
 *
 * @throws WsrigError `usage-unknown-behaviour`, `usage-invalid-behaviour`, `usage-invalid-subprotocol`; its path is the field's name
 */
export function checkServerOptions({ behaviour, subprotocols }: ServerOptions): AttachBehaviour | undefined {
  for (const [index, name] of subprotocols.entries()) {
    const isTwice = subprotocols.indexOf(name) < index;
    if (isToken(name) && !isTwice) continue;
    const problem = isTwice ? "is given twice" : "must be of letters, digits and !#$%&'*+-.^_`|~";
    throw new WsrigError("usage-invalid-subprotocol", `subprotocol ${JSON.stringify(name)} ${problem}`, {
      path: "subprotocols",
    });
  }
  return chosenBehaviour(behaviour);
}
