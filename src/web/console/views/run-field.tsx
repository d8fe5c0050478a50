// One field of the form: its name, what it is for, its control by kind, and what is wrong with it.

import type { JSX } from "preact";
import type { FormFlag } from "../../../link/run-form.js";
import { SegmentedControl } from "../../views/segmented-control.js";
import { VisibleTitle } from "../../views/visible-text.js";
import { words } from "../../words/words.js";
import type { FormProblem } from "../data/form-problems.js";
import { type FieldPlace, type FlagValue, fieldId } from "../data/run-request.js";
import { RunList } from "./run-list.js";

/** What {@link RunField} shows. */
export interface RunFieldProps {
  readonly place: FieldPlace;
  /** As on the command line. */
  readonly label: string;
  readonly summary: string;
  /** Absent for what stands without dashes. */
  readonly flag?: FormFlag;
  readonly isNeeded?: boolean;
  readonly value: FlagValue | undefined;
  readonly problem: FormProblem | undefined;
  readonly onChange: (value: FlagValue | undefined) => void;
}

/** See the file's first line. */
export function RunField(props: RunFieldProps): JSX.Element {
  const { place, label, summary, flag, isNeeded, problem } = props;
  const id = fieldId(place);
  const isCheckbox = flag?.kind === "switch" && !isOnUnasked(flag);
  const name = (
    <>
      <code>{label}</code>
      {flag?.alias !== undefined && <code class="muted"> -{flag.alias}</code>}
      {isNeeded === true && <span class="run-needed"> {words.run.required}</span>}
      {isNeeded === false && <span class="muted"> {words.run.optional}</span>}
    </>
  );
  const isGroup = flag?.kind === "list" || (flag?.kind === "switch" && !isCheckbox);
  return (
    <div
      class={`run-field ${place.kind === "positional" ? "run-field-wide" : ""}`.trim()}
      data-wrong={problem !== undefined}
    >
      {isGroup ? (
        <span class="run-name" id={`${id}-name`}>
          {name}
        </span>
      ) : (
        <label class="run-name" for={id}>
          {isCheckbox && <Checkbox {...props} />}
          {name}
        </label>
      )}
      {!isCheckbox && <Control {...props} />}
      <p class="run-summary" id={`${id}-summary`}>
        {summary}
        {flag?.example !== undefined && (
          <span class="run-example">
            {" · "}
            {words.run.example} <code>{unquoted(flag.example)}</code>
          </span>
        )}
      </p>
      {problem !== undefined && (
        <p class="run-problem" id={`${id}-problem`} role="alert">
          <VisibleTitle text={problem.problem.message} />
          {problem.problem.hint !== undefined && (
            <span class="hint">
              <VisibleTitle text={problem.problem.hint} />
            </span>
          )}
        </p>
      )}
    </div>
  );
}

/** Switches that are on where nothing is given need three states. */
function isOnUnasked({ fallback = "off" }: FormFlag): boolean {
  return fallback !== "off";
}

/** Names what describes a control for those who hear the page. */
export function describedBy(id: string, problem: FormProblem | undefined): string {
  return problem === undefined ? `${id}-summary` : `${id}-problem ${id}-summary`;
}

/** The value that an example in the help's quotes stands for. */
function unquoted(example: string): string {
  return /^'(.*)'$/s.exec(example)?.[1] ?? example;
}

function Checkbox({ place, value, problem, onChange }: RunFieldProps): JSX.Element {
  const id = fieldId(place);
  return (
    <input
      id={id}
      type="checkbox"
      checked={value === true}
      aria-describedby={describedBy(id, problem)}
      aria-invalid={problem !== undefined}
      onChange={(event) => onChange(event.currentTarget.checked ? true : undefined)}
    />
  );
}

function Control(props: RunFieldProps): JSX.Element {
  const { place, label, flag, isNeeded, value, problem, onChange } = props;
  const id = fieldId(place);
  const described = { "aria-describedby": describedBy(id, problem), "aria-invalid": problem !== undefined };
  if (flag?.kind === "list") {
    const values = Array.isArray(value) ? value : [];
    return <RunList flag={flag} label={label} values={values} problem={problem} onChange={onChange} />;
  }
  if (flag?.kind === "switch") {
    return (
      <SegmentedControl
        legend={label}
        options={[
          { value: "none", label: words.run.notGivenWith(flag.fallback ?? "") },
          { value: "on", label: words.run.on },
          { value: "off", label: words.run.off },
        ]}
        value={typeof value === "boolean" ? (value ? "on" : "off") : "none"}
        onChange={(chosen) => onChange(chosen === "none" ? undefined : chosen === "on")}
      />
    );
  }
  const text = typeof value === "string" ? value : "";
  if (flag?.choices !== undefined) {
    return (
      <span class="select">
        <select id={id} value={text} {...described} onChange={(event) => onChange(event.currentTarget.value)}>
          <option value="">
            {flag.fallback === undefined ? words.run.notGiven : words.run.notGivenWith(flag.fallback)}
          </option>
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
      id={id}
      class="run-input"
      type="text"
      value={text}
      placeholder={flag?.fallback ?? ""}
      spellcheck={false}
      autocomplete="off"
      autocapitalize="off"
      required={isNeeded === true}
      {...described}
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  );
}
