// Groups 12 and 13: what is sent, frame by frame, and which peers turn them red.

import { describe, expect, test } from "vitest";
import { compressionOf, groups12And13 } from "../../../src/conformance/cases/groups-12-and-13.js";
import { messageAt } from "../../../src/conformance/deflate/compressed-sequences.js";
import { fragmentFrames } from "../../../src/conformance/driver/fragment-frames.js";
import type { SeenFrame } from "../../../src/conformance/driver/frame-reader.js";
import { MessageInflater } from "../../../src/protocol/deflate.js";
import { deflaterFor, inflaterFor } from "../../../src/protocol/deflate-roles.js";
import { Opcode, type Role } from "../../../src/protocol/opcodes.js";
import { FakeClock } from "../../fake-clock.js";
import { toHex } from "../../protocol/hex.js";
import { exactly } from "../deflate/exactly.js";
import { framePeer } from "../frame-peer.js";
import { judged } from "../judged.js";
import { playInMemory } from "../play-in-memory.js";
import { caseNamed } from "../sent-writes.js";
import { altered, asIs, droppingAt, type WrongPeer } from "../wrong-peers.js";

const cases = groups12And13({ deflateMessages: 4 });
const isMessage = ({ opcode }: { readonly opcode: number }): boolean => opcode < 8;

/** Parameters of a peer that leaves everything as it is. */
const noDemands = {
  serverNoContextTakeover: false,
  clientNoContextTakeover: false,
  serverMaxWindowBits: 15,
  clientMaxWindowBits: 15,
} as const;

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

describe("a client that says it can be told is told the window", () => {
  test.each([
    ["13.3.5", 9],
    ["13.5.5", 9],
    ["13.7.5", 9],
    ["13.4.5", 15],
    ["13.6.5", 15],
    ["13.2.5", 15],
  ])("in %s to take %i bits, and held to it", async (id, windowBits) => {
    // Compresses with 15 bits whatever it was told.
    const peer = framePeer(
      "client",
      (wire) => {
        const inflater = inflaterFor("client", noDemands, 100_000);
        const deflater = deflaterFor("client", noDemands);
        return {
          frame({ opcode, payload }) {
            if (!isMessage({ opcode })) {
              wire.send({ opcode, payload });
              wire.end();
              return;
            }
            wire.send({ opcode, rsv: 4, payload: deflater.deflate(exactly(inflater, payload)) });
          },
        };
      },
      { clientMaxWindowBits: true },
    );
    const result = await playInMemory(caseNamed(cases, id), "client", peer);
    const seen = `${result.behavior} / ${result.verdict}: ${result.reason}`;
    const tooFar =
      "FAILED / fail: The peer broke RFC 7692 §7.2.2: a compressed message of the peer cannot be inflated: " +
      "the compressed data are invalid: invalid distance too far back.";
    const reset = ["13.2.5", "13.6.5"].includes(id);
    expect(seen).toBe(
      windowBits === 9 || reset ? tooFar : "OK / pass: All 4 messages came back as they were sent.",
    );
  });
});

describe.each(["server", "client"] as const)("without permessage-deflate a %s", (role) => {
  test.each(["12.1.1", "12.5.18", "13.1.5", "13.3.1", "13.7.18"])("does not implement %s", async (id) => {
    const sentence =
      role === "server"
        ? "The server did not accept the offer of permessage-deflate."
        : "The client did not offer permessage-deflate with parameters that the case can use.";
    const peer: WrongPeer = () =>
      framePeer(role, (wire) => ({
        frame({ opcode, payload }) {
          wire.send({ opcode, payload });
          wire.end();
        },
      }));
    expect(await judged(caseNamed(cases, id), peer, role)).toBe(
      `UNIMPLEMENTED / OK / unimplemented: ${sentence}`,
    );
  });
});

describe("a client that cannot be told its window", () => {
  test.each([
    ["12.1.1", "pass"],
    ["13.1.1", "pass"],
    ["13.3.1", "unimplemented"],
    ["13.4.1", "unimplemented"],
    ["13.5.1", "unimplemented"],
    ["13.6.1", "unimplemented"],
  ])("%s: %s", async (id, verdict) => {
    const peer = framePeer(
      "client",
      (wire) => {
        const inflater = inflaterFor("client", noDemands, 100_000);
        return {
          frame({ opcode, payload }) {
            const echo = isMessage({ opcode }) ? exactly(inflater, payload) : payload;
            wire.send({ opcode, payload: echo });
            if (!isMessage({ opcode })) wire.end();
          },
        };
      },
      {},
    );
    expect((await playInMemory(caseNamed(cases, id), "client", peer)).verdict).toBe(verdict);
  });
});

/** A right peer with each message's frame made anew, uncompressed: the first 16 characters, changed. */
function changing(opcode: number, change: (payload: Uint8Array) => Uint8Array): WrongPeer {
  let count = 0;
  return altered((frame) =>
    isMessage(frame)
      ? [{ opcode, payload: change(messageAt({ file: "json", units: 16 }, count++)) }]
      : [asIs(frame)],
  );
}

const flipped = (payload: Uint8Array): Uint8Array =>
  payload.map((byte, index) => (index === 3 ? 0x2b : byte));

describe.each(["server", "client"] as const)("a %s is red that", (role) => {
  test.each([
    [
      "sends another type",
      () => changing(Opcode.binary, (payload) => payload),
      "FAILED / OK / fail: The echo of message 1 of 4 is binary; must be text.",
    ],
    [
      "sends one character less",
      () => changing(Opcode.text, (payload) => payload.subarray(1)),
      "FAILED / OK / fail: The echo of message 1 of 4 has 15 bytes; must have 16.",
    ],
    [
      "sends other bytes of the same length",
      () => changing(Opcode.text, flipped),
      "FAILED / OK / fail: The echo of message 1 of 4 differs from what was sent, first at byte 3.",
    ],
    [
      "sends broken deflate data",
      () =>
        altered((frame) =>
          isMessage(frame)
            ? [{ opcode: Opcode.text, rsv: 4, payload: Buffer.from("ffffff", "hex") }]
            : [asIs(frame)],
        ),
      // The right peer's answer has the driver's own code, 1007.
      "FAILED / WRONG CODE / fail: The peer broke RFC 7692 §7.2.2: a compressed message of the peer cannot be inflated: " +
        "the compressed data are invalid: invalid block type.",
    ],
    [
      "drops TCP",
      () => droppingAt(isMessage),
      "FAILED / FAILED / fail: The connection ended before the echo of message 1 of 4 came.",
    ],
  ] as const)("%s", async (_, peer, judgement) => {
    expect(await judged(caseNamed(cases, "12.1.1"), peer(), role)).toBe(judgement);
  });

  test("echoes the right bytes uncompressed: that is right", async () => {
    const plain = changing(Opcode.text, (payload) => payload);
    expect(await judged(caseNamed(cases, "12.1.1"), plain, role)).toBe(
      "OK / OK / pass: All 4 messages came back as they were sent.",
    );
  });

  test("agrees and never answers: ends after 30 s, or one wait more where TCP is ours to end", async () => {
    const clock = new FakeClock();
    const silent = altered(() => []);
    const result = await playInMemory(caseNamed(cases, "13.2.18"), role, silent(role), { clock });
    expect(result.reason).toBe("No echo of message 1 of 4 came within 30 s.");
    expect(clock.nowUs()).toBe(role === "server" ? 30_000_000 : 31_000_000);
  });
});

test("a server that is late with its close frame or with TCP after a case of much work has ten waits", async () => {
  const latest = async (seconds: number): Promise<string> => {
    const clock = new FakeClock();
    const peer = framePeer(
      "server",
      (wire) => {
        const inflater = inflaterFor("server", noDemands, 100_000);
        const later = (act: () => void): void => {
          void clock.sleepUntilUs(clock.nowUs() + seconds * 1_000_000).then(act);
        };
        return {
          frame({ opcode, payload }) {
            if (isMessage({ opcode })) wire.send({ opcode, payload: exactly(inflater, payload) });
            else
              later(() => {
                wire.send({ opcode, payload });
                later(() => wire.end());
              });
          },
        };
      },
      {},
    );
    const result = await playInMemory(caseNamed(cases, "12.1.1"), "server", peer, { clock });
    return `${result.behaviorClose} / ${result.verdict}: ${result.reason}`;
  };
  expect(await latest(9)).toBe("OK / pass: All 4 messages came back as they were sent.");
  expect(await latest(11)).toBe("UNCLEAN / fail: The peer did not answer the close frame in time.");
});

test("a server that never answers the request fails the case after five waits", async () => {
  const clock = new FakeClock();
  const never: WrongPeer = () => () => ({ receive() {} });
  const result = await playInMemory(caseNamed(cases, "12.1.1"), "server", never("server"), { clock });
  expect([result.behavior, result.reason]).toEqual([
    "FAILED",
    "The connection was not opened: no answer came in time.",
  ]);
});

test("each side compresses as it agreed to for itself", () => {
  const deflate = {
    serverNoContextTakeover: true,
    clientNoContextTakeover: false,
    serverMaxWindowBits: 9,
    clientMaxWindowBits: 12,
  };
  expect(compressionOf(deflate, "server")).toEqual({ windowBits: 9, contextTakeover: false });
  expect(compressionOf(deflate, "client")).toEqual({ windowBits: 12, contextTakeover: true });
});
