import type { Behaviour } from "./behaviour.js";
import { ReadHold } from "./read-hold.js";

/** A reply in more frames than this is refused: one small message could otherwise ask for a million frame headers. */
const maxReplyFragments = 65_536;

/** Echoes in fragments. */
export const fragment: Behaviour = {
  info: {
    path: "/fragment",
    summary: `echoes in fragments; a reply of more than ${maxReplyFragments} fragments is refused with 1009`,
    parameters: [
      { name: "bytes", meaning: "payload bytes of each fragment, 1 to 1048576 (or 16KiB). Default 1024." },
    ],
  },
  prepare({ query }) {
    const fragmentBytes = query.bytes("bytes", { min: 1, max: 1_048_576, byDefault: 1_024 });
    return (connection) => {
      const reading = new ReadHold(connection);
      return {
        listener: {
          messageReceived(message) {
            const fragments = Math.ceil(message.payload.length / fragmentBytes);
            if (fragments > maxReplyFragments) {
              connection.close(1009, `the echo needs ${fragments} fragments; at most ${maxReplyFragments}`);
              return;
            }
            connection.sendFragments(message.kind, message.payload, fragmentBytes);
            reading.holdWhileFull(connection);
          },
        },
      };
    };
  },
};
