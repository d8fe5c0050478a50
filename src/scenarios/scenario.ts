// A scenario: what one virtual client does, and what must hold.

import { WsrigError } from "../errors.js";
import type { Tags } from "../metrics/run-report.js";
import type { Random } from "../random.js";
import type { Session, SessionConnectOptions } from "./session.js";

/** What `setup` and `teardown` get. */
export interface SetupContext {
  /** The target, with the scenario's `path`. */
  readonly url: string;
  /** The target's origin over HTTP, such as `http://127.0.0.1:8080`: for a login before the run, say. */
  readonly httpUrl: string;
  readonly clients: number;
  readonly iterations: number;
  readonly random: Random;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborts when the run is interrupted. */
  readonly signal: AbortSignal;
}

/** What the user writes. */
export interface ScenarioDefinition<Data = unknown> {
  /** Letters, digits, `.`, `_` and `-`, at most 100; begins its checks' ids. */
  readonly name: string;
  readonly description?: string | undefined;
  /** On every metric and check of the scenario. */
  readonly tags?: Tags | undefined;
  /** Path and query on the target, such as `/chat?room=1`. Default: those of the target's URL. */
  readonly path?: string | undefined;
  /** Defaults for every `session.connect`. */
  readonly connect?: SessionConnectOptions | undefined;
  /** Virtual clients, all at once. Default 1. */
  readonly clients?: number | undefined;
  /** Runs of each virtual client, one after another. Default 1. */
  readonly iterations?: number | undefined;
  /** Deadline of every wait that names none. Default 5,000. */
  readonly timeoutMs?: number | undefined;
  /** Deadline of `setup`, of `teardown`, and of each `run`: what has not ended by then is abandoned, and fails. Default 600,000. */
  readonly sessionTimeoutMs?: number | undefined;
  /** What the target must offer: an echo (default), or the reference server of wsrig; otherwise the scenario is not applicable. */
  readonly needs?: "echo" | "wsrig" | undefined;
  /** Once, before the first session; what it gives is `session.data` of every one. */
  setup?(context: SetupContext): Promise<Data> | Data;
  /** What one virtual client does. Connections left open are closed when it ends. */
  run(session: Session<Data>): Promise<void>;
  /** Once, after the last session, if `setup` succeeded. */
  teardown?(data: Data, context: SetupContext): Promise<void> | void;
}

const brand = Symbol.for("wsrig.scenario");

/** A definition that {@link scenario} has validated. */
export interface Scenario<Data = unknown> extends ScenarioDefinition<Data> {
  readonly [brand]: true;
}

/**
 * Makes a scenario of a definition.
 *
 * ```ts
 * export default scenario({
 *   name: "greeting",
 *   async run(session) {
 *     const connection = await session.connect();
 *     connection.sendText("hello");
 *     session.check("echoes", (await connection.receiveText()) === "hello");
 *   },
 * });
 * ```
 *
 * @throws WsrigError `scenario-invalid-definition`, naming everything that is wrong.
 */
export function scenario<Data = undefined>(definition: ScenarioDefinition<Data>): Scenario<Data> {
  const problems = definitionProblems(definition);
  if (problems.length > 0) {
    throw new WsrigError("scenario-invalid-definition", problems.join("\n"), { path: "scenario" });
  }
  return Object.freeze({ ...definition, [brand]: true as const });
}

/** Whether a value came from {@link scenario}, of whichever copy of wsrig. */
export function isScenario(value: unknown): value is Scenario {
  return typeof value === "object" && value !== null && brand in value;
}

function definitionProblems(definition: unknown): string[] {
  if (typeof definition !== "object" || definition === null) {
    return [`scenario is ${String(definition)}; must be an object with name and run`];
  }
  const { name, run, clients, iterations, timeoutMs, sessionTimeoutMs, path } =
    definition as Partial<ScenarioDefinition>;
  const problems: string[] = [];
  if (typeof name !== "string" || !/^[\w.-]{1,100}$/.test(name)) {
    problems.push(
      `scenario.name is ${JSON.stringify(name)}; must be 1 to 100 letters, digits, ".", "_" or "-"`,
    );
  }
  if (typeof run !== "function") problems.push(`scenario.run is ${typeof run}; must be a function`);
  for (const [key, value] of Object.entries({ clients, iterations })) {
    if (value !== undefined && !(Number.isSafeInteger(value) && value >= 1)) {
      problems.push(`scenario.${key} is ${String(value)}; must be a whole number from 1`);
    }
  }
  for (const [key, value] of Object.entries({ timeoutMs, sessionTimeoutMs })) {
    if (value !== undefined && !(value > 0 && Number.isFinite(value))) {
      problems.push(`scenario.${key} is ${String(value)}; must be greater than 0`);
    }
  }
  if (path !== undefined && !(typeof path === "string" && path.startsWith("/"))) {
    problems.push(`scenario.path is ${JSON.stringify(path)}; must begin with "/"`);
  }
  return problems;
}
