// `wsrig connect <url>`: talk to a server by hand, or by a script on stdin.

import { systemClock } from "../../clock.js";
import { redactData } from "../../metrics/redact.js";
import { gotHttpAnswer } from "../../scenarios/dial-metrics.js";
import type { Command } from "../command.js";
import { Expectations } from "../connect/expectations.js";
import { openLineSource } from "../connect/line-source.js";
import { checkScriptHead } from "../connect/script-head.js";
import { converse } from "../connect/session.js";
import { type TranscriptEvent, transcriptLine } from "../connect/transcript.js";
import { TargetFailed, unreachableError } from "../error-output.js";
import { ExitCode, type ExitFacts } from "../exit-code.js";
import { readDialOptions } from "../flags/dial-flags.js";
import { connectFlags, jsonFlags, quietFlags, redactFlags } from "../flags/flag-groups.js";
import { requireTargetUrl } from "../flags/target-url.js";
import { watchInterrupts } from "../interrupt.js";

const defaultTimeoutMs = 10_000;

export const connectCommand: Command = {
  name: "connect",
  summary: "Talk to a server: type lines, or pipe a script",
  positionals: [{ name: "url", summary: "ws:// or wss:// URL" }],
  flags: {
    expect: {
      kind: "list",
      group: "Script:",
      summary: "Regular expression that a message must match (hex digits of a binary one); repeat, in order",
    },
    ...connectFlags,
    timeout: {
      kind: "text",
      group: "Script:",
      summary: "Longest wait for the connection, and for each --expect",
      example: "10s",
      fallback: "10s",
    },
    ...jsonFlags,
    ...quietFlags,
    ...redactFlags,
  },
  examples: [
    [
      "echo hello | $0 connect ws://127.0.0.1:8080/echo --expect hello",
      "0 when the answer comes, 1 when not",
    ],
    ["$0 connect ws://127.0.0.1:8080/echo", "interactive; /help lists the commands"],
  ],
  async run({ positionals, flags, terminal }): Promise<ExitFacts> {
    const url = requireTargetUrl(positionals.url ?? "", "url");
    const options = readDialOptions(flags, url);
    const expectations = new Expectations(flags.list("expect"));
    const timeoutMs = flags.durationMs("timeout") ?? defaultTimeoutMs;
    flags.throwProblems();
    const input = process.stdin.isTTY === true ? process.stdin : await checkScriptHead(process.stdin);
    // Loaded now, not at the start: help, completion and mistakes answer at once.
    const { dial } = await import("../../client/dial.js");
    using interrupts = watchInterrupts({
      onFirst: () => {},
      onSecond: () => process.exit(ExitCode.interrupted),
    });
    const signal = AbortSignal.any([interrupts.signal, terminal.outGone]);

    const result = await dial(url, { ...options, timeoutMs, clock: systemClock, signal });
    if (result.kind === "failed") {
      if (interrupts.signal.aborted) return { interrupted: true };
      const { failure } = result;
      if (!gotHttpAnswer(result)) throw unreachableError(url, flags.list("redact"), failure);
      throw new TargetFailed(`connect-${failure.code}`, failure.message, { path: "url", hint: failure.hint });
    }
    const { connection, timings } = result;
    const source = openLineSource(terminal, input);
    const show = (event: TranscriptEvent): void => {
      // Payloads too: a server may well repeat the URL that it was dialled with.
      const safe = redactData(event, flags.list("redact"));
      if (flags.switch("json")) terminal.out(JSON.stringify(safe));
      else source.print(transcriptLine(safe, terminal.outColours));
    };
    show({
      event: "open",
      url,
      driver: connection.driver,
      subprotocol: connection.subprotocol,
      extensions: connection.extensions,
      handshakeUs: timings.totalUs,
    });
    if (source.isInteractive && !flags.switch("quiet"))
      source.note("Type a text to send it; /help lists commands.");
    await converse({ connection, clock: systemClock, expectations, show, source, timeoutMs, signal });
    return { interrupted: interrupts.signal.aborted };
  },
};
