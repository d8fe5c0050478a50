// Only what the form offers is started: a page cannot reach flags, commands and arguments beyond it.

import { describe, expect, test } from "vitest";
import { WsrigError } from "../../../src/errors.js";
import { argumentsOf, type FormCommand, type RunRequest } from "../../../src/link/run-form.js";
import { formOf } from "../../../src/ui/runs/check-request.js";

const load: FormCommand = {
  name: "load",
  summary: "Load a service",
  positionals: [
    { name: "url", summary: "URL" },
    { name: "second", summary: "More", isOptional: true },
  ],
  flags: [
    { name: "rate", kind: "text", group: "Load:", summary: "Rate" },
    { name: "threshold", kind: "list", group: "Load:", summary: "Bound" },
    { name: "insecure", kind: "switch", group: "Load:", summary: "Any certificate" },
  ],
};

function mistakeOf(request: Partial<RunRequest>): unknown {
  try {
    formOf({ command: "load", positionals: { url: "ws://a/" }, flags: {}, ...request }, [load]);
    return undefined;
  } catch (error) {
    if (!(error instanceof WsrigError)) throw error;
    const { code, message, path, hint } = error;
    return { code, message, path, hint };
  }
}

describe("a request", () => {
  test("that the form offers has its form, and becomes arguments without a shell", () => {
    const request: RunRequest = {
      command: "load",
      positionals: { url: "ws://a/; rm -rf /" },
      flags: { rate: "-5", threshold: ["a: b < 1", "--ui"], insecure: false },
    };
    const form = formOf(request, [load]);
    expect(form).toBe(load);
    expect(argumentsOf(request, form)).toEqual([
      ...[
        "load",
        "ws://a/; rm -rf /",
        "--rate=-5",
        "--threshold",
        "a: b < 1",
        "--threshold=--ui",
        "--no-insecure",
      ],
    ]);
  });

  test.each<[string, Partial<RunRequest>, Record<string, unknown>]>([
    [
      "a command that is not offered",
      { command: "serve" },
      {
        code: "usage-unknown-command",
        message: 'there is no command "serve" to start here',
        path: "command",
        hint: "Choose one of load.",
      },
    ],
    [
      "a flag that is not offered",
      { flags: { rates: "5" } },
      {
        code: "usage-unknown-flag",
        message: "wsrig load has no flag --rates that can be set here",
        path: "flags.rates",
        hint: "Did you mean --rate?",
      },
    ],
    [
      "a flag of Object.prototype",
      { flags: { constructor: "5" } },
      {
        code: "usage-unknown-flag",
        message: "wsrig load has no flag --constructor that can be set here",
        path: "flags.constructor",
        hint: undefined,
      },
    ],
    [
      "an argument that is not offered",
      { positionals: { url: "ws://a/", file: "x" } },
      {
        code: "usage-unknown-argument",
        message: "wsrig load has no argument <file>",
        path: "positionals.file",
        hint: undefined,
      },
    ],
    [
      "an argument that is missing",
      { positionals: {} },
      {
        code: "usage-missing-argument",
        message: "wsrig load needs <url>",
        path: "positionals.url",
        hint: undefined,
      },
    ],
    [
      "an argument that would be a flag",
      { positionals: { url: "--watch-pid=1" } },
      {
        code: "usage-invalid-argument",
        message: '<url> is "--watch-pid=1"; must not begin with a dash',
        path: "positionals.url",
        hint: "Begin a path with ./ and a URL with ws:// or wss://.",
      },
    ],
    [
      "a list where one value is asked for",
      { flags: { rate: ["1", "2"] } },
      { code: "usage-invalid-flag", message: "--rate takes one value", path: "flags.rate", hint: undefined },
    ],
    [
      "a value where on or off is asked for",
      { flags: { insecure: "yes" } },
      {
        code: "usage-invalid-flag",
        message: "--insecure takes on or off",
        path: "flags.insecure",
        hint: undefined,
      },
    ],
    [
      "a value where a list is asked for",
      { flags: { threshold: "a" } },
      {
        code: "usage-invalid-flag",
        message: "--threshold takes a list of values",
        path: "flags.threshold",
        hint: undefined,
      },
    ],
  ])("with %s is a mistake with its place", (_title, request, expected) => {
    expect(mistakeOf(request)).toEqual(expected);
  });
});
