// Copies the lines of the log that are hasChosen, and says so.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { words } from "../../words/words.js";

/** What {@link CopyChosen} does. */
export interface CopyChosenProps {
  /** Whether lines are chosen. */
  readonly hasChosen: boolean;
  /** Whether it could. */
  readonly onCopy: () => Promise<boolean>;
}

const saidMs = 2_000;

/** See the file's first line. */
export function CopyChosen({ hasChosen, onCopy }: CopyChosenProps): JSX.Element {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), saidMs);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async (): Promise<void> => setState((await onCopy()) ? "copied" : "failed");
  const label = { idle: words.log.copy, copied: words.log.copied, failed: words.log.notCopied }[state];
  return (
    <button
      type="button"
      class="button"
      disabled={!hasChosen}
      title={words.log.copyHint}
      onClick={() => void copy()}
    >
      <span aria-live="polite">{label}</span>
    </button>
  );
}
