// The fields of the server window.

import type { JSX } from "preact";
import { SegmentedControl } from "../../views/segmented-control.js";
import { words } from "../../words/words.js";
import { byHand, variableOf } from "../data/behaviour-choice.js";
import { behaviourTitle, parametersHint } from "../data/behaviour-words.js";
import { LabelledField } from "./labelled-field.js";
import type { ServerFormProps } from "./server-form.js";

/** See the file's first line. Those that a problem can name have its `data-field`. */
export function ServerFields({
  form: { draft, problem, change },
  behaviours,
}: Pick<ServerFormProps, "form" | "behaviours">): JSX.Element {
  const problemOf = (field: string): string | undefined =>
    problem?.field === field ? problem.text : undefined;
  const { behaviour } = draft;
  const variable = variableOf(behaviour.path);
  const chosen = behaviours.find(({ path }) => path === behaviour.path);
  return (
    <>
      <LabelledField label={words.server.port} problem={problemOf("port")} class="field-port">
        {(control) => (
          <input
            {...control}
            data-field="port"
            inputMode="numeric"
            autoComplete="off"
            placeholder={words.server.portHint}
            value={draft.port}
            onInput={(event) => change({ port: event.currentTarget.value })}
          />
        )}
      </LabelledField>
      <LabelledField label={words.server.behaviour} problem={problemOf("behaviour")} class="field-behaviour">
        {(control) => (
          <select
            {...control}
            data-field="behaviour"
            value={behaviour.path}
            onChange={({ currentTarget: { value: path } }) =>
              change({ behaviour: path === "" ? byHand : { ...behaviour, path } })
            }
          >
            <option value="">{words.server.byHand}</option>
            {behaviours.map((one) => (
              <option key={one.path} value={one.path}>
                {behaviourTitle(one, words)}
              </option>
            ))}
          </select>
        )}
      </LabelledField>
      {variable !== undefined && (
        <LabelledField label={variable} problem={problemOf("segment")} class="field-short">
          {(control) => (
            <input
              {...control}
              data-field="segment"
              autoComplete="off"
              spellcheck={false}
              value={behaviour.segment}
              onInput={(event) => change({ behaviour: { ...behaviour, segment: event.currentTarget.value } })}
            />
          )}
        </LabelledField>
      )}
      {behaviour.path !== "" && chosen?.parameters?.length !== 0 && (
        <LabelledField
          label={words.server.parameters}
          problem={problemOf("parameters")}
          class="field-parameters"
        >
          {(control) => (
            <input
              {...control}
              data-field="parameters"
              autoComplete="off"
              spellcheck={false}
              placeholder={chosen && parametersHint(chosen)}
              value={behaviour.query}
              onInput={(event) => change({ behaviour: { ...behaviour, query: event.currentTarget.value } })}
            />
          )}
        </LabelledField>
      )}
      <LabelledField
        label={words.server.subprotocols}
        problem={problemOf("subprotocols")}
        class="field-subprotocols"
      >
        {(control) => (
          <input
            {...control}
            data-field="subprotocols"
            autoComplete="off"
            spellcheck={false}
            placeholder={words.server.subprotocolsHint}
            value={draft.subprotocols}
            onInput={(event) => change({ subprotocols: event.currentTarget.value })}
          />
        )}
      </LabelledField>
      <div class="field-choices">
        <SegmentedControl
          legend={words.server.scheme}
          options={[
            { value: "ws", label: "ws" },
            { value: "wss", label: "wss" },
          ]}
          value={draft.secure ? "wss" : "ws"}
          onChange={(scheme) => change({ secure: scheme === "wss" })}
        />
        <label class="check-field">
          <input
            type="checkbox"
            checked={draft.compression}
            onChange={(event) => change({ compression: event.currentTarget.checked })}
          />
          {words.server.compression}
        </label>
      </div>
    </>
  );
}
