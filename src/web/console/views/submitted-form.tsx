// A form that a script answers: the Enter key and its button of type `submit` do the same.

import type { ComponentChildren, JSX } from "preact";

/** What {@link SubmittedForm} holds. */
export interface SubmittedFormProps {
  readonly className: string;
  readonly onSubmit: () => void;
  readonly children: ComponentChildren;
}

/** See the file's first line. The page has nowhere to send a form to, and its policy forbids it. */
export function SubmittedForm({ className, onSubmit, children }: SubmittedFormProps): JSX.Element {
  return (
    <form
      class={className}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}
