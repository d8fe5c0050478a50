// The element around a report: the main part of its own page, or a part of the main part of another.

import type { ComponentChildren, JSX } from "preact";

/** What {@link ReportFrame} needs. */
export interface ReportFrameProps {
  /** Of the main part; inside another page there is none. */
  readonly id: string;
  readonly class?: string;
  readonly isHidden?: boolean;
  readonly isNested: boolean;
  readonly children: ComponentChildren;
}

/** See the file's first line. */
export function ReportFrame({ id, isHidden = false, isNested, ...rest }: ReportFrameProps): JSX.Element {
  if (!isNested)
    return (
      <main id={id} class={rest.class} hidden={isHidden}>
        {rest.children}
      </main>
    );
  return (
    <div class={`report-content ${rest.class ?? ""}`.trim()} hidden={isHidden}>
      {rest.children}
    </div>
  );
}
