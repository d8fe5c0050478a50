import type { AttachBehaviour, Behaviour } from "./behaviour.js";
import { ReadHold } from "./read-hold.js";

/** Sends every message to all other clients of the path, in the order in which the server read them. */
export const broadcast: Behaviour = {
  info: {
    path: "/broadcast",
    summary: "sends every message to all other clients of this path",
    parameters: [{ name: "self", meaning: "1: to the sender as well. Default 0." }],
  },
  prepare: ({ query }) => attachToAudience("broadcast", { toSelf: query.flag("self") }),
};

/** Relays among all connections that were attached under the same name. */
export function attachToAudience(name: string, options: { readonly toSelf: boolean }): AttachBehaviour {
  return (connection, { audiences }) => {
    const reading = new ReadHold(connection);
    const audience = audiences.join(name, connection);
    return {
      listener: {
        messageReceived(message) {
          audience.deliver(message, reading, options.toSelf ? undefined : connection);
        },
        closed() {
          audiences.leave(name, connection);
        },
      },
    };
  };
}
