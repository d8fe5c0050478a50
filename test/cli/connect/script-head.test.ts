// A piped script is read and checked before anything is dialled.

import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { checkScriptHead } from "../../../src/cli/connect/script-head.js";

describe("the head of a script", () => {
  it.each([
    ["nothing", ""],
    ["lines", "a\n/ping\nb"],
    ["anything after /quit", "a\n/quit\n/nonsense\n"],
  ])("of %s is given back whole", async (_title, script) => {
    expect(await text(await checkScriptHead(Readable.from([Buffer.from(script)])))).toBe(script);
  });

  it.each(["/nonsense", "a\n/nonsense\n", "a\r\n/binary 0\r\n", "/fragment x"])(
    "with a wrong line is refused: %j",
    async (script) => {
      await expect(checkScriptHead(Readable.from([Buffer.from(script)]))).rejects.toMatchObject({
        code: "usage-invalid-line",
      });
    },
  );

  it("of a pipe that stays open is checked by whole lines; the rest follows as it comes", async () => {
    const pipe = new PassThrough();
    pipe.write("a\n/non");
    const checked = await checkScriptHead(pipe);
    pipe.end("sense\n");
    expect(await text(checked)).toBe("a\n/nonsense\n");
  });
});
