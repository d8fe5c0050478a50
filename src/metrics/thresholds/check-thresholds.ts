// Reads all thresholds of a run before it starts, and says everything that is wrong with them at once.

import { WsrigError } from "../../errors.js";
import { checkSelector } from "./check-selector.js";
import { checkSetting } from "./check-setting.js";
import { invalidThresholdCode } from "./invalid-threshold.js";
import { knownMetric, nearestMetric, type ThresholdContext } from "./known-words.js";
import type { MetricFacts } from "./parse-condition.js";
import { Problems, type ThresholdProblem } from "./problems.js";
import { type MetricSelector, parseSelector, splitThreshold } from "./selector.js";
import type { Threshold, ThresholdSetting, ThresholdSettings } from "./threshold.js";

/** Thresholds as the user wrote them. */
export interface WrittenThresholds {
  /** Of a scenario file or of a program. */
  readonly settings?: ThresholdSettings | undefined;
  /** Where `settings` are, for messages and for a reader of the file. Default `["thresholds"]`. */
  readonly settingsAt?: readonly PropertyKey[] | undefined;
  /** Each as `METRIC: EXPRESSION`. */
  readonly flags?: readonly string[] | undefined;
  /** Name of the flag, for messages. Default `--threshold`. */
  readonly flagName?: string | undefined;
}

/** What {@link checkThresholds} found; only without problems are the thresholds all that were written. */
export interface CheckedThresholds {
  /** Those of the file first, then those of the flags, in the order written. */
  readonly thresholds: readonly Threshold[];
  readonly problems: readonly ThresholdProblem[];
}

/** Reads all thresholds and gathers every problem. */
export function checkThresholds(written: WrittenThresholds, context: ThresholdContext): CheckedThresholds {
  const problems = new Problems();
  const thresholds = [
    ...fromSettings(written, { context, problems }),
    ...fromFlags(written, { context, problems }),
  ];
  return { thresholds, problems: problems.list };
}

/**
 * Reads all thresholds.
 *
 * @throws WsrigError `usage-invalid-threshold` that names every problem, one a line, with its hint where there is one.
 */
export function requireThresholds(
  written: WrittenThresholds,
  context: ThresholdContext,
): readonly Threshold[] {
  const { thresholds, problems } = checkThresholds(written, context);
  const [first, ...others] = problems;
  if (first === undefined) return thresholds;
  if (others.length === 0)
    throw new WsrigError(invalidThresholdCode, first.message, { path: first.path, hint: first.hint });
  const lines = problems.map(({ message, hint }) => (hint === undefined ? message : `${message} (${hint})`));
  throw new WsrigError(invalidThresholdCode, lines.join("\n"), { path: first.path });
}

interface Checking {
  readonly context: ThresholdContext;
  readonly problems: Problems;
}

function fromSettings({ settings = {}, settingsAt = ["thresholds"] }: WrittenThresholds, checking: Checking) {
  return Object.entries(settings).flatMap(([selector, list]) => {
    const place = checking.problems.at([...settingsAt, selector]);
    if (!Array.isArray(list)) {
      place.add("is no list of thresholds; must be a list, also of one", 'Write it as in ["count == 0"].');
      return [];
    }
    const about = readSelector(selector, checking, place);
    return list.flatMap((setting: ThresholdSetting, index) =>
      readSetting(about, setting, checking.problems.at([...settingsAt, selector, index])),
    );
  });
}

function fromFlags({ flags = [], flagName = "--threshold" }: WrittenThresholds, checking: Checking) {
  return flags.flatMap((flag) => {
    const place = checking.problems.at([flagName]);
    const parts = place.attempt(() => splitThreshold(flag, place.path));
    if (parts === undefined) return [];
    return readSetting(readSelector(parts.metric, checking, place), parts.expression, place);
  });
}

type Place = ReturnType<Problems["at"]>;

/** What is known of the samples that thresholds are about. A selector with problems gives no thresholds. */
interface About {
  readonly selector: MetricSelector | undefined;
  /** For a misspelt name what it is nearest to, so that conditions on it are read too. */
  readonly metric: MetricFacts | undefined;
}

function readSelector(text: string, { context }: Checking, place: Place): About {
  const selector = place.attempt(() => parseSelector(text, place.path));
  if (selector === undefined) return { selector: undefined, metric: undefined };
  const metric = knownMetric(selector.name, context);
  const right = checkSelector(selector, context, place);
  return { selector: right ? selector : undefined, metric: metric ?? nearestMetric(selector.name, context) };
}

function readSetting(
  { selector, metric }: About,
  setting: ThresholdSetting,
  place: Place,
): readonly Threshold[] {
  const checked = checkSetting(setting, metric, place);
  if (selector === undefined || metric === undefined || checked === undefined) return [];
  return [{ selector, kind: metric.kind, ...checked }];
}
