// The switch between light and dark.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { applyThemeChoice, nextThemeChoice, storedThemeChoice, type ThemeChoice } from "../theme.js";
import { says as report } from "../words/report-words.js";
import { Icon } from "./icon.js";

/** What {@link ThemeButton} says. */
export interface ThemeWords {
  readonly colours: Readonly<Record<ThemeChoice, string>>;
  /** Read aloud; `chosen` is one of `colours`. */
  pressForColours(chosen: string): string;
}

/** See the file's first line. */
export function ThemeButton({ says = report.page }: { readonly says?: ThemeWords }): JSX.Element {
  const [choice, setChoice] = useState(storedThemeChoice);
  const change = (): void => {
    const next = nextThemeChoice(choice);
    applyThemeChoice(next);
    setChoice(next);
  };
  const chosen = says.colours[choice];
  return (
    <button
      type="button"
      class="button theme-button"
      onClick={change}
      aria-label={says.pressForColours(chosen)}
    >
      <Icon name="theme" />
      <span>{chosen}</span>
    </button>
  );
}
