import { describe, expect, it } from "vitest";
import { runCli } from "./run-cli.js";

// Nothing listens there: a command that got as far as connecting would end with 3.
const url = "ws://127.0.0.1:1/";

interface Mistake {
  readonly title: string;
  readonly args: readonly string[];
  readonly stderr: readonly string[];
}

const mistakes: readonly Mistake[] = [
  { title: "no command", args: [], stderr: ["error: no command is given", "hint: See wsrig --help."] },
  {
    title: "an unknown command",
    args: ["laod", url],
    stderr: ['error: there is no command "laod"', "hint: Did you mean load?"],
  },
  {
    title: "an unknown flag",
    args: ["load", url, "--conections", "4"],
    stderr: ["error: wsrig load has no flag --conections", "hint: Did you mean --connections?"],
  },
  {
    title: "a flag as k6 calls it",
    args: ["load", url, "--vus", "4"],
    stderr: ["error: wsrig load has no flag --vus", "hint: It is --connections here."],
  },
  {
    title: "a flag as others call it, of a command that has no such thing",
    args: ["idle", url, "--rps", "4"],
    stderr: ["error: wsrig idle has no flag --rps", "hint: See wsrig idle --help."],
  },
  {
    title: "a flag of another command",
    args: ["serve", "--duration", "5s"],
    stderr: ["error: wsrig serve has no flag --duration", "hint: See wsrig serve --help."],
  },
  {
    title: "a missing URL",
    args: ["check"],
    stderr: ["error: wsrig check needs <url>", "hint: See wsrig check --help."],
  },
  {
    title: "one argument too many",
    args: ["check", url, "extra"],
    stderr: ['error: wsrig check takes no "extra"', "hint: See wsrig check --help."],
  },
  {
    title: "a flag without its value",
    args: ["load", url, "-d"],
    stderr: ["error: --duration needs a value", "hint: See wsrig load --help."],
  },
  {
    title: "a value that is no choice",
    args: ["load", url, "--driver", "curl"],
    stderr: ['error: --driver is "curl"; must be one of "frame", "ws"', "hint: See wsrig load --help."],
  },
  {
    title: "a subject that is no choice",
    args: ["list", "frames"],
    stderr: [
      'error: subject is "frames"; must be one of "scenarios", "cases", "metrics", "behaviours"',
      "hint: See wsrig list --help.",
    ],
  },
  {
    title: "a bare number for a duration",
    args: ["load", url, "-d", "5"],
    stderr: [
      'error: --duration is "5"; must be a duration with its unit, such as "500ms", "30s", "1m30s"',
      "hint: Write 5s if you mean seconds.",
    ],
  },
  {
    title: "a bare number for a size",
    args: ["load", url, "--size", "32"],
    stderr: [
      'error: --size is "32"; must be a size with its unit, such as "32B", "16KiB", "1MiB"',
      "hint: Write 32B if you mean bytes.",
    ],
  },
  {
    title: "a duration of nothing",
    args: ["load", url, "-d", "0"],
    stderr: ["error: --duration is 0; must be greater than 0"],
  },
  {
    title: "no connections",
    args: ["load", url, "-c", "0"],
    stderr: ['error: --connections is "0"; must be a whole number from 1 to 1000000'],
  },
  {
    title: "a number that is none",
    args: ["load", url, "--in-flight", "1e3"],
    stderr: ['error: --in-flight is "1e3"; must be a whole number from 1 to 65536'],
  },
  {
    title: "a flag given twice that takes one value",
    args: ["load", url, "-d", "1s", "--duration", "2s"],
    stderr: ["error: --duration is given 2 times; it takes one value"],
  },
  {
    title: "several mistakes at once",
    args: ["load", url, "-d", "5", "-c", "x", "--tag", "a"],
    stderr: [
      "error: 3 flags are wrong:",
      '  --tag is "a"; must be key=value',
      '  --connections is "x"; must be a whole number from 1 to 1000000',
      '  --duration is "5"; must be a duration with its unit, such as "500ms", "30s", "1m30s". Write 5s if you mean seconds.',
    ],
  },
  {
    title: "an http URL",
    args: ["check", "http://127.0.0.1:1/"],
    stderr: [
      'error: url is "http://127.0.0.1:1/"; must be a URL that begins with ws:// or wss://',
      "hint: Did you mean ws://127.0.0.1:1/?",
    ],
  },
  {
    title: "a host without a scheme",
    args: ["check", "127.0.0.1:1"],
    stderr: [
      'error: url is "127.0.0.1:1"; must be a URL that begins with ws:// or wss://',
      "hint: Did you mean ws://127.0.0.1:1?",
    ],
  },
  ...["ws:///echo", "ws://", "wss://:8080/echo", "ws:///"].map((target) => ({
    title: `a URL without a host, which a parser would make of the path: ${target}`,
    args: ["check", target],
    stderr: [
      `error: url is "${target}"; it names no host`,
      "hint: Give one, such as ws://127.0.0.1:8080/echo.",
    ],
  })),
  {
    title: "a URL without slashes, which a parser would put in",
    args: ["check", "ws:echo"],
    stderr: ['error: url is "ws:echo"; must be a URL that begins with ws:// or wss://'],
  },
  {
    title: "a URL with a fragment (RFC 6455 §3)",
    args: ["check", "ws://127.0.0.1:1/#a"],
    stderr: [
      'error: url is "ws://127.0.0.1:1/#a"; a WebSocket URL has no fragment (#)',
      "hint: Write a # of the path as %23.",
    ],
  },
  {
    title: "an unknown scenario",
    args: ["check", url, "--scenario", "close-code"],
    stderr: [
      'error: there is no scenario "close-code"',
      "hint: Did you mean close-codes? See wsrig list scenarios.",
    ],
  },
  {
    title: "a header without a colon",
    args: ["check", url, "-H", "X-Token"],
    stderr: ["error: --header is \"X-Token\"; must be 'Name: value'"],
  },
  {
    title: "a header with a line break",
    args: ["check", url, "-H", "X-A: 1\r\nX-B: 2"],
    stderr: [
      "error: --header X-A has a line break or a NUL in its value; a header is one line",
      "hint: Give each header a -H of its own.",
    ],
  },
  {
    title: "a header without a colon, whose words may be secret",
    args: ["check", url, "-H", "Authorization Bearer S3"],
    stderr: ["error: --header is \"Authorization ...\"; must be 'Name: value'"],
  },
  {
    title: "a secret in what does not parse",
    args: ["check", url, "ws://h/?ticket=S3", "--redact", "ticket"],
    stderr: ['error: wsrig check takes no "ws://h/?ticket=***"', "hint: See wsrig check --help."],
  },
  {
    title: "a port that is too large",
    args: ["check", "ws://127.0.0.1:99999"],
    stderr: ['error: url is "ws://127.0.0.1:99999"; its port is 99999, must be at most 65535'],
  },
  {
    title: "a scenario that is like none",
    args: ["check", url, "--scenario", "nonsense"],
    stderr: ['error: there is no scenario "nonsense"', "hint: See wsrig list scenarios."],
  },
  {
    title: "a folder of reports that is a file",
    args: ["check", url, "--out", "package.json"],
    stderr: [
      "error: no folder for the report can be made in package.json: it is a file; must be a folder",
      "hint: Name a folder that can be written to with --out.",
    ],
  },
  {
    title: "a subprotocol that is no token (RFC 6455 §4.1)",
    args: ["check", url, "-s", "a b"],
    stderr: ['error: --subprotocol is "a b"; must be a token such as chat.v2'],
  },
  {
    title: "a bare number that two parts of a command read",
    args: ["connect", url, "--timeout", "5"],
    stderr: [
      'error: --timeout is "5"; must be a duration with its unit, such as "500ms", "30s", "1m30s"',
      "hint: Write 5s if you mean seconds.",
    ],
  },
  {
    title: "a certificate without its key",
    args: ["check", url, "--cert", "nowhere.pem"],
    stderr: [
      "error: 2 flags are wrong:",
      '  --cert is "nowhere.pem"; the file does not exist',
      "  --cert is given without --key. Give both, as PEM files.",
    ],
  },
  {
    title: "a local address that is a name",
    args: ["check", url, "--local-address", "localhost"],
    stderr: ['error: --local-address is "localhost"; must be an IP address of this machine'],
  },
  {
    title: "two documents for one stdout",
    args: ["check", url, "--html", "-", "--junit", "-"],
    stderr: [
      "error: --html and --junit would both write to stdout",
      "hint: Give a file to all but one of them.",
    ],
  },
  {
    title: "two documents for one file",
    args: ["check", url, "--html", "same", "--junit", "./same"],
    stderr: ["error: --html and --junit would both write to ./same", "hint: Give each a file of its own."],
  },
  {
    title: "an output in a folder that does not exist",
    args: ["check", url, "--junit", "no/such/folder/junit.xml"],
    stderr: [
      'error: --junit is "no/such/folder/junit.xml"; its folder does not exist',
      "hint: Create it first: mkdir -p no/such/folder",
    ],
  },
  {
    title: "a pattern that is none",
    args: ["connect", url, "--expect", "("],
    stderr: [
      'error: --expect is "("; not a regular expression: Invalid regular expression: /(/su: Unterminated group',
    ],
  },
];

describe("mistakes in the command line", () => {
  it.each(mistakes)("$title: exit code 2, said on stderr, nothing on stdout", async ({ args, stderr }) => {
    const result = await runCli(args);
    expect(result).toEqual({ code: 2, stdout: "", stderr: `${stderr.join("\n")}\n` });
  });

  it("are one JSON document on stderr under --json", async () => {
    const { code, stdout, stderr } = await runCli(["load", url, "-d", "5", "--json"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(JSON.parse(stderr)).toEqual({
      error: {
        code: "usage-invalid-duration",
        message: '--duration is "5"; must be a duration with its unit, such as "500ms", "30s", "1m30s"',
        path: "--duration",
        hint: "Write 5s if you mean seconds.",
      },
    });
  });

  it("are JSON even when the command line does not parse", async () => {
    const { code, stderr } = await runCli(["load", "--json"]);
    expect(code).toBe(2);
    expect(JSON.parse(stderr).error.code).toBe("usage-missing-argument");
  });

  it("never show a password of the URL", async () => {
    const { stderr } = await runCli(["check", "http://me:hunter2@127.0.0.1:1/"]);
    expect(stderr).toContain("http://***@127.0.0.1:1/");
    expect(stderr).not.toContain("hunter2");
  });
});

describe("help, version and completion", () => {
  it("--help lists every command on stdout", async () => {
    const { code, stdout, stderr } = await runCli(["--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const names = ["check", "run", "load", "connect", "serve", "ui", "report", "list", "demo", "completion"];
    for (const name of names) {
      expect(stdout).toMatch(new RegExp(`^  wsrig ${name}\\b`, "m"));
    }
  });

  it("--help of a command lists its flags and how they are read from the environment", async () => {
    const { code, stdout } = await runCli(["load", "--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain("-c, --connections");
    expect(stdout).toContain("--fragment-bytes");
    expect(stdout).toContain("WSRIG_NAME");
  });

  it("--version prints the version alone", async () => {
    const result = await runCli(["--version"]);
    expect(result).toEqual({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: "" });
  });

  it("completion --help prints help, no script", async () => {
    const { code, stdout } = await runCli(["completion", "--help"], { env: { SHELL: "/bin/bash" } });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^wsrig completion\n\nPrint a script/);
    expect(stdout).not.toContain("begin-wsrig-completions");
  });

  it("completion prints a script for the shell", async () => {
    const { code, stdout } = await runCli(["completion"], { env: { SHELL: "/bin/bash" } });
    expect(code).toBe(0);
    expect(stdout).toContain("begin-wsrig-completions");
  });

  it("completes commands, flags of a command, and choices", async () => {
    const complete = async (...words: readonly string[]): Promise<readonly string[]> => {
      const { stdout } = await runCli(["--get-yargs-completions", "wsrig", ...words], {
        env: { SHELL: "/bin/bash" },
      });
      return stdout.split("\n");
    };
    expect(await complete("")).toEqual(expect.arrayContaining(["check", "load", "serve", "ui"]));
    expect(await complete("ui", "--")).toEqual(
      expect.arrayContaining(["--port", "--host", "--open", "--out"]),
    );
    expect(await complete("load", "--d")).toEqual(expect.arrayContaining(["--duration", "--driver"]));
    expect(await complete("list", "")).toEqual(
      expect.arrayContaining(["scenarios", "metrics", "behaviours"]),
    );
  });
});
