// `wsrig idle <url>`: after how much silence does the path to a server end a connection?

import type { IdleResult } from "../../client/idle/find-idle-timeout.js";
import { endText } from "../../client/idle/idle-words.js";
import type { Command } from "../command.js";
import { TargetFailed, unreachableError } from "../error-output.js";
import { ExitCode, type ExitFacts } from "../exit-code.js";
import { readDialOptions } from "../flags/dial-flags.js";
import { connectFlags, jsonFlags, quietFlags, redactFlags } from "../flags/flag-groups.js";
import type { FlagValues } from "../flags/flag-values.js";
import { requireTargetUrl } from "../flags/target-url.js";
import type { IdlePlan } from "../idle-output.js";
import { watchInterrupts } from "../interrupt.js";
import { openProgress } from "../progress/progress.js";

const idle = "Idle:";
const minPrecisionMs = 5;

export const idleCommand: Command = {
  name: "idle",
  summary: "Find the idle timeout of the whole path to a server, proxies included",
  positionals: [{ name: "url", summary: "ws:// or wss:// URL" }],
  flags: {
    from: { kind: "text", group: idle, summary: "Shortest silence to try", example: "100ms", fallback: "1s" },
    max: { kind: "text", group: idle, summary: "Longest silence to try", example: "15m", fallback: "2m" },
    precision: {
      kind: "text",
      group: idle,
      summary: "How close the bounds of the timeout must come",
      example: "100ms",
      fallback: "1s",
    },
    probe: {
      kind: "text",
      group: idle,
      summary: "What proves that a connection lives: the pong to a ping, or the echo of a message",
      choices: ["ping", "message"],
      fallback: "ping",
    },
    "expect-at-least": {
      kind: "text",
      group: idle,
      summary: "End with 1 when a shorter silence than this, or one as long, ends a connection",
      example: "60s",
    },
    ...connectFlags,
    timeout: {
      kind: "text",
      group: idle,
      summary: "Longest wait for a connection, and for the answer of the probe",
      example: "10s",
      fallback: "10s",
    },
    ...jsonFlags,
    ...quietFlags,
    ...redactFlags,
  },
  examples: [
    ["$0 idle wss://example.com/socket", "silences from 1 s to 2 min at once, then closer ones"],
    ["$0 idle wss://example.com/socket --max 15m --expect-at-least 10m", "1 when 10 min are too long"],
  ],
  async run({ positionals, flags, terminal }): Promise<ExitFacts> {
    const url = requireTargetUrl(positionals.url ?? "", "url");
    const dialOptions = readDialOptions(flags, url);
    const plan = readPlan(flags);
    flags.throwProblems();
    // Loaded now, not at the start: help, completion and mistakes answer at once.
    const { findIdleTimeout } = await import("../../client/idle/find-idle-timeout.js");
    const { idleDocument, idleText } = await import("../idle-output.js");
    const { idleProgress } = await import("../idle-progress.js");
    const json = flags.switch("json") ?? false;
    const redact = flags.list("redact");
    const quiet = (flags.switch("quiet") ?? false) || (json && !terminal.animated);
    const progress = openProgress(terminal, { quiet });
    using interrupts = watchInterrupts({
      onFirst: () => progress.note("Interrupted: telling what is known so far."),
      onSecond: () => process.exit(ExitCode.interrupted),
    });
    try {
      const { signal } = interrupts;
      const told = idleProgress(progress, plan, redact);
      const alsoMs = plan.expectAtLeastMs;
      const result = await findIdleTimeout({ url, dial: dialOptions, ...plan, alsoMs, ...told, signal });
      progress.end();
      const observed = requireObserved(result, { url, redact, plan });
      const document = idleDocument(url, plan, observed, redact);
      terminal.out(json ? JSON.stringify(document, undefined, 2) : idleText(document, terminal.outColours));
      return { interrupted: document.interrupted, checkFailed: document.expectation?.isMet === false };
    } finally {
      progress.end();
    }
  },
};

function readPlan(flags: FlagValues): IdlePlan {
  const fromMs = flags.durationMs("from") ?? 1_000;
  const maxMs = flags.durationMs("max") ?? 120_000;
  const precisionMs = flags.durationMs("precision") ?? 1_000;
  const expectAtLeastMs = flags.durationMs("expect-at-least");
  if (fromMs > maxMs) {
    const message = `--from is ${given(flags, "from", "1s")}; must be at most --max, which is ${given(flags, "max", "2m")}`;
    flags.problem("from", message, "Lower --from or raise --max.");
  }
  if (expectAtLeastMs !== undefined && expectAtLeastMs > maxMs) {
    const message = `--expect-at-least is ${flags.text("expect-at-least")}; must be at most --max, which is ${given(flags, "max", "2m")}`;
    flags.problem("expect-at-least", message, "Raise --max: only silences up to it are tried.");
  }
  if (expectAtLeastMs !== undefined && expectAtLeastMs < fromMs) {
    const message = `--expect-at-least is ${flags.text("expect-at-least")}; must be at least --from, which is ${given(flags, "from", "1s")}`;
    flags.problem("expect-at-least", message, "Lower --from: only silences from it on are tried.");
  }
  if (precisionMs < minPrecisionMs) {
    const message = `--precision is ${flags.text("precision")}; must be at least ${minPrecisionMs}ms`;
    flags.problem("precision", message, "A timer of this machine is no more exact than that.");
  }
  return {
    fromMs,
    maxMs,
    precisionMs,
    probe: flags.text("probe") === "message" ? "message" : "ping",
    timeoutMs: flags.durationMs("timeout") ?? 10_000,
    expectAtLeastMs,
  };
}

function given(flags: FlagValues, name: string, fallback: string): string {
  return flags.text(name) ?? `${fallback} by default`;
}

interface Circumstances {
  readonly url: string;
  readonly redact: readonly string[];
  readonly plan: IdlePlan;
}

/** @throws TargetUnreachable, TargetFailed when there was no connection to be silent on */
function requireObserved(
  result: IdleResult,
  { url, redact, plan }: Circumstances,
): Extract<IdleResult, { kind: "observed" }> {
  switch (result.kind) {
    case "observed":
      return result;
    case "not-opened": {
      const { failure } = result;
      if (failure.response === undefined) throw unreachableError(url, redact, failure);
      throw new TargetFailed(`idle-${failure.code}`, failure.message, { path: "url", hint: failure.hint });
    }
    case "no-answer": {
      const message = `a connection that was just opened was of no use: ${endText(result.observation, plan.probe)}`;
      throw new TargetFailed("idle-no-answer", message, { path: "--probe", hint: noAnswerHint(plan) });
    }
    default:
      return result satisfies never;
  }
}

function noAnswerHint({ probe }: IdlePlan): string {
  return probe === "ping"
    ? "Use --probe message if the target echoes messages; every server should answer pings (RFC 6455 §5.5.2)."
    : "Use --probe ping, or the URL of a service that echoes messages.";
}
