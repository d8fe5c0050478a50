// Frames that lie whole in a chunk take a way of their own; it must tell what the general way tells.

import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { Endpoint, type EndpointOptions, type EndpointSink } from "../../src/protocol/endpoint.js";
import { chop, encodeFrame } from "../../src/protocol/frame-encoder.js";
import { seededRandom } from "../../src/random.js";
import { fromHex, toHex } from "./hex.js";
import { randomlyCut, randomStream } from "./random-streams.js";
import { type Listened, listen, outputOf, payloadLine } from "./transcript.js";

const deflate = {
  serverNoContextTakeover: false,
  clientNoContextTakeover: false,
  serverMaxWindowBits: 9,
  clientMaxWindowBits: 9,
};
const limits = { maxMessageBytes: 256, maxFrameBytes: 200, maxFragments: 4, maxQueuedControlFrames: 3 };

/** Everything but the lines about frames, which only the general way has. */
function told({ endpoint, lines }: Listened): unknown {
  return {
    lines: lines.filter((line) => !line.startsWith("frame ")),
    output: payloadLine(outputOf(endpoint)),
    outcome: endpoint.outcome,
    counters: endpoint.counters,
  };
}

/** An endpoint that takes whole frames at once, and one that tells frames and so goes the general way. */
function bothWays(options: Partial<EndpointOptions>): readonly [Listened, Listened] {
  return [listen(options), listen(options, true)];
}

describe("both ways tell the same", () => {
  it("of any stream, cut anywhere, in either role, with and without compression", () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat({ max: 1_000 }), (seed, round) => {
        const random = seededRandom(seed);
        const role = round % 2 === 0 ? "client" : "server";
        const options = { role, limits, deflate: round % 4 < 2 ? deflate : undefined } as const;
        const compressed = options.deflate !== undefined;
        const stream = randomStream(random, { receiver: role, deflate: compressed });
        const [whole, general] = bothWays(options);
        const [wholeCut, generalCut] = bothWays(options);
        whole.endpoint.receive(stream.slice());
        general.endpoint.receive(stream.slice());
        for (const piece of randomlyCut(random, stream)) {
          wholeCut.endpoint.receive(piece.slice());
          generalCut.endpoint.receive(piece);
        }
        const expected = told(general);
        expect(told(whole)).toEqual(expected);
        expect(told(wholeCut)).toEqual(expected);
        expect(told(generalCut)).toEqual(expected);
      }),
      { numRuns: 4_000, seed: 203 },
    );
  });

  const lengths = [0, 1, 125, 126, 127, 65_535, 65_536, 70_000, 70_001];
  test.each(lengths.flatMap((bytes) => (["client", "server"] as const).map((role) => ({ bytes, role }))))(
    "of a message of $bytes bytes that a $role receives under a limit of 70,000",
    ({ bytes, role }) => {
      const mask = role === "server" && 0x01020304;
      const frame = encodeFrame({ opcode: 1, payload: Buffer.alloc(bytes, "ü") }, mask);
      const ping = encodeFrame({ opcode: 9, payload: Buffer.from("p") }, mask);
      const [whole, general] = bothWays({ role, limits: { maxMessageBytes: 70_000 } });
      for (const { endpoint } of [whole, general])
        endpoint.receive(new Uint8Array(Buffer.concat([frame, ping])));
      expect(told(whole)).toEqual(told(general));
      expect(whole.violations.map(({ code }) => code)).toEqual(
        bytes > 70_000 ? ["message-too-big"] : bytes % 2 === 1 ? ["invalid-utf8"] : [],
      );
    },
  );

  test.each([
    ["§5.2 a length in more bits than needed", "82 7e 00 01 61"],
    ["§5.2 64 bits for a length of 16", "82 7f 00 00 00 00 00 00 01 00"],
    ["§5.2 a length with its highest bit set", "82 7f 80 00 00 00 00 00 00 00"],
    ["§5.5 a ping of 126 bytes", "89 7e 00 7e"],
    ["§5.1 a masked frame of a server", "81 81 00 00 00 00 61"],
    ["§5.2 a reserved bit", "91 00"],
    ["§5.4 a continuation of nothing", "80 00"],
    ["§8.1 a lone surrogate", "81 03 ed a0 80"],
  ])("of %s after a good message, and nothing after it is told", (_title, hex) => {
    const [whole, general] = bothWays({});
    for (const { endpoint } of [whole, general]) endpoint.receive(fromHex(`81 01 61 ${hex} 81 01 62`));
    expect(told(whole)).toEqual(told(general));
    expect(whole.lines[0]).toBe("message text 61 in 1");
    expect(whole.lines).toHaveLength(2);
    expect(whole.violations).toHaveLength(1);
  });

  test.each([1, 2, 3, 7])("of messages, pings and a close in pieces of %i bytes", (size) => {
    const stream = "82 02 aa bb 89 01 70 01 01 61 8a 00 80 01 62 81 00 88 02 03 e8 81 01 63";
    const [whole, general] = bothWays({});
    for (const { endpoint } of [whole, general])
      for (const piece of chop(fromHex(stream), size)) endpoint.receive(piece.slice());
    expect(told(whole)).toEqual(told(general));
    expect(whole.lines).toEqual([
      "message binary aa bb in 1",
      "ping 70",
      "pong",
      "message text 61 62 in 2",
      "message text in 1",
      "close 1000",
      "violated data-after-close RFC 6455 §5.5.1 1006",
    ]);
  });
});

describe("what a callback changes counts from the next frame of the same chunk on", () => {
  test("a frame listener", () => {
    const lines: string[] = [];
    const sink: EndpointSink = {
      messageReceived: ({ payload }) => {
        lines.push(`message ${toHex(payload)}`);
        sink.frameReceived = (frame) => lines.push(`frame ${toHex(frame.payload)}`);
      },
    };
    new Endpoint({ role: "client", maskKey: () => 0 }, sink).receive(fromHex("81 01 61 81 01 62"));
    expect(lines).toEqual(["message 61", "frame 62", "message 62"]);
  });

  test("limits", () => {
    const codes: string[] = [];
    const endpoint: Endpoint = new Endpoint(
      { role: "client", maskKey: () => 0 },
      {
        messageReceived: () => endpoint.setLimits({ maxMessageBytes: 1 }),
        violated: ({ code }) => codes.push(code),
      },
    );
    endpoint.receive(fromHex("81 02 61 61 81 02 62 62"));
    expect(codes).toEqual(["message-too-big"]);
    expect(endpoint.counters).toMatchObject({ framesReceived: 1, messagesReceived: 1 });
  });

  test("the sink itself", () => {
    const lines: string[] = [];
    const endpoint: Endpoint = new Endpoint(
      { role: "client", maskKey: () => 0 },
      {
        messageReceived: ({ payload }) => {
          lines.push(`first ${toHex(payload)}`);
          endpoint.setSink({ messageReceived: (next) => lines.push(`second ${toHex(next.payload)}`) });
        },
      },
    );
    endpoint.receive(fromHex("81 01 61 81 01 62"));
    expect(lines).toEqual(["first 61", "second 62"]);
  });
});

test("the time of the read comes with each event, whichever way the frame went", () => {
  const times: [string, number][] = [];
  const note =
    (name: string) =>
    (_: unknown, atUs: number): unknown =>
      times.push([name, atUs]);
  const endpoint = new Endpoint(
    { role: "client", maskKey: () => 0 },
    {
      messageReceived: note("message"),
      pingReceived: note("ping"),
      pongReceived: note("pong"),
      closeReceived: note("close"),
    },
  );
  endpoint.receive(fromHex("81 01 61 89 00 8a 00 01 01"), 1);
  endpoint.receive(fromHex("61 89 00 8a 00 80"), 2);
  endpoint.receive(fromHex("00 88 00"), 3);
  expect(times).toEqual([
    ["message", 1],
    ["ping", 1],
    ["pong", 1],
    ["ping", 2],
    ["pong", 2],
    ["message", 3],
    ["close", 3],
  ]);
});

describe("§8.1 text that is not UTF-8", () => {
  const invalid: readonly (readonly [string, string])[] = [
    ["whole", "81 02 c3 28"],
    ["in two frames", "01 01 c3 80 01 28"],
    ["unfinished", "81 01 c3"],
  ];

  function heard(comparesBytes: boolean, hex: string): string[] {
    const lines: string[] = [];
    const endpoint = new Endpoint(
      { role: "client", maskKey: () => 0 },
      {
        comparesBytes,
        messageReceived: ({ kind, payload }) => lines.push(`${kind} ${toHex(payload)}`),
        violated: ({ code, closeCode }) => lines.push(`${code} ${closeCode}`),
      },
    );
    endpoint.receive(fromHex(hex));
    return lines;
  }

  test.each(invalid)("%s fails the connection with 1007", (_title, hex) => {
    expect(heard(false, hex)).toEqual(["invalid-utf8 1007"]);
  });

  test.each(invalid)("%s comes as it is to a sink that compares bytes", (_title, hex) => {
    expect(heard(true, hex)).toEqual([`text ${hex === "81 01 c3" ? "c3" : "c3 28"}`]);
  });

  test("in a message that began before the sink was replaced is judged by the rule of its beginning", () => {
    const lines: string[] = [];
    const sink = (comparesBytes: boolean): EndpointSink => ({
      comparesBytes,
      messageReceived: ({ payload }) => lines.push(toHex(payload)),
      violated: ({ code }) => lines.push(code),
    });
    const endpoint = new Endpoint({ role: "client", maskKey: () => 0 }, sink(true));
    endpoint.receive(fromHex("01 01 c3"));
    endpoint.setSink(sink(false));
    endpoint.receive(fromHex("80 01 28 81 01 61"));
    endpoint.receive(fromHex("01 01 c3"));
    endpoint.setSink(sink(true));
    endpoint.receive(fromHex("80 01 28"));
    expect(lines).toEqual(["c3 28", "61", "invalid-utf8"]);
  });
});
