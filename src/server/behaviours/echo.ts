import type { Behaviour } from "./behaviour.js";
import { ReadHold } from "./read-hold.js";
import { sendMessage } from "./relay.js";

/** Sends every message back as it came, in one frame; reads no further while the peer does not take its echoes. */
export const echo: Behaviour = {
  info: { path: "/echo", summary: "sends every message back", parameters: [] },
  prepare: () => (connection) => {
    const reading = new ReadHold(connection);
    return {
      listener: {
        messageReceived(message) {
          sendMessage(connection, message.kind, message.payload);
          reading.holdWhileFull(connection);
        },
      },
    };
  },
};

/** The same at the root, where most clients look first. */
export const rootEcho: Behaviour = {
  ...echo,
  info: { ...echo.info, path: "/", summary: "the same as /echo" },
};
