import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { interpolate } from "../../../../src/scenarios/interpolate.js";
import { fillTemplates } from "../../../../src/scenarios/template.js";
import { literalFile, literalSteps } from "../../../../src/ui/windows/export/scenario-text.js";
import { scenarioYaml } from "../../../../src/ui/windows/export/scenario-yaml.js";

const env = { HOME: "/home" };
const values = { client: "1", random: "abcd" };

describe("text in an exported scenario", () => {
  // § stands for $.
  it.each([
    "§{HOME}",
    "§§{HOME}",
    "§§§{HOME:-x}",
    "{{client}}",
    "\\{{client}}",
    "\\\\{{ client }} {{random}}{{x}}",
    "§{{client}}",
    "{{a§{HOME}b}}",
    "{{§{HOME}}}",
    " \n",
    "~",
    "12",
    "# no comment",
  ])("%j stands for itself", (text) => {
    const dollars = text.replaceAll("§", "$");
    expect(readBack(dollars)).toBe(dollars);
  });

  it("stands for itself, whatever it is", () => {
    const pieces = fc.constantFrom(
      "$",
      "{",
      "}",
      "\\",
      "client",
      "HOME",
      ":-",
      " ",
      "\n",
      "\u0000",
      "\u2028",
      "é",
      "💡",
    );
    const texts = fc.oneof(
      fc.array(pieces, { maxLength: 30 }).map((all) => all.join("")),
      fc.string({ unit: "binary", maxLength: 50 }),
    );
    fc.assert(
      fc.property(texts, (text) => readBack(text) === text),
      { numRuns: 300 },
    );
  });

  // Patterns that look for blanks around a name would take minutes.
  it.each(["{{", "{{x", "§{", "\\{{"])("stands for itself with a million blanks behind %s", (start) => {
    const text = start.replace("§", "$") + " ".repeat(1_000_000);
    expect(readBack(text)).toBe(text);
  });

  it("is in a comment only as one line", () => {
    const text = scenarioYaml({ name: "x" }, ["first\nname: y", "second"]);
    expect(text).toBe("# first?name: y\n# second\n\nname: x\n");
  });
});

/** What a scenario sends that was written so. */
function readBack(text: string): unknown {
  const file = parse(scenarioYaml(literalFile(literalSteps({ text })), []));
  const { value } = interpolate(file, env);
  return fillTemplates(value as { readonly text: string }, values).text;
}
