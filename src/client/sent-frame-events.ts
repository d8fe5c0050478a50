// The event `frameSent` of a WebSocketClient: reading what is written costs something, so only for who listens.

import type { EventEmitter } from "node:events";
import type { FrameConnection } from "../connection/frame-connection.js";
import type { WebSocketClientEvents } from "./web-socket-events.js";

type Client = EventEmitter<WebSocketClientEvents>;

/** Emits the frames that leave `connection` from now on. */
export function tellSentFrames(client: Client, connection: FrameConnection): void {
  connection.watchSentFrames((frame, atUs) => client.emit("frameSent", frame, atUs));
}

/** Begins with {@link tellSentFrames} when the first listener comes to a client that has a connection already. */
export function onFirstSentFrameListener(
  client: Client,
  connection: () => FrameConnection | undefined,
): void {
  const events: EventEmitter = client;
  events.on("newListener", (name) => {
    if (name !== "frameSent" || client.listenerCount("frameSent") > 0) return;
    const open = connection();
    if (open !== undefined) tellSentFrames(client, open);
  });
}
