// The sections of a long page, to jump to.

import type { JSX } from "preact";
import { says } from "../words/report-words.js";
import type { PageSection } from "./page-sections.js";

/** A link to each of the sections. */
export function SectionLinks({
  sections,
}: {
  readonly sections: readonly Pick<PageSection, "id" | "title">[];
}): JSX.Element {
  return (
    <nav class="section-links" aria-label={says.page.onThisPage}>
      <ul>
        {sections.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
