// A question that must be answered before anything else; Escape answers no.

import type { JSX, TargetedEvent } from "preact";
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

const yes = "yes";

/** See the file's first line. */
export function ConfirmDialog({ text, confirm, onConfirm, onCancel }: ConfirmDialogProps): JSX.Element {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  // Always closed before the answer is told: only so does the browser give the focus back to where it was.
  const answer = (event: TargetedEvent<HTMLDialogElement>): void => {
    if (event.currentTarget.returnValue === yes) onConfirm();
    else onCancel();
  };
  return (
    <dialog ref={dialog} class="confirm" aria-labelledby={id} onClose={answer}>
      <p id={id}>{text}</p>
      <div class="toolbar toolbar-end">
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          {words.client.cancel}
        </button>
        <button type="button" class="button button-primary" onClick={() => dialog.current?.close(yes)}>
          {confirm}
        </button>
      </div>
    </dialog>
  );
}
