// What is wrong with the options of a client tab, before anything is opened, with the field it stands in.

import { parseDialTarget } from "../../client/dial-target.js";
import { isUserMistake, WsrigError } from "../../errors.js";
import type { ClientOptions } from "../../link/conversation.js";
import { buildUpgradeRequest } from "../../protocol/client-handshake.js";

/** @throws WsrigError `usage-invalid-url`, `usage-invalid-header`, `usage-invalid-subprotocol`; its path is the field's name */
export function assertClientOptions({ url, subprotocols, headers, origin }: ClientOptions): void {
  const { hostHeader: host, target } = at("url", () => parseDialTarget(url));
  const request = { host, target, key: "dGhlIHNhbXBsZSBub25jZQ==" };
  at("url", () => buildUpgradeRequest(request));
  at("subprotocols", () => buildUpgradeRequest({ ...request, subprotocols }));
  at("headers", () => buildUpgradeRequest({ ...request, headers }));
  if (origin !== "") at("origin", () => buildUpgradeRequest({ ...request, origin }));
}

function at<T>(path: string, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!isUserMistake(error)) throw error;
    const { code, message, hint } = error;
    throw new WsrigError(code, message, { hint, path, cause: error });
  }
}
