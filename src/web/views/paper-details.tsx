// What is folded on a screen and open on paper, where nobody can unfold it.

import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** What {@link PaperDetails} shows. */
export interface PaperDetailsProps {
  readonly class: string;
  readonly summary: string;
  readonly children: ComponentChildren;
}

/** See the file's first line. After printing it is as the reader left it. */
export function PaperDetails(props: PaperDetailsProps): JSX.Element {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const paper = matchMedia("print");
    let wasOpen = false;
    const follow = (): void => {
      const { current } = details;
      if (current === null) return;
      if (paper.matches) wasOpen = current.open;
      current.open = paper.matches || wasOpen;
    };
    paper.addEventListener("change", follow);
    return () => paper.removeEventListener("change", follow);
  }, []);
  return (
    <details class={props.class} ref={details}>
      <summary>{props.summary}</summary>
      {props.children}
    </details>
  );
}
