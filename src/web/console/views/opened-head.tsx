// The head of what is open in the Reports tab: the way back, what it is, what can be done with it.

import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { words } from "../../words/words.js";
import { ReportsLink } from "./report-link.js";

/** What {@link OpenedHead} shows. */
export interface OpenedHeadProps {
  readonly title: ComponentChildren;
  readonly actions: ComponentChildren;
  /** What it is about, behind the title. */
  readonly children: ComponentChildren;
}

/** See the file's first line. In focus when it is opened, so that a screen reader begins with it. */
export function OpenedHead({ title, actions, children }: OpenedHeadProps): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div class="opened-head">
      <ReportsLink to={{ kind: "list" }} class="button">
        ← {words.reports.allReports}
      </ReportsLink>
      <div class="opened-what">
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {children}
      </div>
      {actions}
    </div>
  );
}
