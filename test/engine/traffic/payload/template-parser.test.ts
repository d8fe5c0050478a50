import { expect, test } from "vitest";
import { parseTemplate, type TemplatePart } from "../../../../src/engine/traffic/payload/template-parser.js";

const columns = ["user", "token"];

function literal(text: string): TemplatePart {
  return { kind: "literal", text };
}

test.each<[string, readonly TemplatePart[]]>([
  ["", []],
  ["plain }} text", [literal("plain }} text")]],
  ["{{id}}", [{ kind: "id" }]],
  ["{{ id }}", [{ kind: "id" }]],
  ['{"a":{{seq}}}', [literal('{"a":'), { kind: "seq" }, literal("}")]],
  ["{{{id}}}", [literal("{"), { kind: "id" }, literal("}")]],
  [
    "{{client}}{{connection}}{{nowUs}}{{nowMs}}{{uuid}}",
    [{ kind: "client" }, { kind: "connection" }, { kind: "nowUs" }, { kind: "nowMs" }, { kind: "uuid" }],
  ],
  ["{{random 1 100}}", [{ kind: "random", min: 1, max: 100 }]],
  ["{{random  -5   -5}}", [{ kind: "random", min: -5, max: -5 }]],
  ["{{feed.token}}!", [{ kind: "feed", column: 1 }, literal("!")]],
  ["a \\{{id}} b", [literal("a {{id}} b")]],
  ["\\{{ {{id}}", [literal("{{ "), { kind: "id" }]],
])("%j has these parts", (text, parts) => {
  expect(parseTemplate(text, columns)).toEqual({ parts, problems: [] });
});

test.each<[string, readonly { message: string; hint?: string }[]]>([
  ["a {{cliet}}", [{ message: "character 3: {{cliet}} is not known", hint: "Did you mean {{client}}?" }]],
  ["{{now}}", [{ message: "character 1: {{now}} is not known", hint: "Did you mean {{nowUs}}?" }]],
  [
    "{{something}}",
    [
      {
        message: "character 1: {{something}} is not known",
        hint: "Known are client, connection, seq, id, nowUs, nowMs, uuid, random, feed.user, feed.token.",
      },
    ],
  ],
  [
    "{{randon 1 5}}",
    [{ message: "character 1: {{randon 1 5}} is not known", hint: "Did you mean {{random}}?" }],
  ],
  [
    "{{feed.usr}}",
    [{ message: "character 1: {{feed.usr}} is not in the feed", hint: "Did you mean {{feed.user}}?" }],
  ],
  [
    "{{feed.password}}",
    [{ message: "character 1: {{feed.password}} is not in the feed", hint: "It has user, token." }],
  ],
  ...["{{random}}", "{{random 1}}", "{{random 1 2 3}}", "{{random 1 x}}", "{{random 0.5 1}}"].map(
    (text): [string, { message: string; hint: string }[]] => [
      text,
      [
        {
          message: `character 1: ${text} must have two whole numbers, the lowest and the highest`,
          hint: "Write it like {{random 1 100}}.",
        },
      ],
    ],
  ),
  [
    "{{random 2 1}}",
    [
      {
        message: "character 1: {{random 2 1}} must have its lowest number first; 2 is above 1",
        hint: "Write it like {{random 1 100}}.",
      },
    ],
  ],
  [
    "x {{id",
    [
      {
        message: "character 3: {{ is never closed by }}",
        hint: "Write \\{{ for the two braces themselves.",
      },
    ],
  ],
  [
    "{{ {{id}} {{ie}}",
    [
      {
        message: "character 1: {{ is never closed by }}",
        hint: "Write \\{{ for the two braces themselves.",
      },
      { message: "character 11: {{ie}} is not known", hint: "Did you mean {{id}}?" },
    ],
  ],
])("%j has these problems", (text, problems) => {
  expect(parseTemplate(text, columns).problems).toEqual(problems);
});

test("a value of a feed without a feed is a problem", () => {
  expect(parseTemplate("{{feed.user}}", undefined).problems).toEqual([
    { message: "character 1: {{feed.user}} needs a feed", hint: "Name the file of the feed." },
  ]);
});
