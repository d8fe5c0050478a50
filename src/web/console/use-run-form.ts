// The form of a run: what is filled in for each command, what is wrong with it, and its start and stop.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Problem } from "../../link/conversation.js";
import type { FormCommand, RunRequest } from "../../link/run-form.js";
import { type FormProblem, formProblems } from "./data/form-problems.js";
import {
  emptyForm,
  type FieldPlace,
  type FilledForm,
  type FlagValue,
  requestOf,
  withField,
} from "./data/run-request.js";
import { keepForms, readKeptForms } from "./kept-forms.js";
import { AskFailed } from "./link/process-link.js";
import { useConsole, usePage } from "./page-context.js";
import { type ConsoleState, isRunUnderWay } from "./state/console-state.js";

/** See the file's first line. */
export interface RunFormState {
  readonly command: FormCommand;
  readonly form: FilledForm;
  readonly request: RunRequest;
  readonly serverUrl: string | undefined;
  /** What was told last, or the first of it; the same until something else is told. */
  readonly problem: FormProblem | undefined;
  /** What is wrong still: a field that was filled in anew is right until it is told otherwise. */
  readonly problems: readonly FormProblem[];
  readonly isUnderWay: boolean;
  readonly isStarting: boolean;
  /** Whether it was asked to stop. */
  readonly isStopping: boolean;
  choose(command: string): void;
  set(place: FieldPlace, value: FlagValue | undefined): void;
  fill(request: RunRequest): void;
  clear(): void;
  /** @returns whether it has started */
  start(): Promise<boolean>;
  stop(): Promise<void>;
}

const serverUrlOf = ({ server }: ConsoleState): string | undefined =>
  server?.status === "listening" ? server.url : undefined;
const failedOf = ({ live }: ConsoleState): Problem | undefined => live?.failed?.problem;

/** @param commands - At least one. */
export function useRunForm(commands: readonly [FormCommand, ...FormCommand[]]): RunFormState {
  const { link } = usePage();
  const serverUrl = useConsole(serverUrlOf);
  const isUnderWay = useConsole(isRunUnderWay);
  const failed = useConsole(failedOf);
  const [kept, setKept] = useState(readKeptForms);
  const [problem, setProblem] = useState<FormProblem | undefined>(undefined);
  const [problems, setProblems] = useState<readonly FormProblem[]>([]);
  const [isStarting, setIsStarting] = useState(false);
  const [isStopping, setIsStopping] = useState(false);
  const startedHere = useRef(false);

  const tell = (told: readonly FormProblem[]): void => {
    setProblem(told[0]);
    setProblems(told);
  };
  const of = (wanted: string): FormCommand | undefined => commands.find(({ name }) => name === wanted);
  const command = of(kept.command) ?? of("load") ?? commands[0];
  const form = kept.forms[command.name] ?? emptyForm;
  const request = requestOf(form, command, serverUrl);

  useEffect(() => keepForms(kept), [kept]);
  useEffect(() => {
    if (!isUnderWay) setIsStopping(false);
  }, [isUnderWay]);
  // Some mistakes are found by the run itself, after it was started.
  useEffect(() => {
    if (failed === undefined || !startedHere.current) return;
    startedHere.current = false;
    const told = formProblems(failed, command);
    if (told[0].field !== undefined) tell(told);
  }, [failed]);

  const replace = (name: string, next: FilledForm): void => {
    setKept({ command: name, forms: { ...kept.forms, [name]: next } });
  };
  const fail = (error: unknown): void => {
    const told: Problem =
      error instanceof AskFailed ? error.problem : { code: "internal", message: String(error) };
    tell(formProblems(told, command));
  };
  return {
    command,
    form,
    request,
    serverUrl,
    problem,
    problems,
    isUnderWay,
    isStarting,
    isStopping,
    choose(name) {
      tell([]);
      setKept({ ...kept, command: name });
    },
    set(place, value) {
      const isElsewhere = ({ field }: FormProblem): boolean =>
        field?.kind !== place.kind || field.name !== place.name;
      if (!problems.every(isElsewhere)) setProblems(problems.filter(isElsewhere));
      replace(command.name, withField(form, place, value));
    },
    fill({ command: name, positionals, flags }) {
      tell([]);
      replace(name, { positionals, flags });
    },
    clear() {
      tell([]);
      replace(command.name, emptyForm);
    },
    async start() {
      tell([]);
      setIsStarting(true);
      startedHere.current = true;
      try {
        await link.ask({ kind: "startRun", run: request });
        return true;
      } catch (error) {
        startedHere.current = false;
        fail(error);
        return false;
      } finally {
        setIsStarting(false);
      }
    },
    async stop() {
      setIsStopping(true);
      try {
        await link.ask({ kind: "stopRun" });
      } catch (error) {
        setIsStopping(false);
        fail(error);
      }
    },
  };
}
