// The options of a command: what stands without dashes and the common flags at once, all others by group or by a search.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { FormFlag } from "../../../link/run-form.js";
import { words } from "../../words/words.js";
import { type FlagGroup, searchedFlags, sortedFlags } from "../data/flag-groups.js";
import { defaultOf } from "../data/run-request.js";
import type { RunFormState } from "../use-run-form.js";
import { RunField } from "./run-field.js";

/** What {@link RunOptions} is given. */
export interface RunOptionsProps {
  readonly state: RunFormState;
}

/** See the file's first line. */
export function RunOptions({ state }: RunOptionsProps): JSX.Element {
  const { command } = state;
  const { common, groups } = useMemo(() => sortedFlags(command), [command]);
  const [search, setSearch] = useState("");
  const found = useMemo(() => searchedFlags(command, search), [command, search]);
  const isSearching = search.trim() !== "";
  return (
    <>
      <div class="toolbar">
        <label class="search">
          <span class="visually-hidden">{words.run.search}</span>
          <input
            type="search"
            placeholder={`${words.run.search} ${words.run.searchHint}`}
            value={search}
            onInput={(event) => setSearch(event.currentTarget.value)}
            onKeyDown={(event) => {
              // It would start the run.
              if (event.key === "Enter") event.preventDefault();
            }}
          />
        </label>
        <span class="run-found" role="status">
          {isSearching && (found.length === 0 ? words.run.nothingFound : words.run.found(found.length))}
        </span>
        <button type="button" class="button" onClick={() => state.clear()}>
          {words.run.clear}
        </button>
      </div>
      {isSearching ? (
        <Fields state={state} flags={found} />
      ) : (
        <>
          <div class="run-fields">
            {command.positionals.map((positional) => {
              const place = { kind: "positional", name: positional.name } as const;
              return (
                <RunField
                  key={positional.name}
                  place={place}
                  label={`<${positional.name}>`}
                  summary={positional.summary}
                  isNeeded={positional.isOptional !== true}
                  value={
                    state.form.positionals[positional.name] ?? defaultOf(place, command, state.serverUrl)
                  }
                  problem={problemOf(state, place)}
                  onChange={(value) => state.set(place, value)}
                />
              );
            })}
          </div>
          <Fields state={state} flags={common} />
          {groups.map((group) => (
            <Group key={group.title} state={state} group={group} />
          ))}
        </>
      )}
    </>
  );
}

/** Open while it has what a problem is about. */
function Group({ state, group }: RunOptionsProps & { readonly group: FlagGroup }): JSX.Element {
  const { request } = state;
  const [isOpen, setIsOpen] = useState(false);
  const given = group.flags.filter(({ name }) => request.flags[name] !== undefined).length;
  const isWrong = group.flags.some(({ name }) => problemOf(state, { kind: "flag", name }) !== undefined);
  return (
    <details
      class="run-group"
      open={isOpen || isWrong}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
    >
      <summary>
        {words.run.groups[group.title] ?? group.title}
        {given > 0 && <span class="run-given">{words.run.given(given)}</span>}
      </summary>
      {(isOpen || isWrong) && <Fields state={state} flags={group.flags} />}
    </details>
  );
}

function Fields({ state, flags }: RunOptionsProps & { readonly flags: readonly FormFlag[] }): JSX.Element {
  return (
    <div class="run-fields">
      {flags.map((flag) => {
        const place = { kind: "flag", name: flag.name } as const;
        return (
          <RunField
            key={flag.name}
            place={place}
            label={`--${flag.name}`}
            summary={flag.summary}
            flag={flag}
            value={state.form.flags[flag.name] ?? defaultOf(place, state.command, state.serverUrl)}
            problem={problemOf(state, place)}
            onChange={(value) => state.set(place, value)}
          />
        );
      })}
    </div>
  );
}

function problemOf(
  { problems }: RunFormState,
  { kind, name }: { readonly kind: string; readonly name: string },
): RunFormState["problem"] {
  return problems.find(({ field }) => field?.kind === kind && field.name === name);
}
