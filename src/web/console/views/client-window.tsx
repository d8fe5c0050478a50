import type { JSX } from "preact";
import { words } from "../../words/words.js";

export function ClientWindow(): JSX.Element {
  return <h2>{words.client.title}</h2>;
}
