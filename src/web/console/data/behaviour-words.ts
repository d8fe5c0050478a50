// What a behaviour of the server window does, and what its parameters are called.

import type { ProcessMessage } from "../../../link/process-message.js";
import type { Words } from "../../words/en.js";

/** As the process offers it. */
export type OfferedBehaviour = Extract<ProcessMessage, { kind: "hello" }>["behaviours"][number];

/** For a list to choose from: in the language of the page where that has words for it. */
export function behaviourTitle({ path, summary }: OfferedBehaviour, said: Pick<Words, "behaviours">): string {
  return `${path} – ${said.behaviours[path] ?? summary}`;
}

/** What may be written into the field for parameters: `rate=&bytes=`; empty where the behaviour has none. */
export function parametersHint({ parameters = [] }: Pick<OfferedBehaviour, "parameters">): string {
  return parameters.map((name) => `${name}=`).join("&");
}
