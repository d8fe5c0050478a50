// The fields of the server window.

import type { JSX } from "preact";
import { SegmentedControl } from "../../views/segmented-control.js";
import { words } from "../../words/words.js";
import { byHand, variableOf } from "../data/behaviour-choice.js";
import { behaviourTitle, parametersHint } from "../data/behaviour-words.js";
import { Field } from "./field.js";
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
      <Field
        label={words.server.port}
        mistake={problemOf("port")}
        className="field-port"
        input={(own) => (
          <input
            {...own}
            data-field="port"
            inputMode="numeric"
            autoComplete="off"
            placeholder={words.server.portHint}
            value={draft.port}
            onInput={(event) => change({ port: event.currentTarget.value })}
          />
        )}
      />
      <Field
        label={words.server.behaviour}
        mistake={problemOf("behaviour")}
        className="field-behaviour"
        input={(own) => (
          <select
            {...own}
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
      />
      {variable !== undefined && (
        <Field
          label={variable}
          mistake={problemOf("segment")}
          className="field-short"
          input={(own) => (
            <input
              {...own}
              data-field="segment"
              autoComplete="off"
              spellcheck={false}
              value={behaviour.segment}
              onInput={(event) => change({ behaviour: { ...behaviour, segment: event.currentTarget.value } })}
            />
          )}
        />
      )}
      {behaviour.path !== "" && chosen?.parameters?.length !== 0 && (
        <Field
          label={words.server.parameters}
          mistake={problemOf("parameters")}
          className="field-parameters"
          input={(own) => (
            <input
              {...own}
              data-field="parameters"
              autoComplete="off"
              spellcheck={false}
              placeholder={chosen && parametersHint(chosen)}
              value={behaviour.query}
              onInput={(event) => change({ behaviour: { ...behaviour, query: event.currentTarget.value } })}
            />
          )}
        />
      )}
      <Field
        label={words.server.subprotocols}
        mistake={problemOf("subprotocols")}
        className="field-subprotocols"
        input={(own) => (
          <input
            {...own}
            data-field="subprotocols"
            autoComplete="off"
            spellcheck={false}
            placeholder={words.server.subprotocolsHint}
            value={draft.subprotocols}
            onInput={(event) => change({ subprotocols: event.currentTarget.value })}
          />
        )}
      />
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
