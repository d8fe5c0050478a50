// A choice of one among a few, as native radio buttons that look like one bar.

import type { JSX } from "preact";
import { useId } from "preact/hooks";

/** What {@link SegmentedControl} offers. */
export interface SegmentedControlProps<Value extends string> {
  /** Read aloud as the name of the choice. */
  readonly legend: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** See the file's first line. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>): JSX.Element {
  const { legend, options, value, onChange } = props;
  const name = useId();
  return (
    <fieldset class="segmented">
      <legend class="visually-hidden">{legend}</legend>
      {options.map((option) => (
        <label key={option.value} class={option.value === value ? "segment segment-chosen" : "segment"}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
