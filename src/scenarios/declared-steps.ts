// Runs the steps of a declarative scenario, one after another, for one virtual client.

import { parseDurationMs } from "../units.js";
import { type DeclaredConnection, DeclaredConnections } from "./declared-connections.js";
import { expectBinary, expectClose, expectText } from "./declared-expectations.js";
import {
  sendDeclared,
  sendDeclaredFragments,
  sendDeclaredFrame,
  sendDeclaredText,
} from "./declared-sends.js";
import type { DeclaredStep } from "./file-schema.js";
import type { Session, WaitOptions } from "./session.js";

type FullStep = Exclude<DeclaredStep, string>;

/** Runs all steps. The first that fails ends the session: what follows it in a conversation means nothing. */
export async function runSteps(session: Session, steps: readonly DeclaredStep[]): Promise<void> {
  const run = new StepRun(session);
  await run.all(steps, "steps");
}

/** Steps may be written bare: `- close` is `- close: null`. */
function inFull(step: DeclaredStep): FullStep {
  return typeof step === "string" ? ({ [step]: null } as FullStep) : step;
}

class StepRun {
  readonly #session: Session;
  readonly #connections: DeclaredConnections;

  constructor(session: Session) {
    this.#session = session;
    this.#connections = new DeclaredConnections(session);
  }

  /** @returns whether all of them passed. */
  async all(steps: readonly DeclaredStep[], path: string): Promise<boolean> {
    for (const [index, step] of steps.entries()) {
      if (!(await this.#one(inFull(step), `${path}[${index}]`))) return false;
    }
    return true;
  }

  async #one(step: FullStep, path: string): Promise<boolean> {
    if (step.repeat) return this.#repeat(step.repeat, path);
    if (step.sleep !== undefined) {
      await this.#session.sleep(step.sleep);
      return true;
    }
    return (await this.#connectOrSend(step)) ?? this.#expect(step, path);
  }

  async #repeat({ times, steps }: NonNullable<FullStep["repeat"]>, path: string): Promise<boolean> {
    for (let n = 0; n < times; n++) if (!(await this.all(steps, `${path}.repeat.steps`))) return false;
    return true;
  }

  /** What fails here ends the session with the connection's own words; `undefined` when the step is of another kind. */
  async #connectOrSend(step: FullStep): Promise<boolean | undefined> {
    if (step.connect !== undefined) await this.#connections.open(step.connect ?? {});
    else if (step.sendText !== undefined)
      sendDeclaredText(await this.#on(step.sendText), step.sendText, this.#session);
    else if (step.sendBinary) sendDeclared(await this.#on(step.sendBinary), step.sendBinary, this.#session);
    else if (step.sendFragments) {
      sendDeclaredFragments(await this.#on(step.sendFragments), step.sendFragments, this.#session);
    } else if (step.sendFrame) sendDeclaredFrame(await this.#on(step.sendFrame), step.sendFrame);
    else return undefined;
    return true;
  }

  async #expect(step: FullStep, path: string): Promise<boolean> {
    if (step.expectText !== undefined) {
      const wanted = typeof step.expectText === "string" ? { equals: step.expectText } : step.expectText;
      return this.#check(wanted, `${path} expectText`, (on, wait) =>
        expectText(this.#session, on, wanted, wait),
      );
    }
    if (step.expectBinary) {
      const wanted = step.expectBinary;
      return this.#check(wanted, `${path} expectBinary`, (on, wait) =>
        expectBinary(this.#session, on, wanted, wait),
      );
    }
    if (step.expectClose !== undefined) {
      const wanted = typeof step.expectClose === "number" ? { code: step.expectClose } : step.expectClose;
      return this.#check(wanted, `${path} expectClose`, async ({ connection }, wait) =>
        expectClose(this.#session, await connection.waitForClose(wait), wanted),
      );
    }
    if (step.ping !== undefined) {
      const text = step.ping?.text;
      return this.#check(step.ping ?? {}, `${path} ping`, async ({ connection }, wait) => {
        await connection.ping(text === undefined ? undefined : new TextEncoder().encode(text), wait);
      });
    }
    const close = step.close ?? {};
    return this.#check(close, `${path} close`, async ({ connection }, wait) => {
      const outcome = await connection.close(close.code ?? 1000, close.reason, wait);
      if (close.expect !== undefined) expectClose(this.#session, outcome, { code: close.expect });
    });
  }

  #check(
    options: { on?: string | undefined; within?: string | undefined; title?: string | undefined },
    path: string,
    body: (on: DeclaredConnection, wait: WaitOptions) => Promise<void>,
  ): Promise<boolean> {
    const wait =
      options.within === undefined ? {} : { timeoutMs: parseDurationMs(options.within, `${path}.within`) };
    return this.#session.step(options.title ?? path, async () => body(await this.#on(options), wait));
  }

  #on(step: string | { on?: string | undefined }): Promise<DeclaredConnection> {
    return this.#connections.get(typeof step === "string" ? undefined : step.on);
  }
}
