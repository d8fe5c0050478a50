// The colour and the sign of a comparison's verdict, the same everywhere in a terminal.

import type { ChangeVerdict } from "../metrics/comparison-report.js";
import type { Colours } from "./colours.js";

/** Red for worse, green for better and same, yellow for unclear. */
export function verdictPaint(verdict: ChangeVerdict, colour: Colours): (text: string) => string {
  if (verdict === "worse") return colour.red;
  return verdict === "unclear" ? colour.yellow : colour.green;
}

/** `✗` for worse, `✓` for better and same, `?` for unclear. */
export function verdictSign(verdict: ChangeVerdict): string {
  if (verdict === "worse") return "✗";
  return verdict === "unclear" ? "?" : "✓";
}
