// A field of a form with its label above it, and what is wrong with it below.

import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";

/** What the control of a field must carry. */
export interface ControlProps {
  readonly id: string;
  readonly "aria-invalid": boolean;
  readonly "aria-describedby": string | undefined;
}

/** What {@link LabelledField} shows. */
export interface LabelledFieldProps {
  readonly label: string;
  /** In a sentence; absent when nothing is wrong. */
  readonly problem?: string | undefined;
  /** Besides `field`. */
  readonly class?: string;
  readonly children: (control: ControlProps) => ComponentChildren;
}

/** See the file's first line. */
export function LabelledField({ label, problem, class: more, children }: LabelledFieldProps): JSX.Element {
  const id = useId();
  const problemId = `${id}-problem`;
  return (
    <div class={more === undefined ? "field" : `field ${more}`}>
      <label for={id}>{label}</label>
      {children({
        id,
        "aria-invalid": problem !== undefined,
        "aria-describedby": problem === undefined ? undefined : problemId,
      })}
      {problem !== undefined && (
        <p class="field-problem" id={problemId}>
          {problem}
        </p>
      )}
    </div>
  );
}
