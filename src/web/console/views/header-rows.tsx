// Headers of the request as rows of a name and a value.

import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { words } from "../../words/words.js";
import { type HeaderRow, headerMistakes } from "../data/client-form.js";
import { Field } from "./field.js";

/** What {@link HeaderRows} shows. */
export interface HeaderRowsProps {
  readonly rows: readonly HeaderRow[];
  /** What the process said about them. */
  readonly mistake: string | undefined;
  readonly onChange: (rows: readonly HeaderRow[]) => void;
}

/** See the file's first line. */
export function HeaderRows({ rows, mistake, onChange }: HeaderRowsProps): JSX.Element {
  const list = useRef<HTMLFieldSetElement>(null);
  const wrong = headerMistakes(rows);
  const replace = (at: number, row: HeaderRow): void =>
    onChange(rows.map((one, index) => (index === at ? row : one)));
  const hasAdded = useRef(false);
  useLayoutEffect(() => {
    if (hasAdded.current) list.current?.querySelector<HTMLElement>(".header-row:last-of-type input")?.focus();
    hasAdded.current = false;
  }, [rows.length]);
  const add = (): void => {
    hasAdded.current = true;
    onChange([...rows, ["", ""]]);
  };
  const remove = (at: number): void => {
    onChange(rows.filter((_, index) => index !== at));
    list.current?.querySelector<HTMLElement>(".header-add")?.focus();
  };
  return (
    <fieldset class="header-rows" ref={list}>
      <legend class="form-label">{words.client.headers}</legend>
      {rows.map(([name, value], row) => (
        // Rows have no name of their own: two may be alike.
        <div class="header-row" key={row}>
          <Field
            label={words.client.headerName(row + 1)}
            isLabelHidden
            mistake={wrong.has(row) ? words.client.noHeaderName : undefined}
            input={(own) => (
              <input
                {...own}
                class="form-input form-code"
                autocomplete="off"
                spellcheck={false}
                placeholder="X-Name"
                value={name}
                onInput={(event) => replace(row, [event.currentTarget.value, value])}
              />
            )}
          />
          <Field
            label={words.client.headerValue(row + 1)}
            isLabelHidden
            input={(own) => (
              <input
                {...own}
                class="form-input form-code"
                autocomplete="off"
                spellcheck={false}
                value={value}
                onInput={(event) => replace(row, [name, event.currentTarget.value])}
              />
            )}
          />
          <button
            type="button"
            class="button"
            aria-label={words.client.removeHeader(row + 1)}
            onClick={() => remove(row)}
          >
            <span aria-hidden="true">×</span>
          </button>
        </div>
      ))}
      <button type="button" class="button header-add" onClick={add}>
        {words.client.addHeader}
      </button>
      <p class="form-mistake" aria-live="polite">
        {mistake}
      </p>
    </fieldset>
  );
}
