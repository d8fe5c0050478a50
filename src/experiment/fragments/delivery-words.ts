// How a target delivers fragments, as facts with their sentences.

import type { DeliveryFact } from "../../metrics/experiment-report.js";

/** @param hasPong - Whether a ping within a fragmented message was answered before its end. */
export function pongFact(hasPong: boolean): DeliveryFact {
  return {
    fact: "pong-between-fragments",
    value: hasPong,
    sentence: hasPong
      ? "Control frames get through between fragments: a ping within a message is answered before its end."
      : "Control frames do not get through between fragments: a ping within a message is not answered before its end.",
  };
}

/** @param cameEarly - Whether a part of the answer came before the last fragment was sent. */
export function passesOnFact(cameEarly: boolean): DeliveryFact {
  return {
    fact: "passes-fragments-on",
    value: cameEarly,
    sentence: cameEarly
      ? "The target passes fragments on: the first part of the answer comes before the last fragment is sent."
      : "The target waits for the whole message: nothing of the answer comes before the last fragment is sent.",
  };
}

/** @param frames - Of the answer to a message in 4 fragments. */
export function answerFramesFact(
  frames: number,
  { cameEarly }: { readonly cameEarly: boolean },
): DeliveryFact {
  return { fact: "answer-frames", value: frames, sentence: answerSentence(frames, cameEarly) };
}

function answerSentence(frames: number, cameEarly: boolean): string {
  if (frames === 1) return "A message in 4 fragments is delivered whole: its answer has 1 frame.";
  const answer = `The answer to a message in 4 fragments has ${frames} frames`;
  if (frames === 4) return `${answer}: the target keeps the fragments.`;
  return cameEarly ? `${answer}.` : `${answer}: the target cuts its answers itself.`;
}
