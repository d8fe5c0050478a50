// One section of the page: a heading that can be linked to, a line that says how it came about, the content.

import type { ComponentChildren, JSX } from "preact";
import type { ReportSource } from "../data/report-source.js";

/** What each section of the page is drawn from. */
export interface SectionViewProps {
  readonly source: ReportSource;
}

/** What {@link Section} shows. */
export interface SectionProps {
  readonly id: string;
  readonly title: string;
  /** How the content was made, as one or two sentences. */
  readonly note?: ComponentChildren;
  /** Controls beside the heading. */
  readonly controls?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** See the file's first line. */
export function Section({ id, title, note, controls, children }: SectionProps): JSX.Element {
  return (
    <section class="section" id={id} aria-labelledby={`${id}-title`}>
      <div class="section-head">
        <h2 id={`${id}-title`}>{title}</h2>
        {controls}
      </div>
      {note !== undefined && <p class="note">{note}</p>}
      {children}
    </section>
  );
}
