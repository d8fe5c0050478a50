import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeliveryProbe, probeDelivery } from "../../../src/experiment/fragments/probe-delivery.js";
import { type ReferenceServer, startReferenceServer } from "../../../src/server/reference-server.js";
import {
  startDeafTarget,
  startMuteTarget,
  startPassingTarget,
  startStrictTarget,
  startTalkingTarget,
} from "./delivery-targets.js";

let server: ReferenceServer;
beforeAll(async () => {
  server = await startReferenceServer({ closeDeadlineMs: 0 });
});
afterAll(() => server.close());

/** For waits that are to end in nothing: no test needs one to be long. */
const brief = { deadlineMs: 200, settleMs: 1 };
const patient = { deadlineMs: 10_000, settleMs: 1 };

function facts({ delivery }: DeliveryProbe): Readonly<Record<string, unknown>> {
  return Object.fromEntries(delivery.map(({ fact, value }) => [fact, value]));
}

describe("probeDelivery", () => {
  it("of an echo that delivers whole messages: one frame, nothing early, pongs in between", async () => {
    const probe = await probeDelivery(`${server.url}/echo`, patient);
    expect(facts(probe)).toEqual({
      "pong-between-fragments": true,
      "passes-fragments-on": false,
      "answer-frames": 1,
    });
    expect(probe.notLearnt).toEqual([]);
    expect(probe.delivery.map(({ sentence }) => sentence)).toEqual([
      "Control frames get through between fragments: a ping within a message is answered before its end.",
      "The target waits for the whole message: nothing of the answer comes before the last fragment is sent.",
      "A message in 4 fragments is delivered whole: its answer has 1 frame.",
    ]);
  });

  it("of a target that passes fragments on: four frames, the first one early", async () => {
    await using target = await startPassingTarget();
    const probe = await probeDelivery(target.url, patient);
    expect(facts(probe)).toEqual({
      "pong-between-fragments": true,
      "passes-fragments-on": true,
      "answer-frames": 4,
    });
  });

  it("of a target that cuts its answers itself: more frames, nothing early", async () => {
    const probe = await probeDelivery(`${server.url}/fragment?bytes=8`, patient);
    expect(facts(probe)).toEqual({
      "pong-between-fragments": true,
      "passes-fragments-on": false,
      // 4 fragments of 16, 16, 16 and 15 B, sent back 8 B at a time.
      "answer-frames": 8,
    });
    expect(probe.delivery.at(-1)?.sentence).toBe(
      "The answer to a message in 4 fragments has 8 frames: the target cuts its answers itself.",
    );
  });

  it("takes what a target sends of its own accord for no part of the answer", async () => {
    await using target = await startTalkingTarget();
    expect(facts(await probeDelivery(target.url, patient))).toEqual({
      "pong-between-fragments": true,
      "passes-fragments-on": false,
      "answer-frames": 1,
    });
  });

  it("of a target that answers no ping within a message: no pong, and no proof that nothing came early", async () => {
    await using target = await startDeafTarget();
    const probe = await probeDelivery(target.url, brief);
    expect(facts(probe)).toEqual({ "pong-between-fragments": false, "answer-frames": 1 });
    expect(probe.notLearnt).toEqual([
      "Whether it passes fragments on is not known: no pong proves that it had read them.",
    ]);
  });

  it("of a target that is no echo: only whether control frames get through", async () => {
    await using target = await startMuteTarget();
    const probe = await probeDelivery(target.url, brief);
    expect(facts(probe)).toEqual({ "pong-between-fragments": true });
    expect(probe.notLearnt).toEqual([
      "The target sends no text back, so how it answers fragments is not known.",
    ]);
  });

  it("of a target that ends the connection at a fragment: nothing, and with which code", async () => {
    await using target = await startStrictTarget();
    const probe = await probeDelivery(target.url, patient);
    expect(probe).toEqual({
      delivery: [],
      notLearnt: ["The target ended the connection within a fragmented message (close code 1003)."],
    });
  });

  it("of nobody: nothing, and why", async () => {
    await using target = await startMuteTarget();
    const { url } = target;
    await target[Symbol.asyncDispose]();
    const probe = await probeDelivery(url, patient);
    expect(probe).toEqual({
      delivery: [],
      notLearnt: ["How it delivers fragments is not known: nothing listens at the address (ECONNREFUSED)."],
    });
  });
});
