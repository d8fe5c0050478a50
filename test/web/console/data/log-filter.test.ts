import { describe, expect, it } from "vitest";
import {
  type LogFilter,
  narrowedBy,
  noFilter,
  rowFilter,
} from "../../../../src/web/console/data/log-filter.js";
import { FrameLog } from "../../../../src/web/console/state/frame-log.js";
import { en } from "../../../../src/web/words/en.js";
import { LogEntries, oneOfEach } from "../log-entries.js";

const log = new FrameLog();
log.add(oneOfEach(new LogEntries(), 1), false);
const numbers = [...log.rows].map(({ seq }) => seq);

describe("the filter of the log", () => {
  it("lets all pass at first", () => {
    expect(passing({})).toEqual(numbers);
    expect(narrowedBy(noFilter)).toBe(0);
  });

  it.each([
    // Events have no direction and pass; what was left out has one.
    ["the sent ones", { direction: "sent" }, [1, 2, 3, 4, 14, 15, 24, 25, 27, 28]],
    ["text", { kinds: new Set(["text"] as const) }, [4, 5, 6, 7, 18, 19, 20, 22]],
    // A reserved opcode is no text.
    ["binary", { kinds: new Set(["binary"] as const) }, [13, 14, 20, 23]],
    ["control frames", { kinds: new Set(["control"] as const) }, [15, 16, 17, 20, 25, 26]],
    ["events", { kinds: new Set(["events"] as const) }, [1, 2, 3, 20, 24, 27, 28]],
    ["none", { kinds: new Set<never>() }, []],
    ["another conversation", { conversation: 2 }, []],
    ["text of a payload in any case, across frames", { search: "über die GRENZEN" }, [7]],
    ["Chinese", { search: "你好" }, [4, 7]],
    ["bytes", { search: "ff fe" }, [6]],
    ["bytes beyond the first line of a dump", { search: "6970777e" }, [13, 14]],
    ["bytes of text", { search: "e4bda0e5a5bd" }, [4, 7]],
    ["half a byte, which is text", { search: "e4b" }, []],
    ["what an event says", { search: "reset the connection" }, [24]],
    ["a close code", { search: "1000" }, [25, 26, 27]],
    ["a control character", { search: "\u202e" }, [5]],
    [
      "two things at once",
      { search: "1", direction: "received", kinds: new Set(["control"] as const) },
      [16, 17, 26],
    ],
  ] satisfies readonly (readonly [string, Partial<LogFilter>, readonly number[]])[])(
    "finds %s",
    (_, part, expected) => {
      expect(passing(part)).toEqual(expected);
    },
  );

  it("counts the parts that leave rows out", () => {
    expect(narrowedBy({ direction: "sent", kinds: new Set(["text"]), search: "x", conversation: 1 })).toBe(3);
  });
});

function passing(part: Partial<LogFilter>): readonly number[] {
  const passes = rowFilter({ ...noFilter, ...part }, en);
  return [...log.rows].filter(passes).map(({ seq }) => seq);
}
