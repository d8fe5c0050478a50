// The head of the page: what ran, against what, when; and the switch between light and dark.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { applyThemeChoice, nextThemeChoice, storedThemeChoice } from "../theme.js";
import { Icon } from "./icon.js";
import { VisibleTitle } from "./visible-text.js";

/** What {@link PageHeader} shows. */
export interface PageHeaderProps {
  readonly name?: string;
  readonly url?: string;
  /** ISO 8601. */
  readonly startedAt?: string;
}

/** See the file's first line. */
export function PageHeader({ name, url, startedAt }: PageHeaderProps): JSX.Element {
  return (
    <header class="page-header">
      <a class="skip-link" href="#content">
        Skip to the report
      </a>
      <span class="brand">
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <rect width="16" height="16" rx="4" />
          <path d="M3 11 5.5 5 8 10 10.5 5 13 11" />
        </svg>
        wsrig
      </span>
      <div class="page-subject">
        {name !== undefined && (
          <span class="page-name">
            <VisibleTitle text={name} />
          </span>
        )}
        {url !== undefined && (
          <code class="page-url">
            <VisibleTitle text={url} />
          </code>
        )}
        {startedAt !== undefined && <time dateTime={startedAt}>{localTime(startedAt)}</time>}
      </div>
      <ThemeButton />
    </header>
  );
}

function ThemeButton(): JSX.Element {
  const [choice, setChoice] = useState(storedThemeChoice);
  const change = (): void => {
    const next = nextThemeChoice(choice);
    applyThemeChoice(next);
    setChoice(next);
  };
  const words = { system: "Auto", light: "Light", dark: "Dark" }[choice];
  return (
    <button
      type="button"
      class="button theme-button"
      onClick={change}
      aria-label={`Colours: ${words}. Press to change.`}
    >
      <Icon name="theme" />
      <span>{words}</span>
    </button>
  );
}

function localTime(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  return time.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" });
}
