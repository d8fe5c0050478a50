// Every behaviour of the reference server, and which one a path means.

import type { Behaviour, BehaviourInfo } from "./behaviour.js";
import { broadcast } from "./broadcast.js";
import { close } from "./close.js";
import { echo, rootEcho } from "./echo.js";
import { fragment } from "./fragment.js";
import { greeting } from "./greeting.js";
import { rooms } from "./rooms.js";
import { sink } from "./sink.js";
import { slow } from "./slow.js";
import { stream } from "./stream.js";
import { time } from "./time.js";

const behaviours: readonly Behaviour[] = [
  rootEcho,
  echo,
  broadcast,
  rooms,
  sink,
  stream,
  time,
  close,
  slow,
  fragment,
  greeting,
];

/** What the reference server can do, in the order in which to show it. */
export function listBehaviours(): readonly BehaviourInfo[] {
  return behaviours.map((behaviour) => behaviour.info);
}

/** The behaviour at `path` (without a query); `undefined` where there is none. A trailing slash makes another path. */
export function findBehaviour(path: string): Behaviour | undefined {
  return behaviours.find(({ info }) => {
    const variable = info.path.indexOf("<");
    if (variable < 0) return info.path === path;
    const name = path.slice(variable);
    return path.startsWith(info.path.slice(0, variable)) && name !== "" && !name.includes("/");
  });
}
