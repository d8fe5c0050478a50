// The head of the page: what ran, against what, when; and the switch between light and dark.

import type { JSX } from "preact";
import { says } from "../words/report-words.js";
import { Brand } from "./brand.js";
import { ThemeButton } from "./theme-button.js";
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
        {says.page.skip}
      </a>
      <Brand />
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

function localTime(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  return time.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" });
}
