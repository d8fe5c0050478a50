// An input with its label, a hint and what is wrong with what it holds, tied together for screen readers.

import type { JSX } from "preact";
import { useId } from "preact/hooks";

/** What an input is given so that label, hint and mistake are its own. */
export interface FieldInput {
  readonly id: string;
  readonly class: string;
  readonly "aria-invalid": true | undefined;
  readonly "aria-describedby": string | undefined;
}

/** What {@link Field} shows. */
export interface FieldProps {
  readonly label: string;
  /** The label is read aloud only. */
  readonly isLabelHidden?: boolean | undefined;
  readonly hint?: string | undefined;
  /** Absent: nothing is wrong. */
  readonly mistake?: string | undefined;
  /** Added to that of the field. */
  readonly className?: string;
  readonly input: (own: FieldInput) => JSX.Element;
}

/** See the file's first line. */
export function Field(props: FieldProps): JSX.Element {
  const { label, isLabelHidden, hint, mistake, className, input } = props;
  const id = useId();
  const describedBy = [hint && `${id}-hint`, mistake && `${id}-mistake`].filter(Boolean).join(" ");
  return (
    <div class={className === undefined ? "form-field" : `form-field ${className}`}>
      <label class={isLabelHidden ? "visually-hidden" : "form-label"} for={id}>
        {label}
      </label>
      {input({
        id,
        class: "form-input",
        "aria-invalid": mistake === undefined ? undefined : true,
        "aria-describedby": describedBy || undefined,
      })}
      {hint !== undefined && (
        <p class="form-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {/* Always there, so that a mistake that comes is read aloud. */}
      <p class="form-mistake" id={`${id}-mistake`} aria-live="polite">
        {mistake}
      </p>
    </div>
  );
}
