// Sign and name of wsrig.

import type { JSX } from "preact";

/** See the file's first line. */
export function Brand(): JSX.Element {
  return (
    <span class="brand">
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <rect width="16" height="16" rx="4" />
        <path d="M3 11 5.5 5 8 10 10.5 5 13 11" />
      </svg>
      wsrig
    </span>
  );
}
