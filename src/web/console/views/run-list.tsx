// A flag that may be given again and again: a row a value.

import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { FormFlag } from "../../../link/run-form.js";
import { words } from "../../words/words.js";
import type { FormProblem } from "../data/form-problems.js";
import { fieldId } from "../data/run-request.js";
import { describedBy } from "./run-field.js";

/** What {@link RunList} shows. */
export interface RunListProps {
  readonly flag: FormFlag;
  readonly label: string;
  readonly values: readonly string[];
  readonly problem: FormProblem | undefined;
  readonly onChange: (values: string[] | undefined) => void;
}

/** See the file's first line. There is always one row, which may be empty. */
export function RunList({ flag, label, values, problem, onChange }: RunListProps): JSX.Element {
  const id = fieldId({ kind: "flag", name: flag.name });
  const rows = values.length === 0 ? [""] : values;
  /** The row that is to have the focus. */
  const wanted = useRef<number>(undefined);
  const list = useRef<HTMLFieldSetElement>(null);
  useLayoutEffect(() => {
    if (wanted.current === undefined) return;
    list.current?.querySelectorAll<HTMLElement>("input, select")[wanted.current]?.focus();
    wanted.current = undefined;
  });
  const change = (index: number, text: string): void => {
    onChange(rows.map((row, at) => (at === index ? text : row)));
  };
  return (
    <fieldset class="run-list" ref={list} aria-labelledby={`${id}-name`}>
      {rows.map((row, index) => (
        // Rows have no other identity than their place.
        <div class="run-row" key={index}>
          <Value
            flag={flag}
            value={row}
            attributes={{
              id: index === 0 ? id : `${id}-${index}`,
              "aria-label": words.run.nthOf(label, index + 1),
              "aria-describedby": describedBy(id, problem),
              "aria-invalid": problem !== undefined,
            }}
            onChange={(text) => change(index, text)}
          />
          {(rows.length > 1 || row !== "") && (
            <button
              type="button"
              class="button"
              aria-label={words.run.removeFrom(label, index + 1)}
              onClick={() => {
                const left = rows.filter((_, at) => at !== index);
                wanted.current = Math.max(0, Math.min(index, left.length - 1));
                onChange(left.length === 0 ? undefined : left);
              }}
            >
              {words.run.remove}
            </button>
          )}
        </div>
      ))}
      <button
        type="button"
        class="button"
        aria-label={words.run.addTo(label)}
        disabled={rows.at(-1) === ""}
        onClick={() => {
          wanted.current = rows.length;
          onChange([...rows, ""]);
        }}
      >
        {words.run.add}
      </button>
    </fieldset>
  );
}

interface ValueProps {
  readonly flag: FormFlag;
  readonly value: string;
  readonly attributes: {
    readonly id: string;
    readonly "aria-label": string;
    readonly "aria-describedby": string;
    readonly "aria-invalid": boolean;
  };
  readonly onChange: (text: string) => void;
}

function Value({ flag, value, attributes, onChange }: ValueProps): JSX.Element {
  if (flag.choices !== undefined) {
    return (
      <span class="select">
        <select {...attributes} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          <option value="">{words.run.notGiven}</option>
          {flag.choices.map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      </span>
    );
  }
  return (
    <input
      {...attributes}
      class="run-input"
      type="text"
      value={value}
      placeholder={flag.fallback ?? ""}
      spellcheck={false}
      autocomplete="off"
      autocapitalize="off"
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  );
}
