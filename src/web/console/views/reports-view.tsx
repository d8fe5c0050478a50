import type { JSX } from "preact";
import { words } from "../../words/words.js";

export function ReportsView(): JSX.Element {
  return <h2>{words.reports.title}</h2>;
}
