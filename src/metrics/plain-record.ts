// Data whose shape no schema says, such as the plan in a report: looked into with care, and held against each other.

/** An object of named values. */
export type PlainRecord = Readonly<Record<string, unknown>>;

/** Whether `data` is an object and no list. */
export function isRecord(data: unknown): data is PlainRecord {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

/** A field in which two records differ. */
export interface FieldDifference {
  /** With the names above it: `traffic.message.delivery`. */
  readonly field: string;
  readonly baseline: unknown;
  readonly candidate: unknown;
}

/**
 * Where two records differ, field by field down to values and lists, in the order of the first.
 *
 * @param isSame - Of two values of which at least one is no record. Default: both are written alike in JSON.
 */
export function fieldDifferences(
  baseline: unknown,
  candidate: unknown,
  isSame: (a: unknown, b: unknown) => boolean = isWrittenAlike,
): readonly FieldDifference[] {
  return differences([baseline, candidate], "", isSame);
}

/** Whether both are the same in JSON. */
export function isWrittenAlike(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function differences(
  [a, b]: readonly [unknown, unknown],
  field: string,
  isSame: (a: unknown, b: unknown) => boolean,
): readonly FieldDifference[] {
  if (!isRecord(a) || !isRecord(b)) return isSame(a, b) ? [] : [{ field, baseline: a, candidate: b }];
  const below = (key: string): string => (field === "" ? key : `${field}.${key}`);
  // Alternatives of a union have different fields: that the kind differs says it all.
  if (a.kind !== b.kind) return [{ field: below("kind"), baseline: a.kind, candidate: b.kind }];
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return keys.flatMap((key) => differences([a[key], b[key]], below(key), isSame));
}
