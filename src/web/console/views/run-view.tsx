import type { JSX } from "preact";
import { words } from "../../words/words.js";

export function RunView(): JSX.Element {
  return <h2>{words.run.title}</h2>;
}
