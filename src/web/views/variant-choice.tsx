// A choice among variants: a bar where there are few, a list where there are many.

import type { JSX } from "preact";
import { visibleName } from "../data/visible-characters.js";
import { SegmentedControl } from "./segmented-control.js";
import { Select } from "./select.js";

/** What {@link VariantChoice} offers. */
export interface VariantChoiceProps {
  /** Read aloud as the name of the choice. */
  readonly label: string;
  readonly names: readonly string[];
  /** Index in `names`. */
  readonly chosen: number;
  readonly onChange: (chosen: number) => void;
}

const inBar = 3;
const charactersInBar = 60;

/** See the file's first line. */
export function VariantChoice({ label, names, chosen, onChange }: VariantChoiceProps): JSX.Element {
  const options = names.map((name, index) => ({ value: String(index), label: visibleName(name) }));
  const choice = { options, value: String(chosen), onChange: (value: string) => onChange(Number(value)) };
  return names.length <= inBar && names.join("").length <= charactersInBar ? (
    <SegmentedControl legend={label} {...choice} />
  ) : (
    <Select label={label} {...choice} />
  );
}
