import { describe, expect, it } from "vitest";
import { listBehaviours } from "../../../../src/server/behaviours/catalogue.js";
import { behaviourTitle, parametersHint } from "../../../../src/web/console/data/behaviour-words.js";
import { problemLine, problemWords } from "../../../../src/web/console/data/problem-words.js";
import { en } from "../../../../src/web/words/en.js";
import { zh } from "../../../../src/web/words/zh.js";

const refused = {
  code: "refused",
  message: "nothing listens at the address (ECONNREFUSED)",
  hint: "Check host and port, and that the server runs.",
};

describe("what the page says of a problem", () => {
  it("is in English what the process says", () => {
    expect(problemWords(refused, en)).toEqual({ message: refused.message, hint: refused.hint });
    expect(problemLine(refused, en)).toBe(
      "nothing listens at the address (ECONNREFUSED). Check host and port, and that the server runs.",
    );
  });

  it("is in Chinese what it comes to and what to do, with the message of the process beside it", () => {
    const headline = "该地址没有程序在监听。请检查主机和端口，并确认服务器已启动。";
    expect(problemWords(refused, zh)).toEqual({ headline, message: refused.message });
    expect(problemLine(refused, zh)).toBe(`${headline}（${refused.message}）`);
  });

  it("is in every language what the process says where the code has no words", () => {
    const other = { code: "new-one", message: "something new" };
    expect(problemWords(other, zh)).toEqual({ message: "something new" });
    expect(problemLine(other, zh)).toBe("something new");
  });
});

describe("what the page says of a behaviour", () => {
  it("has words in Chinese for every one that the server has, and no others", () => {
    expect(Object.keys(zh.behaviours)).toEqual(listBehaviours().map(({ path }) => path));
  });

  it("is the path with its summary", () => {
    const echo = { path: "/echo", summary: "sends every message back" };
    expect(behaviourTitle(echo, en)).toBe("/echo – sends every message back");
    expect(behaviourTitle(echo, zh)).toBe("/echo – 原样发回每条消息");
  });

  it("hints at its parameters", () => {
    expect(parametersHint({ parameters: ["rate", "bytes", "count"] })).toBe("rate=&bytes=&count=");
    expect([parametersHint({ parameters: [] }), parametersHint({})]).toEqual(["", ""]);
  });
});
