import type { Behaviour, BehaviourRequest } from "./behaviour.js";
import { attachToAudience } from "./broadcast.js";

const maxNameBytes = 128;

/** `/broadcast` among the clients of one name. */
export const rooms: Behaviour = {
  info: {
    path: "/rooms/<name>",
    summary: "sends every message to all other clients of the same room",
    parameters: [
      { name: "self", meaning: "1: to the sender as well. Default 0." },
      { name: "<name>", meaning: `any name of 1 to ${maxNameBytes} bytes, percent-encoded where needed.` },
    ],
  },
  prepare(request) {
    const toSelf = request.query.flag("self");
    return attachToAudience(`room ${roomName(request)}`, { toSelf });
  },
};

function roomName({ path, query }: BehaviourRequest): string {
  const written = path.slice("/rooms/".length);
  let name = "";
  try {
    name = decodeURIComponent(written);
  } catch {
    // A URIError is all that decodeURIComponent throws.
    query.problem(`<name> is "${written}"; must be percent-encoded UTF-8. Write % itself as %25.`);
    return "";
  }
  const bytes = Buffer.byteLength(name);
  if (bytes > maxNameBytes) {
    query.problem(
      `<name> takes ${bytes} bytes; at most ${maxNameBytes} are allowed. Shorten the room's name.`,
    );
  }
  return name;
}
