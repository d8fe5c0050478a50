import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { scenarioYaml } from "../../../../src/ui/windows/export/scenario-yaml.js";

describe("the YAML of an exported scenario", () => {
  it("shows what an editor would hide or draw in another order, and gives it back to the letter", () => {
    const file = { steps: [{ sendText: "a\u202eb\u2028c\u{e0041}" }, { sendText: "你好, 服务器!" }] };
    const yaml = scenarioYaml(file, ["Run it"]);
    expect(yaml).toBe(
      '# Run it\n\nsteps:\n  - sendText: "a\\u202eb\\u2028c\\U000e0041"\n  - sendText: 你好, 服务器!\n',
    );
    expect(parse(yaml)).toEqual(file);
  });
});
