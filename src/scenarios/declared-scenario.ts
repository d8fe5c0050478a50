// Makes scenarios of a validated declarative file.

import { parseDurationMs } from "../units.js";
import { connectOptions } from "./declared-connections.js";
import { runSteps } from "./declared-steps.js";
import { type FileProblem, showPath, suggest } from "./file-problems.js";
import type { DeclaredScenario, DeclaredStep } from "./file-schema.js";
import { type Scenario, scenario } from "./scenario.js";
import { fillTemplates, templateProblems, templateValues } from "./template.js";

/** The scenario that a file declares. */
export function declaredScenario(declared: DeclaredScenario): Scenario {
  const { name, description, tags, path, clients, iterations, connect, data = [], steps } = declared;
  const { timeout, sessionTimeout } = declared;
  return scenario<unknown>({
    name,
    description,
    tags,
    path,
    clients,
    iterations,
    connect: connect && connectOptions(connect),
    timeoutMs: timeout === undefined ? undefined : parseDurationMs(timeout, "timeout"),
    sessionTimeoutMs:
      sessionTimeout === undefined ? undefined : parseDurationMs(sessionTimeout, "sessionTimeout"),
    run: (session) => runSteps(session, fillTemplates(steps, templateValues(session, data))),
  });
}

/** What the schema cannot see: placeholders that nothing fills, and names of connections that no step opens. */
export function declarationProblems(declared: DeclaredScenario, path: readonly PropertyKey[]): FileProblem[] {
  const stepsPath = [...path, "steps"];
  return [
    ...templateProblems(declared.steps, stepsPath, { rows: declared.data ?? [], path: [...path, "data"] }),
    ...nameProblems(declared.steps, stepsPath, connectionNames(declared.steps)),
  ];
}

function connectionNames(steps: readonly DeclaredStep[]): string[] {
  return steps.flatMap((step) => {
    if (typeof step === "string") return [];
    if ("repeat" in step && step.repeat) return connectionNames(step.repeat.steps);
    return step.connect?.as === undefined ? [] : [step.connect.as];
  });
}

function nameProblems(
  steps: readonly DeclaredStep[],
  path: readonly PropertyKey[],
  names: readonly string[],
): FileProblem[] {
  return steps.flatMap((step, index) => {
    if (typeof step === "string") return [];
    if ("repeat" in step && step.repeat)
      return nameProblems(step.repeat.steps, [...path, index, "repeat", "steps"], names);
    return Object.entries(step).flatMap(([kind, options]) => {
      const on = typeof options === "object" && options !== null && "on" in options ? options.on : undefined;
      if (typeof on !== "string" || names.includes(on)) return [];
      const at = [...path, index, kind, "on"];
      const known =
        names.length === 0 ? "; no connect step has a name (connect: { as: … })" : suggest(on, names);
      return [{ path: at, message: `${showPath(at)} is "${on}", which no connect step opens${known}` }];
    });
  });
}
