// For what the connection itself would still send while closing.

import type { Connection } from "../../../connection/connection.js";
import { WsrigError } from "../../../errors.js";

/** Raw frames and bytes may be sent while closing too; a message may not (RFC 6455 §5.5.1). @throws WsrigError `connection-not-open` */
export function assertOpen({ state }: Connection): void {
  if (state === "open") return;
  throw new WsrigError("connection-not-open", `the connection is ${state}; must be open to send`);
}
