import { describe, expect, it } from "vitest";
import { commands } from "../../../../src/cli/commands.js";
import { formCommands } from "../../../../src/cli/form-commands.js";
import { argumentsOf, type FormCommand } from "../../../../src/link/run-form.js";
import { readCommand, shellWords } from "../../../../src/web/console/data/command-text.js";
import { searchedFlags, sortedFlags } from "../../../../src/web/console/data/flag-groups.js";
import { withoutSecrets } from "../../../../src/web/console/data/form-secrets.js";
import { emptyForm, fieldOf, requestOf, withField } from "../../../../src/web/console/data/run-request.js";

const forms = formCommands(commands);
const command = (name: string): FormCommand => {
  const found = forms.find((one) => one.name === name);
  if (found === undefined) throw new TypeError(`no command ${name}`);
  return found;
};
const load = command("load");
const serverUrl = "ws://127.0.0.1:41234";

describe("what is filled in", () => {
  it("is asked for without what is empty", () => {
    const filled = [
      [{ kind: "positional", name: "url" }, "ws://127.0.0.1:9001"],
      [{ kind: "flag", name: "connections" }, "100"],
      [{ kind: "flag", name: "rate" }, ""],
      [{ kind: "flag", name: "threshold" }, ["", "ws_errors: count < 1", ""]],
      [{ kind: "flag", name: "header" }, [""]],
      [{ kind: "flag", name: "binary" }, true],
      [{ kind: "flag", name: "insecure" }, undefined],
    ] as const;
    const form = filled.reduce(
      (before, [place, value]) => withField(before, place, value as string | undefined),
      emptyForm,
    );
    const request = requestOf(form, load, undefined);
    expect(request).toEqual({
      command: "load",
      positionals: { url: "ws://127.0.0.1:9001" },
      flags: { connections: "100", threshold: ["ws_errors: count < 1"], binary: true },
    });
    expect(argumentsOf(request, load)).toEqual([
      "load",
      "ws://127.0.0.1:9001",
      "--connections",
      "100",
      "--threshold",
      "ws_errors: count < 1",
      "--binary",
    ]);
  });

  it("goes to the server window where no URL was given, and nowhere where it was taken out", () => {
    expect(requestOf(emptyForm, load, serverUrl).positionals).toEqual({ url: serverUrl });
    expect(requestOf(emptyForm, command("experiment"), serverUrl).positionals).toEqual({ target: serverUrl });
    expect(requestOf(emptyForm, command("run"), serverUrl)).toEqual({
      command: "run",
      positionals: {},
      flags: { url: serverUrl },
    });
    expect(requestOf(emptyForm, command("experiment"), serverUrl).flags).toEqual({});
    const cleared = withField(emptyForm, { kind: "positional", name: "url" }, "");
    expect(requestOf(cleared, load, serverUrl).positionals).toEqual({});
  });

  it("has a field for each place that a problem names", () => {
    const places = [
      "--rate",
      "-r",
      "rate",
      "flags.rate",
      "--rate=5",
      "url",
      "positionals.url",
      "phases[1]",
      undefined,
    ];
    expect(places.map((path) => fieldOf(path, load)?.name)).toEqual([
      "rate",
      "rate",
      "rate",
      "rate",
      "rate",
      "url",
      "url",
      undefined,
      undefined,
    ]);
    const run = command("run");
    expect([fieldOf("url", run)?.kind, fieldOf("--url", run)?.kind, fieldOf("file", run)?.kind]).toEqual([
      "flag",
      "flag",
      "positional",
    ]);
  });

  it("is kept without headers, keys and URLs with a secret", () => {
    const form = {
      positionals: { url: "wss://example.com/?access_token=1" },
      flags: {
        header: ["Authorization: Bearer 1"],
        key: "client.pem",
        proxy: "http://user:password@127.0.0.1:3128",
        connections: "5",
        "mask-keys": "fixed",
        compression: true,
      },
    };
    expect(withoutSecrets(form)).toEqual({
      positionals: {},
      flags: { connections: "5", "mask-keys": "fixed", compression: true },
    });
    expect(withoutSecrets({ positionals: { url: "wss://me@example.com" }, flags: {} }).positionals).toEqual(
      {},
    );
    expect(withoutSecrets({ positionals: { url: serverUrl }, flags: {} }).positionals).toEqual({
      url: serverUrl,
    });
  });
});

describe("the flags of a form", () => {
  it("are all shown once, common ones first, the others by their headings in the help", () => {
    for (const form of forms) {
      const { common, groups } = sortedFlags(form);
      const shown = [...common, ...groups.flatMap(({ flags }) => flags)].map(({ name }) => name);
      expect([...shown].sort()).toEqual(form.flags.map(({ name }) => name).sort());
    }
    const { common, groups } = sortedFlags(load);
    expect(common.map(({ name }) => name)).toEqual([
      "connections",
      "rate",
      "duration",
      "size",
      "traffic",
      "threshold",
      "workers",
      "name",
    ]);
    expect(groups.map(({ title }) => title)).toEqual([
      "Load",
      "Messages",
      "Traffic",
      "Generator",
      "Connection",
      "Output",
      "Run",
    ]);
  });

  it("are found by name, alias and words", () => {
    const found = (search: string): readonly string[] => searchedFlags(load, search).map(({ name }) => name);
    expect(found("ping")).toEqual(["ping-every", "ping-interval"]);
    expect(found("  PING  Idle ")).toEqual(["ping-interval"]);
    expect(found("poisson process")).toEqual(["poisson"]);
    expect(found("--rate-per")).toEqual(["rate-per-connection"]);
    expect(found("slow-reader")).toContain("traffic");
    expect(found("no such thing")).toEqual([]);
    expect(found("")).toHaveLength(load.flags.length);
  });
});

describe("a command line that is read into the form", () => {
  const rows: readonly (readonly [string, readonly string[] | undefined])[] = [
    ["a  b\tc\n", ["a", "b", "c"]],
    ["'a b' c", ["a b", "c"]],
    [`"a \\"b\\" $c" d\\ e`, ['a "b" $c', "d e"]],
    [`'it'\\''s'`, ["it's"]],
    [`"C:\\dir"`, ["C:\\dir"]],
    ["a \\\n b", ["a", "b"]],
    ["''", [""]],
    ["", []],
    ["'open", undefined],
    ['"open', undefined],
  ];
  it.each(rows)("cuts %j as a shell does", (text, expected) => {
    expect(shellWords(text)).toEqual(expected);
  });

  it("fills positionals, flags, lists and switches", () => {
    const text =
      "$ FORCE_COLOR=0 npx wsrig load ws://127.0.0.1:9001/echo -c 100 -d10s --rate=500 -H 'A: 1' --header 'B: 2' --binary --no-compression -k";
    expect(readCommand(text, forms)).toEqual({
      kind: "read",
      request: {
        command: "load",
        positionals: { url: "ws://127.0.0.1:9001/echo" },
        flags: {
          connections: "100",
          duration: "10s",
          rate: "500",
          header: ["A: 1", "B: 2"],
          binary: true,
          compression: false,
          insecure: true,
        },
      },
      leftOut: [],
    });
  });

  it("tells what it has no field for", () => {
    expect(readCommand("wsrig load a b --nope -z 5 --rate -- program --x", forms)).toEqual({
      kind: "read",
      request: { command: "load", positionals: { url: "a" }, flags: { rate: "--" } },
      leftOut: ["b", "--nope", "-z", "5", "program", "--x"],
    });
    expect(readCommand("wsrig conform ws://a -- program --x", forms)).toMatchObject({
      leftOut: ["--", "program", "--x"],
    });
    expect(readCommand("wsrig load ws://a --rate", forms)).toMatchObject({ leftOut: ["--rate"] });
  });

  it("is none without a command, or with an open quote", () => {
    for (const text of ["", "wsrig", "wsrig serve", "curl load"]) {
      expect(readCommand(text, forms)).toEqual({ kind: "noCommand" });
    }
    expect(readCommand("wsrig load 'ws://a", forms)).toEqual({ kind: "openQuote" });
  });

  it("is what the form makes of it again", () => {
    const words = [
      "load",
      "ws://a",
      "--connections",
      "5",
      "--threshold",
      "ws_errors: count < 1",
      "--no-compression",
    ];
    const read = readCommand(words.map((word) => `'${word}'`).join(" "), forms);
    expect(read.kind === "read" && argumentsOf(read.request, load)).toEqual(words);
  });
});
