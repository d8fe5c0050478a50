// What may be wrong with one demand: its form, its condition, and when it may end the run.

import { WsrigError } from "../../errors.js";
import { nearestWord } from "../../nearest-word.js";
import { parseDurationMs } from "../../units.js";
import { type MetricFacts, parseCondition, splitCondition } from "./parse-condition.js";
import type { ProblemPlace } from "./problems.js";
import type { Threshold, ThresholdSetting } from "./threshold.js";

/** What a setting says on its own. */
export type CheckedSetting = Pick<Threshold, "condition" | "expression" | "abortAfterMs">;

const settingKeys = ["threshold", "abortOnFail", "delayAbortEval"];

/**
 * Reads one setting; undefined when `place` has problems of it.
 *
 * @param metric - Undefined when nobody knows it: then only the form can be looked at.
 */
export function checkSetting(
  setting: ThresholdSetting,
  metric: MetricFacts | undefined,
  place: ProblemPlace,
): CheckedSetting | undefined {
  // A program in JavaScript may give anything.
  const written: unknown = setting;
  if (typeof written === "string") {
    const condition = checkCondition(written, metric, place);
    return condition && { condition, expression: written.trim() };
  }
  if (typeof written !== "object" || written === null || Array.isArray(written)) {
    place.add('is no threshold; must be text such as "p(99) < 50ms", or an object with it as threshold');
    return undefined;
  }
  return checkObject({ ...written }, metric, place);
}

function checkObject(
  setting: Readonly<Record<string, unknown>>,
  metric: MetricFacts | undefined,
  place: ProblemPlace,
): CheckedSetting | undefined {
  const known = checkKeys(setting, place);
  const { threshold } = setting;
  if (typeof threshold !== "string") {
    place.at("threshold").add('is missing; must be text such as "p(99) < 50ms"');
    return undefined;
  }
  const condition = checkCondition(threshold, metric, place.at("threshold"));
  const abort = checkAbort(setting, place);
  if (!known || condition === undefined || abort === undefined) return undefined;
  return { condition, expression: threshold.trim(), ...abort };
}

function checkKeys(setting: Readonly<Record<string, unknown>>, place: ProblemPlace): boolean {
  const unknown = Object.keys(setting).filter((key) => !settingKeys.includes(key));
  for (const key of unknown) {
    const near = nearestWord(key, settingKeys);
    place
      .at(key)
      .add(
        "is not known here",
        near === undefined ? `Use one of: ${settingKeys.join(", ")}.` : `Write ${near} if you mean that.`,
      );
  }
  return unknown.length === 0;
}

function checkCondition(text: string, metric: MetricFacts | undefined, place: ProblemPlace) {
  if (metric !== undefined) return place.attempt(() => parseCondition(text, metric, place.path));
  place.attempt(() => splitCondition(text, place.path));
  return undefined;
}

/** When it may end the run: an empty object for never; undefined for a problem. */
function checkAbort(
  { abortOnFail = false, delayAbortEval }: Readonly<Record<string, unknown>>,
  place: ProblemPlace,
): Pick<Threshold, "abortAfterMs"> | undefined {
  if (typeof abortOnFail !== "boolean") {
    place.at("abortOnFail").add(`is ${JSON.stringify(abortOnFail)}; must be true or false`);
    return undefined;
  }
  const delayMs = delayAbortEval === undefined ? 0 : checkDelay(delayAbortEval, place.at("delayAbortEval"));
  if (delayMs === undefined) return undefined;
  if (abortOnFail) return { abortAfterMs: delayMs };
  if (delayAbortEval === undefined) return {};
  place
    .at("delayAbortEval")
    .add("has no meaning without abortOnFail", "Add abortOnFail: true, or leave out delayAbortEval.");
  return undefined;
}

function checkDelay(delay: unknown, place: ProblemPlace): number | undefined {
  try {
    if (typeof delay === "string") return parseDurationMs(delay, place.path);
  } catch (error) {
    if (!(error instanceof WsrigError)) throw error;
  }
  place.add(
    `is ${JSON.stringify(delay)}; must be a time with its unit, such as "10s"`,
    /^\d+$/.test(String(delay)) ? `Write "${String(delay)}s" if you mean seconds.` : undefined,
  );
  return undefined;
}
