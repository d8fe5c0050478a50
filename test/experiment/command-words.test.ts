import { expect, test } from "vitest";
import { readCommandWords, readWords } from "../../src/experiment/command-words.js";

const env = { HOME: "/home/me" };

test.each<[string, string, readonly string[]]>([
  ["words", "node server.js  --port {port}", ["node", "server.js", "--port", "{port}"]],
  ["quotes", `'my server' --title "a b" c\\ d`, ["my server", "--title", "a b", "c d"]],
  ["$PORT, which is the port chosen", "server $PORT a$PORT/b", ["server", "{port}", "a{port}/b"]],
  ["variables of the environment", "$HOME/server $NOT_THERE", ["/home/me/server", ""]],
  ["no variable in single quotes", "server '$HOME'", ["server", "$HOME"]],
  ["patterns as they are", "server *.pem", ["server", "*.pem"]],
])("%s", (_, text, words) => {
  expect(readCommandWords(text, "--command", env)).toEqual(words);
});

test.each([
  ["a && b", "&&"],
  ["a > b", ">"],
  ["a; b", ";"],
  ["a # b", "#"],
])("%s needs a shell, and there is none", (text, what) => {
  expect(() => readCommandWords(text, "--command-a", env)).toThrow(
    `--command-a has "${what}" outside of quotes, and no shell reads it`,
  );
});

test("nothing is no command", () => {
  expect(() => readCommandWords(" ", "--command-a", env)).toThrow("--command-a is empty");
});

test("a variable before the program needs a shell too; env does the same without one", () => {
  expect(() => readCommandWords("DELAY=5 node server.js", "--command-b", env)).toThrow(
    expect.objectContaining({
      message: '--command-b begins with "DELAY=5", and no shell reads it',
      hint: "Write env before it: 'env DELAY=5 node server.js'.",
    }),
  );
  expect(readCommandWords("env DELAY=5 node", "--command-b", env)).toEqual(["env", "DELAY=5", "node"]);
});

test.each([
  [`--size "3B`, '"'],
  ["--payload 'a", "'"],
  [`--payload "a'b`, '"'],
])("%s has a quote that is not closed", (text, quote) => {
  expect(() => readWords({ text, path: "variant b" })).toThrow(`variant b has a ${quote} that is not closed`);
});

test.each([
  [`"it's"`, "it's"],
  [`'say "'`, 'say "'],
  [`\\"`, '"'],
  [`"a\\"b"`, 'a"b'],
])("%s is closed", (text, word) => {
  expect(readWords({ text, path: "variant b" })).toEqual([word]);
});

test("flags keep what a shell would fill in", () => {
  expect(readWords({ text: `--payload '{"id":{{id}}}' -H "A: $TOKEN"`, path: "x" })).toEqual([
    "--payload",
    '{"id":{{id}}}',
    "-H",
    "A: $TOKEN",
  ]);
});
