// A question that must be answered before anything else; Escape answers no.

import type { JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { words } from "../../words/words.js";

/** What {@link ConfirmDialog} asks. */
export interface ConfirmDialogProps {
  readonly text: string;
  /** The button that says yes. */
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** See the file's first line. */
export function ConfirmDialog({ text, confirm, onConfirm, onCancel }: ConfirmDialogProps): JSX.Element {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="confirm" aria-labelledby={id} onCancel={onCancel} onClose={onCancel}>
      <p id={id}>{text}</p>
      <div class="toolbar toolbar-end">
        <button type="button" class="button" onClick={onCancel}>
          {words.client.cancel}
        </button>
        <button type="button" class="button button-primary" onClick={onConfirm}>
          {confirm}
        </button>
      </div>
    </dialog>
  );
}
