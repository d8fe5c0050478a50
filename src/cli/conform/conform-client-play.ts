// Conformance cases on clients, for a report: who came, what failed, and when it is over.

import type { AgentRun } from "../../conformance/agent-run.js";
import type { CaseResult } from "../../conformance/case-result.js";
import { browserPage } from "../../conformance/listener/browser-page.js";
import { type ClientListener, listenForClients } from "../../conformance/listener/client-listener.js";
import { startClientProgram } from "../../conformance/listener/client-program.js";
import { redactResult } from "../../conformance/report/redact-result.js";
import type { CommandCall } from "../command.js";
import { TargetUnreachable } from "../error-output.js";
import type { RunContext, RunFindings } from "../reporting/run-findings.js";
import { type BaselineFile, expectedOutcome } from "./baseline-file.js";
import { CaseProgress } from "./case-progress.js";
import { CaseRecord } from "./case-record.js";
import type { CaseSetup } from "./case-setup.js";
import { conformanceFindings } from "./conformance-findings.js";
import { type ProgramEnd, programNotice } from "./program-end.js";
import { ProgramOutput } from "./program-output.js";

/** What to listen for. */
export interface ClientPlayOptions {
  readonly call: CommandCall;
  readonly listener: {
    readonly port: number;
    readonly host: string;
    readonly tls: { readonly cert: Buffer; readonly key: Buffer } | undefined;
  };
  readonly setup: CaseSetup;
  readonly baseline: BaselineFile | undefined;
  /** A client program and its arguments; empty: clients come by themselves. */
  readonly program: readonly string[];
  /** Whether the first request for reports ends it. */
  readonly once: boolean;
  /** How long a program may run no case. */
  readonly clientTimeoutMs: number;
  readonly redact: readonly string[];
  readonly json: boolean;
  readonly quiet: boolean;
}

/** A listener that is up, and what is to be done with it. */
export interface ClientPlay extends AsyncDisposable {
  readonly url: string;
  /** The error where no client came at all. */
  nobodyCame(): Error;
  run(context: RunContext): Promise<RunFindings>;
}

/** @throws WsrigError `usage-port-unavailable` */
export async function openClientPlay(options: ClientPlayOptions): Promise<ClientPlay> {
  const playing = new Playing(options);
  await playing.listen();
  return playing;
}

class Playing implements ClientPlay {
  readonly #options: ClientPlayOptions;
  #listener: ClientListener | undefined;
  /** Results that came before there was a folder for them. */
  readonly #early: (readonly [agent: string, result: CaseResult])[] = [];
  #caseEnded = (agent: string, result: CaseResult): void => void this.#early.push([agent, result]);
  #began: () => void = () => {};
  /** A client may ask for its reports before there is a folder for them. */
  readonly #hasBegun = new Promise<void>((resolve) => {
    this.#began = resolve;
  });
  #writeIndex: () => Promise<void> = () => this.#hasBegun.then(() => this.#writeIndex());
  #bug: unknown;
  #failed: () => void = () => {};

  constructor(options: ClientPlayOptions) {
    this.#options = options;
  }

  get url(): string {
    return this.#up.url;
  }

  get #up(): ClientListener {
    if (this.#listener === undefined) throw new TypeError("the listener is not up");
    return this.#listener;
  }

  async listen(): Promise<void> {
    const { listener, setup, call, json, quiet, program, once } = this.#options;
    this.#listener = await listenForClients({
      ...listener,
      selection: setup.selection,
      waitMs: setup.waitMs,
      caseTimeoutMs: setup.caseTimeoutMs,
      page: browserPage,
      caseEnded: (agent, result) => this.#caseEnded(agent, result),
      updateReports: () => this.#writeIndex(),
      stopsAfterReports: once,
      failed: (error) => {
        this.#bug ??= error;
        this.#failed();
      },
    });
    const { url } = this.#listener;
    const httpUrl = url.replace(/^ws/, "http");
    if (json) call.terminal.out(JSON.stringify({ event: "listening", url, httpUrl, pid: process.pid }));
    else if (!quiet && program.length === 0) {
      const count = setup.selection.selected.length;
      call.terminal.err(
        `Listening for clients on ${url}; ${count === 1 ? "1 case" : `${count} cases`}.\n` +
          `Open ${httpUrl}/ to test a browser. Ctrl-C ends it and writes the report.`,
      );
    }
  }

  nobodyCame(): Error {
    const visits = "visit /getCaseCount and /runCase?case=1&agent=NAME";
    return new TargetUnreachable("no-client-came", `no client ran a case at ${this.url}`, {
      hint:
        this.#options.program.length > 0
          ? `Let the program use {url}, or the variable WSRIG_URL, and ${visits}.`
          : `Let a client ${visits}, or open the address in a browser.`,
    });
  }

  async run(context: RunContext): Promise<RunFindings> {
    const { setup, baseline, call, json, program } = this.#options;
    const { signal, progress, folder } = context;
    const record = new CaseRecord(folder, setup.selection);
    const shown = new CaseProgress(progress, setup.selection.selected);
    const results = new Map<string, Map<string, CaseResult>>();
    this.#caseEnded = (agent, raw) => {
      const result = redactResult(raw, this.#options.redact);
      const ofAgent = results.get(agent) ?? new Map<string, CaseResult>();
      if (!results.has(agent)) shown.peerCame(agent);
      results.set(agent, ofAgent.set(result.id, result));
      record.add({ agent, role: "client", url: this.url }, result);
      const known = { agent, id: result.id, agentCount: results.size };
      shown.ended(result, expectedOutcome(baseline, known), agent);
      if (json) call.terminal.out(JSON.stringify({ event: "case", agent, ...shownCase(result) }));
    };
    for (const [agent, result] of this.#early.splice(0)) this.#caseEnded(agent, result);
    const runsSoFar = (): readonly AgentRun[] =>
      this.#up.runs().map((run) => ({
        ...run,
        results: run.results.flatMap(({ id }) => results.get(run.agent)?.get(id) ?? []),
      }));
    // Scripts of others read it while the listener is still up.
    this.#writeIndex = () => record.writeIndex(runsSoFar());
    this.#began();
    record.writeIndexAtAbort(signal, runsSoFar);
    // Before the program is ended: cases that it leaves would fail.
    signal.addEventListener("abort", () => void this.#up.close(), { once: true });
    const output = new ProgramOutput((line) => progress.note(line));
    const end = await this.#untilOver(signal, output);
    // Ctrl-C is how a user says that no more clients will come: where none is in the middle, nothing was interrupted.
    const isComplete = program.length === 0 && isAllRun(runsSoFar());
    await this.#up.close();
    if (this.#bug !== undefined) throw this.#bug;
    const runs = runsSoFar();
    await record.writeIndex(runs);
    const isInterrupted = signal.aborted && !isComplete;
    const findings = conformanceFindings(runs, { setup, baseline, isInterrupted });
    const deeds = { ...counted(runs, setup.selection.selected.length), lastLines: output.lastLines };
    return {
      ...findings,
      warnings: [...(findings.warnings ?? []), ...[programNotice(end, deeds) ?? []].flat()],
      reachedHttp: runs.length > 0,
      isComplete,
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#listener?.close();
  }

  /** Resolves when a client asked to stop, the program ended or hung, or the user interrupts. */
  async #untilOver(signal: AbortSignal, output: ProgramOutput): Promise<ProgramEnd> {
    const { program, clientTimeoutMs } = this.#options;
    const interrupted = aborted(signal);
    const failed = new Promise<void>((resolve) => {
      this.#failed = resolve;
      if (this.#bug !== undefined) resolve();
    });
    const over = [interrupted, failed, this.#up.stopAsked];
    if (program.length === 0) {
      await Promise.race(over);
      return { kind: "stopped" };
    }
    const running = await startClientProgram({
      command: program,
      url: this.url,
      output: (text) => output.take(text),
    });
    const idle = this.#idleFor(clientTimeoutMs);
    const end = await Promise.race<ProgramEnd>([
      running.ended.then((how) => ({ kind: "ended", how })),
      idle.passed.then(() => ({ kind: "hung", idleMs: clientTimeoutMs })),
      ...over.map((one) => one.then(() => ({ kind: "stopped" }) as const)),
    ]);
    idle.stop();
    await running.stop();
    output.end();
    return end;
  }

  /** Passes when no case has ended or been under way for `ms`. */
  #idleFor(ms: number): { readonly passed: Promise<void>; stop(): void } {
    let timer: NodeJS.Timeout | undefined;
    const passed = new Promise<void>((resolve) => {
      const look = (): void => {
        const idleMs = this.#up.idleMs();
        if (idleMs >= ms) resolve();
        else timer = setTimeout(look, ms - idleMs);
      };
      look();
    });
    return { passed, stop: () => clearTimeout(timer) };
  }
}

function shownCase(result: CaseResult): Record<string, unknown> {
  const { id, verdict, behavior, behaviorClose, durationMs, remoteClose, reason } = result;
  const code = remoteClose?.code;
  return {
    id,
    verdict,
    behavior,
    behaviorClose,
    durationMs,
    ...(code === undefined ? {} : { remoteCloseCode: code }),
    reason,
  };
}

/** Whether each client that came, one at least, has a result of every case. */
function isAllRun(runs: readonly AgentRun[]): boolean {
  return (
    runs.length > 0 && runs.every(({ results, selection }) => results.length === selection.selected.length)
  );
}

function counted(
  runs: readonly AgentRun[],
  selected: number,
): { readonly done: number; readonly all: number } {
  const done = runs.reduce((sum, { results }) => sum + results.length, 0);
  return { done, all: selected * Math.max(1, runs.length) };
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
