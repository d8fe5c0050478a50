// The few signs of the page, drawn so that no font is needed; colour is never their only difference.

import type { JSX } from "preact";
import type { AnswerTone } from "../data/comparison-words.js";

/** Which sign. */
export type IconName = "pass" | "fail" | "notApplicable" | "warning" | "interrupted" | "theme" | AnswerTone;

const strokes: Readonly<Record<IconName, string>> = {
  pass: "M4.5 8.4l2.4 2.4 4.6-5.2",
  fail: "M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6",
  notApplicable: "M4.8 8h6.4",
  warning: "M8 4.2v4.6M8 11.4v.1",
  interrupted: "M6.2 5.2v5.6M9.8 5.2v5.6",
  theme: "M8 1.5v13",
  better: "M4.5 8.4l2.4 2.4 4.6-5.2",
  worse: "M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6",
  same: "M4.9 6.4h6.2M4.9 9.6h6.2",
  mixed: "M4.9 6.4h6.2M4.9 9.6h6.2M9.6 4.4l-3.2 7.2",
  unclear: "M6 6.3a2 2 0 1 1 3 1.7c-.7.4-1 .8-1 1.5M8 11.7v.1",
};

/** A sign in a disc; `label` is read aloud, without one the sign is decoration. */
export function Icon({ name, label }: { readonly name: IconName; readonly label?: string }): JSX.Element {
  return (
    <>
      <svg class={`icon icon-${name}`} viewBox="0 0 16 16" aria-hidden="true">
        <circle class="icon-disc" cx="8" cy="8" r="7.25" />
        <path class="icon-stroke" d={strokes[name]} />
      </svg>
      {label !== undefined && <span class="visually-hidden">{label}</span>}
    </>
  );
}
