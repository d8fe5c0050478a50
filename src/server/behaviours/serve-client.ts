// A behaviour of the reference server for a client that a WebSocketServer has accepted.

import type { WebSocketClient } from "../../client/web-socket-client.js";
import type { AttachBehaviour, BehaviourServices } from "./behaviour.js";

/**
 * Puts an open client under a behaviour. Its events go to other listeners too; what the behaviour sends is told by `frameSent`.
 *
 * @param attach - Prepared by the behaviour from a request: see `Behaviour.prepare`.
 */
export function serveClient(
  client: WebSocketClient,
  attach: AttachBehaviour,
  services: BehaviourServices,
): void {
  const connection = client.openConnection;
  if (connection === undefined) throw new TypeError("a client without a connection cannot be served");
  const session = attach(connection, services);
  client.on("messageReceived", (message, atUs) => {
    // Once we have begun to close there is nothing to answer with.
    if (connection.state === "open") session.listener.messageReceived?.(message, atUs);
  });
  client.once("disconnected", () => {
    if (client.closeOutcome !== undefined) session.listener.closed?.(client.closeOutcome);
  });
  if (connection.state === "open") session.opened?.();
}
