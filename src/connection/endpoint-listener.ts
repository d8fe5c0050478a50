// From the endpoint's callbacks to a listener's, with the time of the read.

import type { EndpointSink } from "../protocol/endpoint.js";
import type { ConnectionListener } from "./connection.js";

/** Where the time of the current read stands, in µs. */
export interface ReadStamp {
  readonly readAtUs: number;
}

/** Makes `sink` tell `listener`. Bound once, so that an event costs one call and an event that nobody wants costs none. */
export function bindListener(sink: EndpointSink, listener: ConnectionListener, read: ReadStamp): void {
  sink.frameReceived = listener.frameReceived && ((frame) => listener.frameReceived?.(frame, read.readAtUs));
  sink.messageReceived =
    listener.messageReceived && ((message) => listener.messageReceived?.(message, read.readAtUs));
  sink.pingReceived = listener.pingReceived && ((bytes) => listener.pingReceived?.(bytes, read.readAtUs));
  sink.pongReceived = listener.pongReceived && ((bytes) => listener.pongReceived?.(bytes, read.readAtUs));
  sink.closeReceived = listener.closeReceived && ((close) => listener.closeReceived?.(close, read.readAtUs));
}
