import { describe, expect, it } from "vitest";
import { commands } from "../../../../src/cli/commands.js";
import { formCommands } from "../../../../src/cli/form-commands.js";
import { translatedCommands } from "../../../../src/web/console/data/translated-commands.js";
import { en } from "../../../../src/web/words/en.js";
import { zh } from "../../../../src/web/words/zh.js";

const offered = formCommands(commands);

describe("the commands of the run form", () => {
  it("are in English as the process tells them", () => {
    expect(translatedCommands(offered, en)).toEqual(offered);
  });

  it("are in Chinese what they are, what they take, and what their options do", () => {
    const [load] = translatedCommands(
      offered.filter(({ name }) => name === "load"),
      zh,
    );
    expect(load?.summary).toBe("对服务施加负载：默认回显，闭环或按固定速率");
    expect(load?.positionals[0]?.summary).toBe("服务的 ws:// 或 wss:// 地址");
    expect(load?.flags.find(({ name }) => name === "duration")?.summary).toBe("负载的时长");
  });

  it("have no words in Chinese for what no command says", () => {
    const said = new Set(
      offered.flatMap(({ summary, positionals, flags }) => [
        summary,
        ...positionals.map((one) => one.summary),
        ...flags.map((one) => one.summary),
      ]),
    );
    expect(Object.keys(zh.flagWords).filter((text) => !said.has(text))).toEqual([]);
  });

  it("have words in Chinese for every command", () => {
    expect(offered.filter(({ summary }) => zh.flagWords[summary] === undefined)).toEqual([]);
  });
});
