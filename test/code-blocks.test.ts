import { expect, test } from "vitest";
import { codeBlocks } from "./code-blocks.js";

test("fenced blocks come with language, file name, words and line", () => {
  const markdown = "# Page\n\n```ts file=a.ts\nconst a = 1;\n```\n\ntext\n\n```sh server\nwsrig serve\n```\n";
  expect(codeBlocks(markdown)).toEqual([
    { language: "ts", file: "a.ts", words: ["file=a.ts"], text: "const a = 1;\n", line: 3 },
    { language: "sh", file: undefined, words: ["server"], text: "wsrig serve\n", line: 9 },
  ]);
});
