import { describe, expect, test } from "vitest";
import {
  findIdleTimeout,
  type IdleOptions,
  type IdleResult,
} from "../../../src/client/idle/find-idle-timeout.js";
import { idleRemarks, idleSentence } from "../../../src/client/idle/idle-words.js";
import { FakeClock } from "../../fake-clock.js";
import { inVirtualTime, SilentTarget, type SilentTargetOptions } from "./silent-target.js";

const asked = {
  fromMs: 1_000,
  maxMs: 120_000,
  precisionMs: 1_000,
  probe: "ping",
  timeoutMs: 10_000,
} as const;

interface Search {
  readonly result: IdleResult;
  /** The words for it; empty when nothing was observed. */
  readonly sentence: string;
  readonly rounds: readonly (readonly number[])[];
  readonly target: SilentTarget;
  readonly tookS: number;
}

async function search(target: SilentTargetOptions, options: Partial<IdleOptions> = {}): Promise<Search> {
  const clock = new FakeClock(7_000_000);
  const silent = new SilentTarget(clock, target);
  const rounds: (readonly number[])[] = [];
  const work = findIdleTimeout({
    ...{ url: "ws://target.example/", dial: {}, clock, open: silent.open, ...asked, ...options },
    onRound: (silencesMs) => void rounds.push(silencesMs),
  });
  const result = await inVirtualTime(clock, work);
  const words = { ...asked, ...options };
  const sentence = result.kind === "observed" ? idleSentence(result, words) : "";
  return { result, sentence, rounds, target: silent, tookS: Math.floor((clock.nowUs() - 7_000_000) / 1e6) };
}

const ladder = [1, 2, 5, 10, 15, 30, 45, 60, 90, 120].map((seconds) => seconds * 1_000);

describe("a path", () => {
  test("without an idle timeout takes as long as the longest silence, and every connection is closed in order", async () => {
    const { result, sentence, rounds, target, tookS } = await search({});
    expect(result).toMatchObject({ kind: "observed", interval: { aliveMs: 120_000, endedMs: undefined } });
    expect(sentence).toBe("no idle timeout up to 2 min");
    expect(rounds).toEqual([ladder]);
    expect(target.left).toEqual(Array(12).fill("closed 1000 normal"));
    expect(tookS).toBe(122);
  });

  test("whose peer closes after 60.02 s is known at once: a connection that was silent for 60 s lives", async () => {
    const { result, sentence, rounds, tookS } = await search({ idleMs: 60_020 });
    expect(result).toMatchObject({ interval: { aliveMs: 60_000, endedMs: 60_020 } });
    expect(sentence).toBe('idle timeout between 60.00 s and 60.02 s: the peer closed with 1001 "idle"');
    expect(rounds).toEqual([ladder]);
    expect(tookS).toBe(63);
  });

  test("whose peer closes after 50 s takes one more round, which proves the time that the peer told itself", async () => {
    const { result, sentence, rounds, target } = await search({ idleMs: 50_000 });
    expect(rounds).toEqual([ladder, [46_000, 47_000, 48_000, 49_000]]);
    expect(result).toMatchObject({ interval: { aliveMs: 49_000, endedMs: 50_000 } });
    expect(sentence).toBe('idle timeout between 49.0 s and 50.0 s: the peer closed with 1001 "idle"');
    expect(target.left.filter((how) => how === "open")).toEqual([]);
  });

  test("that resets, or breaks the protocol, says so", async () => {
    const reset = await search({ idleMs: 1_500, ending: "reset" }, { precisionMs: 500 });
    expect(reset.sentence).toBe(
      "idle timeout between 1.00 s and 1.50 s: the peer reset the TCP connection (ECONNRESET)",
    );
    const broken = await search({ idleMs: 1_500, ending: "violation" }, { precisionMs: 500 });
    expect(broken.sentence).toBe(
      "idle timeout between 1.00 s and 1.50 s: the peer broke the protocol (the opcode is 3; must not be a reserved one)",
    );
  });

  test("that forgets connections silently is told apart by the ping without an answer, and narrowed by rounds", async () => {
    const { result, sentence, rounds, target } = await search({ idleMs: 50_000, ending: "mute" });
    expect(rounds).toEqual([
      ladder,
      [46_875, 48_750, 50_625, 52_500, 54_375, 56_250, 58_125, 59_000],
      [49_625],
    ]);
    expect(result).toMatchObject({ interval: { aliveMs: 49_625, endedMs: 50_625 } });
    expect(sentence).toBe(
      "idle timeout between 49.6 s and 50.6 s: the connection was silently dead, no answer to the ping within 10.0 s",
    );
    expect(target.left.filter((how) => how === "open")).toEqual([]);
  });

  test("that forgets connections and resets them when they are spoken to", async () => {
    const { sentence } = await search({ idleMs: 59_500, ending: "reset-when-spoken-to" });
    expect(sentence).toMatch(
      /^idle timeout between 59\.\d s and 60\.\d s: the peer reset the TCP connection \(ECONNRESET\) when the ping was sent$/,
    );
  });

  test("that ends some connections sooner than others is not called one timeout", async () => {
    const { result, sentence, rounds } = await search({
      idleMs: (connection) => (connection === 4 ? 3_000 : Number.POSITIVE_INFINITY),
      ending: "mute",
    });
    expect(result).toMatchObject({ interval: { aliveMs: 10_000, endedMs: 5_000 } });
    expect(sentence).toBe(
      "no one idle timeout: a connection was lost after 5.0 s, another lived on after 10.0 s: the connection was silently dead, no answer to the ping within 10.0 s",
    );
    expect(rounds).toEqual([ladder]);
  });
});

describe("a path that ends connections by their age", () => {
  test("is not called an idle timeout: a busy connection is lost as well, and nothing is narrowed", async () => {
    const { result, sentence, rounds } = await search({ ageMs: 50_500 });
    expect(result).toMatchObject({
      interval: { aliveMs: 45_000, endedMs: 50_500 },
      busyEnd: { silentMs: 500, end: { kind: "close-frame", code: 1_001 } },
    });
    expect(sentence).toMatch(
      /^no idle timeout but a limit on age: a busy connection was lost too, after 50\.5 s, when it had been silent for 500 ms: the peer closed with 1001 "idle"$/,
    );
    expect(rounds).toEqual([ladder]);
  });

  test("is told from one whose timeout is too short for the busy connection as well", async () => {
    const { result } = await search({ idleMs: 800 }, { fromMs: 1_000, precisionMs: 200 });
    expect(result).toMatchObject({ busyEnd: undefined, interval: { endedMs: 800 } });
  });
});

describe("the search", () => {
  test("ends with what is known when it is aborted, and drops what is still silent", async () => {
    const abort = new AbortController();
    const { result, sentence, target } = await search(
      {},
      { signal: abort.signal, onObservation: ({ kind }) => kind === "alive" && abort.abort() },
    );
    expect(result).toMatchObject({ kind: "observed", isInterrupted: true, interval: { aliveMs: 1_000 } });
    expect(sentence).toBe("no idle timeout up to 1.0 s");
    expect(target.left.filter((how) => how === "terminated")).toHaveLength(9);
  });

  test("does not begin when the first connection does not open", async () => {
    const { result, rounds } = await search({ refused: () => true });
    expect(result).toMatchObject({ kind: "not-opened", failure: { code: "refused" } });
    expect(rounds).toEqual([]);
  });

  test("does not begin when a connection that was just opened does not answer", async () => {
    const ping = await search({ answers: "message" });
    expect(ping.result).toMatchObject({
      kind: "no-answer",
      observation: { kind: "dead", timeoutMs: 10_000 },
    });
    const message = await search({ answers: "message" }, { probe: "message", maxMs: 2_000 });
    expect(message.sentence).toBe("no idle timeout up to 2.0 s");
    const closing = await search({ idleMs: 0 });
    expect(closing.result).toMatchObject({ kind: "no-answer", observation: { kind: "ended" } });
  });

  test("goes on without connections that do not open, and says so", async () => {
    const { result, sentence } = await search({ refused: (connection) => connection >= 9 });
    expect(sentence).toBe("no idle timeout up to 45.0 s");
    if (result.kind !== "observed") throw new Error(result.kind);
    expect(idleRemarks(result.observations, asked)).toEqual([
      {
        code: "idle-not-opened",
        message:
          "3 of 10 connections did not open, so their silences were not tried: nothing listens at the address.",
        hint: "Allow more connections at once, or try again.",
      },
    ]);
  });

  test("does not narrow for ever when the further connections do not open", async () => {
    const { rounds, sentence } = await search({ idleMs: 50_000, refused: (connection) => connection > 11 });
    expect(rounds).toHaveLength(2);
    expect(sentence).toBe('idle timeout between 45.0 s and 50.0 s: the peer closed with 1001 "idle"');
  });

  test("tries a silence that is asked for besides", async () => {
    const { rounds } = await search({}, { alsoMs: 75_000 });
    expect(rounds[0]).toContain(75_000);
  });

  test("notes a peer that keeps the path busy itself", async () => {
    const { result } = await search({ pingMs: 25_000 });
    if (result.kind !== "observed") throw new Error(result.kind);
    expect(idleRemarks(result.observations, asked)).toEqual([
      {
        code: "idle-peer-spoke",
        message:
          "The peer sent 4 pings in 2 min while we were silent, so the path was quiet for no longer than 25.0 s at a time.",
        hint: "Turn the peer's own traffic off to learn what the path does with up to 2 min of silence.",
      },
    ]);
  });
});
