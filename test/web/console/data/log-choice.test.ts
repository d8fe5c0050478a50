import { describe, expect, it } from "vitest";
import type { LineKey } from "../../../../src/web/console/data/line-key.js";
import { type LogChoice, nothingChosen, toggled } from "../../../../src/web/console/data/log-choice.js";
import { chosenLines } from "../../../../src/web/console/data/log-chosen.js";
import { copiedText } from "../../../../src/web/console/data/log-copied.js";
import { FrameLog } from "../../../../src/web/console/state/frame-log.js";
import { en } from "../../../../src/web/words/en.js";
import { LogEntries, oneOfEach } from "../log-entries.js";

const log = new FrameLog();
log.add(oneOfEach(new LogEntries(new Date(2026, 0, 2, 9, 5, 3).getTime() * 1_000), 1), false);

describe("what is chosen in the log", () => {
  it("opens a row and its frames, and closes them", () => {
    const open = toggled(nothingChosen.open, { seq: 7 }, log.rows);
    expect(open).toEqual(new Map([[7, new Set()]]));
    const deeper = toggled(open, { seq: 7, frame: 8 }, log.rows);
    expect(deeper).toEqual(new Map([[7, new Set([8])]]));
    expect(toggled(deeper, { seq: 7, frame: 8 }, log.rows)).toEqual(open);
    expect(toggled(deeper, { seq: 7 }, log.rows)).toEqual(new Map());
  });

  it("opens nothing where there is nothing in it", () => {
    expect(toggled(nothingChosen.open, { seq: 1 }, log.rows)).toBe(nothingChosen.open);
    // An empty message.
    expect(toggled(nothingChosen.open, { seq: 22 }, log.rows)).toBe(nothingChosen.open);
    expect(toggled(nothingChosen.open, { seq: 999 }, log.rows)).toBe(nothingChosen.open);
  });

  it.each([
    ["nothing", {}, []],
    ["one row", { current: { seq: 4 } }, ["4"]],
    ["rows from either end", { current: { seq: 4 }, anchor: { seq: 6 } }, ["4", "5", "6"]],
    ["rows with frames that are not seen", { current: { seq: 6 }, anchor: { seq: 13 } }, ["6", "7", "13"]],
    ["a row that has gone", { current: { seq: 8 } }, []],
  ] as const)("is %s", (_, choice, expected) => {
    expect(keys({ ...nothingChosen, ...choice })).toEqual(expected);
  });

  it("has the frames that are seen between both ends", () => {
    const open = new Map([[7, new Set<number>()]]);
    expect(keys({ open, anchor: { seq: 7, frame: 11 }, current: { seq: 13 } })).toEqual([
      "7/11",
      "7/12",
      "13",
    ]);
    expect(keys({ open, anchor: { seq: 6 }, current: { seq: 7, frame: 8 } })).toEqual([
      "6",
      "7",
      "7/7",
      "7/8",
    ]);
    expect(keys({ open, anchor: { seq: 7, frame: 9 }, current: { seq: 7, frame: 8 } })).toEqual([
      "7/8",
      "7/9",
    ]);
    expect(keys({ open, current: { seq: 7 } })).toEqual(["7"]);
  });

  it("copies the payload of one row as it is", () => {
    expect(copied({ seq: 5 })).toBe("hello\tclient\nsecond line \u202e reversed <b>bold</b>");
    expect(copied({ seq: 6 })).toBe("a\\xff\\xfeb");
    expect(copied({ seq: 7 })).toBe("Ein Satz, der über die Grenzen der Rahmen läuft: 你好");
    expect(copied({ seq: 7, frame: 7 })).toBe("Ein Satz, ");
    expect(copied({ seq: 25 })).toBe("03 e8 62 79 65");
    expect(copied({ seq: 24 })).toBe(
      "Problem connection-lost the peer reset the connection\nLook into its log.",
    );
    expect(
      copiedText(chosenLines(log.rows, { ...nothingChosen, current: { seq: 4 } }), {
        as: "hex",
        said: en,
      }).slice(0, 11),
    ).toBe("e4 bd a0 e5");
  });

  it("copies several rows as a line each", () => {
    const lines = chosenLines(log.rows, { ...nothingChosen, current: { seq: 3 }, anchor: { seq: 5 } });
    expect(copiedText(lines, { as: "auto", said: en }).split("\n")).toEqual([
      "09:05:03.002000\t·\tConnected\t\t",
      "09:05:03.003000\t↑\ttext FIN\t18 B\t你好, 服务器!",
      "09:05:03.004000\t↓\ttext FIN\t49 B\thello→client↵ second line \\u202e reversed <b>bold</b>",
    ]);
  });
});

function keys(choice: LogChoice): readonly string[] {
  return chosenLines(log.rows, choice).map(({ key: { seq, frame } }) =>
    frame === undefined ? `${seq}` : `${seq}/${frame}`,
  );
}

function copied(current: LineKey): string {
  return copiedText(chosenLines(log.rows, { open: new Map([[7, new Set<number>()]]), current }), {
    as: "auto",
    said: en,
  });
}
