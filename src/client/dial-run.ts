// One dial under way: which step it is in, how long each took, and when to give up.

import { type Clock, sleepMs, systemClock } from "../clock.js";
import { WsrigError } from "../errors.js";
import { formatMs } from "../units.js";
import type { BodyPatience } from "./body-start.js";
import type { DialFailure } from "./dial-failure.js";
import type { DialOptions, DialStep, HandshakeTimings } from "./dial-options.js";
import { networkFailure } from "./network-failure.js";

/** Carries a {@link DialFailure} out of a step; `dial` turns it into data. */
export class DialFailed extends WsrigError {
  readonly failure: DialFailure;

  constructor(failure: DialFailure) {
    super(`dial-${failure.code}`, failure.message, { hint: failure.hint, cause: failure.cause });
    this.failure = failure;
  }
}

/** Runs the steps of a dial one after the other. */
export class DialRun {
  readonly clock: Clock;
  readonly #options: DialOptions;
  readonly #startedAtUs: number;
  readonly #timeoutMs: number;
  readonly #takenUs: Partial<Record<DialStep, number>> = {};
  #step: DialStep = "dns";

  constructor(options: DialOptions) {
    this.clock = options.clock ?? systemClock;
    this.#options = options;
    this.#timeoutMs = options.timeoutMs ?? 10_000;
    this.#startedAtUs = this.clock.nowUs();
  }

  /** The step that began last. */
  get currentStep(): DialStep {
    return this.#step;
  }

  /** How long a refusing answer's body may still be read. */
  get bodyPatience(): BodyPatience {
    return { clock: this.clock, leftMs: this.#leftMs, signal: this.#options.signal };
  }

  get timings(): HandshakeTimings {
    const { dns, tcp, proxy, tls, upgrade } = this.#takenUs;
    return {
      startedAtUs: this.#startedAtUs,
      ...(dns === undefined ? {} : { dnsUs: dns }),
      ...(tcp === undefined ? {} : { tcpUs: tcp }),
      ...(proxy === undefined ? {} : { proxyUs: proxy }),
      ...(tls === undefined ? {} : { tlsUs: tls }),
      ...(upgrade === undefined ? {} : { upgradeUs: upgrade }),
      totalUs: this.clock.nowUs() - this.#startedAtUs,
    };
  }

  /**
   * Runs and times one step. `work` must reject with the signal's reason when it aborts, and release what it opened.
   *
   * @throws DialFailed
   */
  async step<T>(step: DialStep, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.#step = step;
    this.#options.onStep?.(step);
    const startedAtUs = this.clock.nowUs();
    const guard = new AbortController();
    const release = this.#guard(guard, step);
    try {
      guard.signal.throwIfAborted();
      return await work(guard.signal);
    } catch (error) {
      throw error instanceof WsrigError ? error : new DialFailed(networkFailure(error, step));
    } finally {
      release();
      this.#takenUs[step] = this.clock.nowUs() - startedAtUs;
    }
  }

  get #leftMs(): number {
    return this.#timeoutMs - (this.clock.nowUs() - this.#startedAtUs) / 1_000;
  }

  /** Aborts `guard` when the caller aborts or time is up; gives the function that ends the watch. */
  #guard(guard: AbortController, step: DialStep): () => void {
    const { signal, phaseTimeoutsMs } = this.#options;
    const watch = new AbortController();
    const abort = (): void => {
      guard.abort(
        new DialFailed({
          step,
          code: "aborted",
          message: "the caller aborted the dial",
          cause: signal?.reason,
        }),
      );
    };
    signal?.addEventListener("abort", abort, { once: true });
    if (signal?.aborted) abort();

    const leftMs = this.#leftMs;
    const phaseMs = phaseTimeoutsMs?.[step] ?? Number.POSITIVE_INFINITY;
    const timeUp = (): DialFailed =>
      new DialFailed(timeoutFailure(step, this.#timeoutMs, phaseMs < leftMs ? phaseMs : undefined));
    sleepMs(this.clock, Math.max(0, Math.min(leftMs, phaseMs)), watch.signal).then(
      () => guard.abort(timeUp()),
      () => {
        // The step ended in time.
      },
    );
    return () => {
      watch.abort(stepOver);
      signal?.removeEventListener("abort", abort);
    };
  }
}

// One for all steps: a reason of its own for each would be an error with a stack trace, and thousands dial at once.
const stepOver = new Error("the step is over");

function timeoutFailure(step: DialStep, timeoutMs: number, phaseMs: number | undefined): DialFailure {
  const what = {
    dns: "the name lookup",
    tcp: "the TCP connection",
    proxy: "the proxy's answer",
    tls: "the TLS handshake",
    upgrade: "the HTTP answer",
  }[step];
  const limit =
    phaseMs === undefined ? `${formatMs(timeoutMs)} for all steps` : `${formatMs(phaseMs)} for this step`;
  return { step, code: "timeout", message: `${what} did not come within ${limit}`, hint: timeoutHint(step) };
}

/** Once there is a TCP connection the address is right, and who has it says nothing. */
function timeoutHint(step: DialStep): string | undefined {
  const more = "or give it more time with --timeout (timeoutMs)";
  switch (step) {
    case "dns":
    case "tcp":
      return undefined;
    case "proxy":
      return `The proxy took the connection and said nothing: check that it is an HTTP proxy, ${more}.`;
    case "tls":
      return `The server took the connection and said nothing: check that the port speaks TLS (ws:// if it does not), ${more}.`;
    case "upgrade":
      return `The server took the connection and said nothing: check that the port speaks HTTP, and whether it wants TLS (wss://), ${more}.`;
    default:
      return step satisfies never;
  }
}
