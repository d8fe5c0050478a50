// A request for a payload with what a test cares for.

import type { PayloadRequest } from "../../../../src/engine/traffic/payload-source.js";

/** Message 0 of client 0, but for `wanted`. */
export function request(wanted: Partial<PayloadRequest> = {}): PayloadRequest {
  return { client: 0, connection: 0, seq: 0, id: 0, nowUs: 0, ...wanted };
}
