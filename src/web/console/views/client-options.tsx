// How a client connects, under a disclosure that says in short what is chosen.

import type { JSX, RefObject } from "preact";
import type { Problem } from "../../../link/conversation.js";
import { words } from "../../words/words.js";
import {
  type ClientEdits,
  type ClientForm,
  clientFieldOf,
  readSubprotocols,
  subprotocolMistake,
} from "../data/client-form.js";
import { Field, type FieldInput } from "./field.js";
import { HeaderRows } from "./header-rows.js";

/** What {@link ClientOptionsFields} shows. */
export interface ClientOptionsProps {
  readonly form: ClientForm;
  readonly isOpen: boolean;
  /** About one of the fields here. */
  readonly problem: Problem | undefined;
  /** Opened from outside, when something in it is to be corrected. */
  readonly disclosure: RefObject<HTMLDetailsElement | null>;
  readonly change: (part: ClientEdits) => void;
}

/** See the file's first line. */
export function ClientOptionsFields(props: ClientOptionsProps): JSX.Element {
  const { form, isOpen, problem, disclosure, change } = props;
  const field = problem && clientFieldOf(problem);
  const told = (name: typeof field): string | undefined => (name === field ? problem?.message : undefined);
  const text = (own: FieldInput, name: "subprotocols" | "origin" | "greeting"): JSX.Element => (
    <input
      {...own}
      autocomplete="off"
      spellcheck={false}
      value={form[name]}
      onInput={(event) => change({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <details class="client-options" ref={disclosure}>
      <summary>
        {words.client.options} <span class="muted">{inShort(form)}</span>
      </summary>
      <fieldset disabled={!isOpen} class="client-options-fields">
        <Field
          label={words.client.subprotocols}
          className="client-pair"
          hint={words.client.subprotocolsHint}
          mistake={subprotocolWords(form.subprotocols) ?? told("subprotocols")}
          input={(own) => text(own, "subprotocols")}
        />
        <Field
          label={words.client.origin}
          className="client-pair"
          mistake={told("origin")}
          input={(own) => text(own, "origin")}
        />
        <HeaderRows
          rows={form.headers}
          mistake={told("headers")}
          onChange={(headers) => change({ headers })}
        />
        <div class="client-checks">
          <Check
            label={words.client.compression}
            isOn={form.compression}
            onChange={(compression) => change({ compression })}
          />
          <Check
            label={words.client.insecure}
            isOn={form.insecure}
            onChange={(insecure) => change({ insecure })}
          />
          <Check label={words.client.greets} isOn={form.greets} onChange={(greets) => change({ greets })} />
        </div>
        {form.greets && (
          <Field
            label={words.client.greeting}
            mistake={told("greeting")}
            input={(own) => text(own, "greeting")}
          />
        )}
      </fieldset>
    </details>
  );
}

function Check(props: {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}): JSX.Element {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={props.isOn}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      {props.label}
    </label>
  );
}

function subprotocolWords(text: string): string | undefined {
  const mistake = subprotocolMistake(text);
  return mistake && words.client.subprotocolMistakes[mistake.kind](mistake.value);
}

function inShort(form: ClientForm): string {
  const { headers, origin, compression, insecure, greets } = form;
  const subprotocols = readSubprotocols(form.subprotocols).length;
  return [
    subprotocols > 0 && words.client.shortSubprotocols(subprotocols),
    headers.length > 0 && words.client.shortHeaders(headers.length),
    origin !== "" && words.client.origin,
    compression && words.client.compression,
    insecure && words.client.insecure,
    greets && words.client.shortGreeting,
  ]
    .filter(Boolean)
    .join(" · ");
}
