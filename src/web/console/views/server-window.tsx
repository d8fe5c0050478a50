import type { JSX } from "preact";
import { words } from "../../words/words.js";

export function ServerWindow(): JSX.Element {
  return <h2>{words.server.title}</h2>;
}
