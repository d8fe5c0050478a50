// Groups 12 and 13: which cases there are, and what they send, frame by frame.

import { describe, expect, test } from "vitest";
import { groups12And13 } from "../../../src/conformance/cases/groups-12-and-13.js";
import { messageAt } from "../../../src/conformance/deflate/compressed-sequences.js";
import { fragmentFrames } from "../../../src/conformance/driver/fragment-frames.js";
import type { SeenFrame } from "../../../src/conformance/driver/frame-reader.js";
import { MessageInflater } from "../../../src/protocol/deflate.js";
import { Opcode, type Role } from "../../../src/protocol/opcodes.js";
import { toHex } from "../../protocol/hex.js";
import { exactly } from "../deflate/exactly.js";
import { framePeer } from "../frame-peer.js";
import { playInMemory } from "../play-in-memory.js";
import { caseNamed } from "../sent-writes.js";

const cases = groups12And13({ deflateMessages: 4 });

/** The frames of all messages that a case sends to a peer that echoes them uncompressed. */
async function sentFrames(id: string, role: Role): Promise<SeenFrame[]> {
  const frames: SeenFrame[] = [];
  let messages = 0;
  const testCase = caseNamed(cases, id);
  const [file, units] = [
    testCase.load?.data.split("/")[0] as "json",
    Number(testCase.load?.data.split("/")[1]),
  ];
  const echo = framePeer(
    role,
    (wire) => ({
      frame(frame) {
        if (frame.opcode === Opcode.close) {
          wire.send({ opcode: Opcode.close, payload: frame.payload });
          wire.end();
          return;
        }
        frames.push(frame);
        if (frame.fin) wire.send({ opcode: Opcode.text, payload: messageAt({ file, units }, messages++) });
      },
    }),
    role === "client" ? { clientMaxWindowBits: true } : {},
  );
  const result = await playInMemory(testCase, role, echo);
  expect(result.reason).toBe("All 4 messages came back as they were sent.");
  return frames;
}

/** `"f r op bytes"`: FIN, RSV, opcode and payload bytes. */
function shapeOf({ fin, rsv, opcode, payload }: SeenFrame): string {
  return `${fin ? 1 : 0} ${rsv} ${opcode} ${payload.length}`;
}

describe("the cases", () => {
  test("are 90 and 126, in order", () => {
    const ids = [...[1, 2, 3, 4, 5].map((n) => `12.${n}`), ...[1, 2, 3, 4, 5, 6, 7].map((n) => `13.${n}`)];
    expect(cases.map(({ id }) => id)).toEqual(
      ids.flatMap((group) => Array.from({ length: 18 }, (_, index) => `${group}.${index + 1}`)),
    );
  });

  test("have the lengths, fragments and limits of the reference suite, the same in every family", () => {
    const words = cases.slice(0, 18).map(({ description, limitMs = 0 }) => {
      const [, units, , fragmentBytes = "-"] =
        /of (\d+) characters(.*frames of (\d+))?/.exec(description) ?? [];
      return `${units} ${fragmentBytes} ${limitMs / 1_000 - 30}`;
    });
    expect(words).toEqual([
      "16 - 60",
      "64 - 60",
      "256 - 120",
      "1024 - 240",
      ...["4096", "8192", "16384", "32768", "65536", "131072"].map((units) => `${units} - 480`),
      ...["8192", "16384", "32768", "65536", "131072"].map((units) => `${units} 256 480`),
      ...["1024", "4096", "32768"].map((fragmentBytes) => `131072 ${fragmentBytes} 480`),
    ]);
    for (let from = 18; from < cases.length; from += 18) {
      expect(cases.slice(from, from + 18).map(({ limitMs }) => limitMs)).toEqual(
        cases.slice(0, 18).map(({ limitMs }) => limitMs),
      );
    }
  });
});

describe("12.1.1 sends", () => {
  test("to a client four frames with RSV1, the later ones by the context of the earlier", async () => {
    const frames = await sentFrames("12.1.1", "client");
    expect(frames.map((frame) => `${shapeOf(frame)}: ${toHex(frame.payload)}`)).toEqual([
      "1 4 1 18: 8a e6 52 50 a8 e6 52 50 50 50 50 ca 4c 51 b2 52 00 00",
      "1 4 1 14: 32 d4 81 70 b2 53 2b 95 ac 14 94 4c 00 00",
      "1 4 1 18: 4a 32 b3 34 35 31 32 31 b1 48 31 48 32 4b 32 35 04 00",
      "1 4 1 13: 32 33 4c 31 31 30 34 50 82 2a 4b 04 00",
    ]);
    const inflater = new MessageInflater({ windowBits: 15, contextTakeover: true, maxMessageBytes: 16 });
    const messages = frames.map(({ payload }) => exactly(inflater, payload).toString());
    expect(messages).toEqual([
      '[\n  {\n    "id": ',
      '1,\n    "key": "4',
      "b69542448d0b6b51",
      '61d4010",\n    "a',
    ]);
  });

  test("to a server the same, masked, each message by itself where the server confirms that", async () => {
    const frames = await sentFrames("12.1.1", "server");
    expect(frames.map(({ maskKey }) => maskKey)).toEqual(new Array(4).fill(0x37fa213d));
    const inflater = new MessageInflater({ windowBits: 15, contextTakeover: false, maxMessageBytes: 16 });
    const messages = frames.map(({ payload }) => exactly(inflater, payload).toString());
    expect(messages[0]).toBe('[\n  {\n    "id": ');
  });
});

describe.each([
  ["13.5.11", 8_192, 256],
  ["13.5.12", 16_384, 256],
  ["13.5.16", 131_072, 1_024],
  ["13.5.18", 131_072, 32_768],
] as const)(
  "%s sends messages of %i characters in frames of %i compressed bytes",
  (id, units, fragmentBytes) => {
    // What binds the driver's messages: nothing as a server, as the client asks for nothing; both things as a client.
    test.each([
      ["server", { windowBits: 15, contextTakeover: false }],
      ["client", { windowBits: 15, contextTakeover: true }],
    ] as const)("to a %s", async (role, compression) => {
      const frames = await sentFrames(id, role);
      const inflater = new MessageInflater({ ...compression, maxMessageBytes: units });
      for (let index = 0; index < 4; index++) {
        const last = frames.findIndex(({ fin }) => fin);
        const message = frames.splice(0, last + 1);
        const compressed = Buffer.concat(message.map(({ payload }) => payload));
        const rest = compressed.length % fragmentBytes;
        const whole = (compressed.length - rest) / fragmentBytes;
        expect(message.map(shapeOf)).toEqual(
          Array.from({ length: whole + 1 }, (_, at) => {
            const start = at === 0 ? "4 1" : "0 0";
            return at === whole ? `1 ${start} ${rest}` : `0 ${start} ${fragmentBytes}`;
          }),
        );
        expect(exactly(inflater, compressed)).toEqual(Buffer.from(messageAt({ file: "json", units }, index)));
      }
      expect(frames).toEqual([]);
    });
  },
);

test("compressed bytes that fill their frames are followed by an empty one that carries FIN", () => {
  const shapes = (bytes: number): string[] =>
    fragmentFrames("text", new Uint8Array(bytes), 256, 4).map(
      ({ opcode, fin = true, rsv = 0, payload }) => `${fin ? 1 : 0} ${rsv} ${opcode} ${payload?.length}`,
    );
  expect(shapes(255)).toEqual(["1 4 1 255"]);
  expect(shapes(256)).toEqual(["1 4 1 256"]);
  expect(shapes(257)).toEqual(["0 4 1 256", "1 0 0 1"]);
  expect(shapes(512)).toEqual(["0 4 1 256", "0 0 0 256", "1 0 0 0"]);
});
