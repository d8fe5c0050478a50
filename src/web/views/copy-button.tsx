// A button that copies text, and says so.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { says } from "../words/report-words.js";

/** `text` is asked for only when the button is pressed, so that a large table costs nothing before. */
export function CopyButton({
  label,
  text,
}: {
  readonly label: string;
  readonly text: () => string;
}): JSX.Element {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 2_000);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async (): Promise<void> => setState((await copyText(text())) ? "copied" : "failed");
  const said = { idle: label, copied: says.tables.copied, failed: says.tables.copyForbidden }[state];
  return (
    <button type="button" class="button" onClick={() => void copy()}>
      {/* Both texts share one cell, so the button keeps its width while it says "Copied". */}
      <span class="button-stack">
        <span aria-live="polite">{said}</span>
        <span class="button-ghost" aria-hidden="true">
          {label}
        </span>
      </span>
    </button>
  );
}

/** Copies a text; whether the browser lets it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text); // Some browsers have no clipboard for pages opened from disk.
  }
}

function copyBySelection(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "visually-hidden";
  document.body.append(area);
  area.select();
  try {
    return document.execCommand("copy");
  } finally {
    area.remove();
  }
}
