// A choice of one among many, as a native list.

import type { JSX } from "preact";

/** What {@link Select} offers. */
export interface SelectProps<Value extends string> {
  /** Read aloud as the name of the choice. */
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** See the file's first line. */
export function Select<Value extends string>(props: SelectProps<Value>): JSX.Element {
  const { label, options, value, onChange } = props;
  const change = (chosen: string): void => {
    const option = options.find((one) => one.value === chosen);
    if (option !== undefined) onChange(option.value);
  };
  return (
    <label class="select">
      <span class="visually-hidden">{label}</span>
      <select value={value} onChange={(event) => change(event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
