// The form of the server window: what to listen with, Listen and Stop.

import type { JSX, RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { ServerState } from "../../../link/conversation.js";
import { words } from "../../words/words.js";
import type { OfferedBehaviour } from "../data/behaviour-words.js";
import type { ServerField } from "../data/server-form.js";
import { ServerFields } from "./server-fields.js";
import type { ServerForm as Form } from "./use-server-form.js";

/** What {@link ServerForm} shows. */
export interface ServerFormProps {
  readonly form: Form;
  readonly status: ServerState["status"];
  readonly behaviours: readonly OfferedBehaviour[];
  /** Where the focus goes when it listens, as the form cannot have it then. */
  readonly onListening: () => void;
}

/** See the file's first line. Enter in a field listens. */
export function ServerForm({ form, status, behaviours, onListening }: ServerFormProps): JSX.Element {
  const element = useRef<HTMLFormElement>(null);
  const isStopped = status === "stopped";
  useFocusOnProblem(element, form);
  const wanted = useFocusAfterwards(element, status, onListening);
  const listen = async (): Promise<void> => {
    wanted.current = "address";
    if (!(await form.listen())) wanted.current = undefined;
  };
  const stop = async (): Promise<void> => {
    wanted.current = "listen";
    if (!(await form.stop())) wanted.current = undefined;
  };
  return (
    <form
      ref={element}
      class="server-form"
      noValidate
      aria-label={words.server.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isStopped) void listen();
      }}
    >
      <fieldset class="server-fields" disabled={!isStopped}>
        <ServerFields form={form} behaviours={behaviours} />
      </fieldset>
      <div class="server-actions">
        <button type="submit" class="button button-primary" disabled={!isStopped}>
          {words.server.listen}
        </button>
        {!isStopped && (
          <button type="button" class="button" disabled={status === "stopping"} onClick={() => void stop()}>
            {words.server.stop}
          </button>
        )}
      </div>
      {form.problem !== undefined && form.problem.field === undefined && (
        <p class="problem" role="alert">
          {form.problem.text}
        </p>
      )}
    </form>
  );
}

function useFocusOnProblem(element: RefObject<HTMLFormElement | null>, { problem, refusals }: Form): void {
  const shown = useRef(0);
  useEffect(() => {
    // Only a refusal of what this page asked, and when the fields can take the focus again.
    if (refusals === shown.current) return;
    shown.current = refusals;
    const field: ServerField | undefined = problem?.field;
    if (field === undefined) return;
    element.current?.querySelector<HTMLElement>(`[data-field="${field}"]`)?.focus();
  });
}

/** A pressed button goes away or is disabled: the focus would be lost. Only where this page has asked. */
function useFocusAfterwards(
  element: RefObject<HTMLFormElement | null>,
  status: ServerState["status"],
  onListening: () => void,
): { current: "address" | "listen" | undefined } {
  const wanted = useRef<"address" | "listen" | undefined>(undefined);
  useEffect(() => {
    if (wanted.current === "address" && status === "listening") {
      wanted.current = undefined;
      onListening();
    } else if (wanted.current === "listen" && status === "stopped") {
      wanted.current = undefined;
      element.current?.querySelector<HTMLElement>("button[type=submit]")?.focus();
    }
  }, [element, status, onListening]);
  return wanted;
}
