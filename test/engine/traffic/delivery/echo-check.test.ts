import { describe, expect, test } from "vitest";
import { dial } from "../../../../src/client/dial.js";
import type { Connection } from "../../../../src/connection/connection.js";
import type {
  DeliveryPlan,
  MatchPlan,
  MessagePlan,
  PayloadPlan,
} from "../../../../src/engine/plan/traffic-plan.js";
import { EchoCheck } from "../../../../src/engine/traffic/delivery/echo-check.js";
import { MessageSenders } from "../../../../src/engine/traffic/delivery/sender.js";
import { makeIdReader } from "../../../../src/engine/traffic/matching/id-reader.js";
import { messageId, seqOfId } from "../../../../src/engine/traffic/matching/message-id.js";
import { makePayloadSource } from "../../../../src/engine/traffic/payload/make-payload-source.js";
import { seededRandom } from "../../../../src/random.js";
import { startReferenceServer } from "../../../../src/server/reference-server.js";
import { until } from "../../../connection/loopback.js";
import { request } from "../payload/request.js";

const messages = 20;
const connectionNumber = 3;

const json: PayloadPlan = {
  kind: "template",
  text: '{"meta":{"id":{{id}}},"é€😀":"{{uuid}}","n":[{{random 1 9}}],"seq":{{seq}}}',
};
const sizes: PayloadPlan = { kind: "generated", size: { kind: "uniform", minBytes: 24, maxBytes: 300 } };
const large: PayloadPlan = { kind: "generated", size: { kind: "uniform", minBytes: 24, maxBytes: 20_000 } };
const constant: PayloadPlan = { kind: "generated", size: { kind: "fixed", bytes: 126 } };

const payloads: readonly (readonly [string, PayloadPlan, MatchPlan])[] = [
  ["JSON with an id", json, { kind: "json", path: "meta.id" }],
  ["many sizes with an id at offset 8", sizes, { kind: "offset", offset: 8 }],
  ["large sizes with an id at offset 0", large, { kind: "offset", offset: 0 }],
  ["many sizes in order", sizes, { kind: "order" }],
  ["one size in order", constant, { kind: "order" }],
];

const whole: DeliveryPlan = {};
const deliveries: readonly (readonly [string, DeliveryPlan])[] = [
  ["whole", whole],
  ["in fragments of 7 bytes", { fragmentBytes: 7 }],
  ["in fragments of 7 bytes with pings between them", { fragmentBytes: 7, pingEveryFragments: 2 }],
  ["in TCP writes of 50 bytes", { writeBytes: 50 }],
];

describe("an echo server sends back what was sent, and its answers are found to be right", () => {
  const cases = payloads.flatMap(([what, payload, match]) =>
    deliveries.flatMap(([how, delivery]) =>
      (["text", "binary"] as const).flatMap((kind) =>
        (["frame", "ws"] as const).flatMap((driver) =>
          [false, true].map((compression) => ({
            what,
            payload,
            match,
            how,
            delivery,
            kind,
            driver,
            compression,
          })),
        ),
      ),
    ),
  );
  const able = cases.filter(({ delivery, driver, compression, payload }) => {
    const isRaw = delivery.writeBytes !== undefined || delivery.pingEveryFragments !== undefined;
    // The large ones are here for how they are made; cut small, they take long.
    return !(isRaw && (driver === "ws" || compression)) && (payload !== large || delivery === whole);
  });

  test.each(able)("$what as $kind, $how, by the driver $driver, compression $compression", async (each) => {
    await using server = await startReferenceServer();
    const { driver, compression, kind, payload, delivery, match } = each;
    const result = await dial(`${server.url}/echo`, { driver, compression });
    if (result.kind === "failed") throw new Error(result.failure.message);
    const { connection } = result;
    try {
      expect(connection.extensions !== "").toBe(compression);
      const message: MessagePlan = { kind, payload, delivery };
      expect(await exchange(connection, message, match)).toEqual({
        right: messages,
        seqs: Array.from({ length: messages }, (_, seq) => seq),
      });
    } finally {
      connection.terminate();
    }
  });
});

async function exchange(connection: Connection, message: MessagePlan, match: MatchPlan) {
  const source = makePayloadSource(message, match, seededRandom(1));
  const sender = new MessageSenders({ message, source }).for(connection);
  const check = new EchoCheck(message.kind, source);
  const readId = makeIdReader(match);
  const requestOf = (seq: number) =>
    request({ connection: connectionNumber, seq, id: messageId(connectionNumber, seq), nowUs: seq });
  const seqs: number[] = [];
  let right = 0;
  let pongs = 0;
  connection.setListener({
    messageReceived: (answer) => {
      const seq = readId === undefined ? seqs.length : seqOfId(readId(answer.payload), connectionNumber);
      if (check.isRight(answer, requestOf(seq))) right++;
      seqs.push(seq);
    },
    pongReceived: (payload) => {
      if (Buffer.from(payload).toString() === "wsrig: between fragments") pongs++;
    },
  });
  for (let seq = 0; seq < messages; seq++) sender.send(requestOf(seq));
  await until(() => seqs.length >= messages, `${messages} answers`);
  const { pingEveryFragments } = message.delivery;
  expect(pongs > 0).toBe(pingEveryFragments !== undefined);
  return { right, seqs };
}

describe("a wrong answer is found", () => {
  const at: MatchPlan = { kind: "offset", offset: 0 };
  const timed: PayloadPlan = { kind: "template", text: "{{nowUs}} {{seq}}" };

  test.each<[string, PayloadPlan, MatchPlan, (sent: Buffer) => Buffer, boolean]>([
    ["the same bytes are right", constant, { kind: "order" }, (sent) => sent, true],
    ["one bit changed is wrong", constant, { kind: "order" }, (sent) => flip(sent, 125), false],
    ["one byte less is wrong", constant, { kind: "order" }, (sent) => sent.subarray(1), false],
    [
      "one bit of a short one changed is wrong",
      { kind: "template", text: "hi" },
      { kind: "order" },
      (sent) => flip(sent, 1),
      false,
    ],
    ["the id of another message is wrong", sizes, at, (sent) => flip(sent, 15), false],
    ["the same bytes with an id are right", sizes, at, (sent) => sent, true],
    ["the same bytes with times are right", timed, { kind: "order" }, (sent) => sent, true],
    ["with times another time is wrong", timed, { kind: "order" }, (sent) => flip(sent, 0), false],
    ["with times another length is wrong", timed, { kind: "order" }, (sent) => sent.subarray(1), false],
  ])("%s", (_, payload, match, answerTo, isRight) => {
    const source = makePayloadSource({ kind: "binary", payload, delivery: {} }, match, seededRandom(1));
    const sent = request({ seq: 4, id: 4, nowUs: 1_000 });
    const answer = answerTo(Buffer.from(source.next(sent)));
    const check = new EchoCheck("binary", source);
    const received = { kind: "binary", payload: answer, fragments: 1 } as const;
    expect(check.isRight(received, sent)).toBe(isRight);
    expect(check.isRight({ ...received, kind: "text" }, sent)).toBe(false);
  });
});

function flip(bytes: Buffer, index: number): Buffer {
  bytes[index] = (bytes[index] as number) ^ 1;
  return bytes;
}
