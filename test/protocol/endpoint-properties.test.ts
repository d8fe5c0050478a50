import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Endpoint, type EndpointOptions } from "../../src/protocol/endpoint.js";
import { encodeFrame } from "../../src/protocol/frame-encoder.js";
import { seededRandom } from "../../src/random.js";
import { randomlyCut, randomStream } from "./random-streams.js";
import { listen, outputOf, payloadLine } from "./transcript.js";

const deflate = {
  serverNoContextTakeover: false,
  clientNoContextTakeover: false,
  serverMaxWindowBits: 9,
  clientMaxWindowBits: 9,
};
const limits = { maxMessageBytes: 256, maxFrameBytes: 200, maxFragments: 4, maxQueuedControlFrames: 3 };
/** At most so many bytes may be owed to the peer: the pongs, and one close frame. */
const maxOutputBytes = (limits.maxQueuedControlFrames + 1) * (2 + 4 + 125);

function randomOptions(round: number): EndpointOptions {
  return {
    role: round % 2 === 0 ? "client" : "server",
    deflate: round % 4 < 1 ? deflate : undefined,
    limits,
    maskKey: () => 0x01020304,
  };
}

describe("what holds for any bytes from a peer", () => {
  it("100000 random streams never throw, never hold more than the limits, and are silent after failing", () => {
    const seen = new Map<string, number>();
    const count = (name: string): unknown => seen.set(name, (seen.get(name) ?? 0) + 1);
    for (let seed = 0; seed < 100_000; seed++) {
      const random = seededRandom(seed);
      const options = randomOptions(seed);
      let failed = false;
      const event = (name: string): void => {
        if (failed) expect.fail(`seed ${seed}: ${name} after failing`);
        count(name);
      };
      const endpoint = new Endpoint(options, {
        frameReceived: () => event("frame"),
        messageReceived: ({ payload }) => {
          event("message");
          if (payload.length > limits.maxMessageBytes) expect.fail(`seed ${seed}: ${payload.length} bytes`);
        },
        violated: ({ code }) => {
          event(code);
          failed = true;
        },
      });
      const stream = randomStream(random, { receiver: options.role, deflate: options.deflate !== undefined });
      for (const piece of randomlyCut(random, stream)) {
        endpoint.receive(piece);
        const heldBytes = endpoint.bufferedBytes;
        if (heldBytes > limits.maxMessageBytes + 125) expect.fail(`seed ${seed}: holds ${heldBytes} bytes`);
        if (endpoint.outputBytes > maxOutputBytes)
          expect.fail(`seed ${seed}: owes ${endpoint.outputBytes} bytes`);
      }
      if (failed !== (endpoint.outcome.violation !== undefined)) expect.fail(`seed ${seed}: outcome`);
    }
    // The streams are worth something only if they reach everything.
    expect([...seen.keys()].sort()).toEqual([
      "close-code-invalid",
      "close-payload-too-short",
      "close-reason-invalid-utf8",
      "control-too-long",
      "data-after-close",
      "deflate-data-invalid",
      "expected-continuation",
      "fragmented-control",
      "frame",
      "frame-too-big",
      "invalid-utf8",
      "length-not-minimal",
      "length-top-bit",
      "mask-forbidden",
      "mask-missing",
      "message",
      "message-too-big",
      "reserved-bits",
      "reserved-opcode",
      "too-many-control-frames",
      "too-many-fragments",
      "unexpected-continuation",
    ]);
    expect(Math.min(...seen.values())).toBeGreaterThan(5);
  });

  it("any cut of a stream gives the same events and the same output", () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat({ max: 1_000 }), (seed, round) => {
        const random = seededRandom(seed);
        const options = randomOptions(round);
        const stream = randomStream(random, {
          receiver: options.role,
          deflate: options.deflate !== undefined,
        });
        const whole = listen(options, true);
        whole.endpoint.receive(stream.slice());
        const cut = listen(options, true);
        for (const piece of randomlyCut(random, stream)) cut.endpoint.receive(piece);
        expect(cut.lines).toEqual(whole.lines);
        expect(payloadLine(outputOf(cut.endpoint))).toBe(payloadLine(outputOf(whole.endpoint)));
        expect(cut.endpoint.outcome).toEqual(whole.endpoint.outcome);
        expect(cut.endpoint.counters).toEqual(whole.endpoint.counters);
      }),
      { numRuns: 4_000, seed: 54 },
    );
  });

  it("what one endpoint sends the other receives, in both directions", () => {
    const messages = fc.array(
      fc.record({
        kind: fc.constantFrom("text", "binary"),
        text: fc.string({ unit: "binary", maxLength: 300 }),
        fragmentBytes: fc.option(fc.integer({ min: 1, max: 50 })),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(
        messages,
        fc.boolean(),
        fc.boolean(),
        fc.integer(),
        (list, clientSends, compressed, seed) => {
          const agreed = compressed ? deflate : undefined;
          const sender = listen({ role: clientSends ? "client" : "server", deflate: agreed });
          const receiver = listen({ role: clientSends ? "server" : "client", deflate: agreed });
          for (const { kind, text, fragmentBytes } of list) {
            const payload = Buffer.from(text);
            if (fragmentBytes !== null) sender.endpoint.sendFragments(kind, payload, fragmentBytes);
            else if (kind === "text") sender.endpoint.sendText(text);
            else sender.endpoint.sendBinary(payload);
          }
          for (const piece of randomlyCut(seededRandom(seed), outputOf(sender.endpoint)))
            receiver.endpoint.receive(piece);
          expect(receiver.lines.map((line) => line.replace(/ in \d+$/, ""))).toEqual(
            list.map(({ kind, text }) => `message ${kind} ${payloadLine(Buffer.from(text))}`.trim()),
          );
          const { framesSent, messagesSent } = sender.endpoint.counters;
          expect(receiver.endpoint.counters).toMatchObject({
            framesReceived: framesSent,
            messagesReceived: messagesSent,
          });
        },
      ),
      { numRuns: 500, seed: 7692 },
    );
  });

  it("a text in any fragments is accepted exactly when it is valid UTF-8", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 6 }), { minLength: 1, maxLength: 5 }), (fragments) => {
        const frames = fragments.map((payload, i) =>
          encodeFrame({ opcode: i === 0 ? 1 : 0, fin: i === fragments.length - 1, payload }, false),
        );
        const { endpoint, lines } = listen();
        endpoint.receive(new Uint8Array(Buffer.concat(frames)));
        const whole = Buffer.concat(fragments);
        expect(lines[0]?.startsWith("message text")).toBe(Buffer.from(whole.toString()).equals(whole));
      }),
      { numRuns: 2_000, seed: 81 },
    );
  });
});
