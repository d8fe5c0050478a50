// What a plan asks for, field by field, under the names that users have for them: what must be alike on both sides.

import type { ExperimentVariant } from "../metrics/experiment-report.js";
import {
  type FieldDifference,
  fieldDifferences,
  isRecord,
  isWrittenAlike,
  type PlainRecord,
} from "../metrics/plain-record.js";
import type { RunReport } from "../metrics/run-report.js";
import { plannedLoads } from "./plain-data.js";

// Where a file of loads lies and by what a run is judged do not shape its load; `loads` and `variants` are looked into by themselves.
const leftOut = ["seed", "tags", "file", "thresholds", "loads", "variants", "experiment"];

/**
 * The plan of a run, or of one variant of an experiment. Left out is what a comparison is made across or what tells nothing: the seed,
 * names, tags, the host and port of the target, and the command that starts it.
 */
export function planFields(plan: RunReport["plan"], variant?: ExperimentVariant): PlainRecord {
  const { dial, ...fields } = fieldsOf(plan, variant);
  return { ...fields, ...(isRecord(dial) && { dial: givenDial(dial) }) };
}

function fieldsOf(plan: RunReport["plan"], variant: ExperimentVariant | undefined): PlainRecord {
  const others = Object.fromEntries(Object.entries(plan).filter(([key]) => !leftOut.includes(key)));
  if (variant !== undefined)
    return { ...generatorOf(plan), ...loadFields({ ...variant.load, url: variant.url }) };
  const loads = plannedLoads(plan);
  const [first] = loads;
  if (loads.length === 1 && first !== undefined) return { ...others, ...loadFields(first) };
  return { ...others, ...Object.fromEntries(loads.map((load) => [String(load.name), loadFields(load)])) };
}

// Some kinds of reports write these down, others leave them out.
const dialDefaults: PlainRecord = { driver: "frame", maskKeys: "random", timeoutMs: 10_000 };

function givenDial(dial: PlainRecord): PlainRecord {
  return Object.fromEntries(Object.entries(dial).filter(([key, value]) => value !== dialDefaults[key]));
}

/** Where two plans differ, in the order of the first. Absent, false and empty are one: options that nobody gave. */
export function planDifferences(baseline: PlainRecord, candidate: PlainRecord): readonly FieldDifference[] {
  return fieldDifferences(baseline, candidate, isSame);
}

/** Names of all fields of a plan, those that hold others too. */
export function fieldNames(fields: PlainRecord, above = ""): readonly string[] {
  return Object.entries(fields).flatMap(([key, value]) => {
    const name = above === "" ? key : `${above}.${key}`;
    return isRecord(value) ? [name, ...fieldNames(value, name)] : [name];
  });
}

/** Whether `field` is one of `named`, or within one. */
export function isNamed(field: string, named: readonly string[]): boolean {
  return named.some((name) => field === name || field.startsWith(`${name}.`));
}

function generatorOf({ workers, pacing, limits }: RunReport["plan"]): PlainRecord {
  return { workers, pacing, limits };
}

function loadFields({ name: _name, tags: _tags, url, work, connect, ...load }: PlainRecord): PlainRecord {
  const { dial, concurrency, ratePerSecond, localAddresses } = isRecord(connect) ? connect : {};
  const kind = isRecord(work) && work.kind === "script" ? "script" : "traffic";
  return {
    url: urlFields(String(url)),
    ...load,
    [kind]: work,
    ...(dial !== undefined && { dial }),
    connectConcurrency: concurrency,
    connectRatePerSecond: ratePerSecond,
    localAddresses,
  };
}

/** Not by the URL parser: the port of a target that is started for a block is written `{port}`. */
function urlFields(url: string): PlainRecord {
  const [, scheme = "", path = ""] = /^([a-z][a-z0-9+.-]*):\/\/[^/?#]*([^#]*)/i.exec(url) ?? [];
  return { scheme: scheme.toLowerCase(), path: path.startsWith("/") ? path : `/${path}` };
}

function isSame(a: unknown, b: unknown): boolean {
  return (isEmpty(a) && isEmpty(b)) || isWrittenAlike(a, b);
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.values(value).every(isEmpty);
}
