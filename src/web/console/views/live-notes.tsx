// What a person should read while a run goes on.

import type { JSX } from "preact";
import { VisibleTitle } from "../../views/visible-text.js";
import { words } from "../../words/words.js";

/** See the file's first line. The newest one is first; nothing without one. */
export function LiveNotes({ notes }: { readonly notes: readonly string[] }): JSX.Element | null {
  if (notes.length === 0) return null;
  return (
    <section class="section live-notes" aria-label={words.live.notes}>
      <h2>{words.live.notes}</h2>
      <ul role="log" aria-live="polite">
        {[...notes].reverse().map((note, index) => (
          // Counted from the oldest, so that those that stay are not drawn anew.
          <li key={notes.length - index}>
            <VisibleTitle text={note} />
          </li>
        ))}
      </ul>
    </section>
  );
}
