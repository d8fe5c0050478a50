// The groups of conformance cases, by the first part of an id, and the order of ids.

/** A group of cases. */
export interface CaseGroup {
  /** Such as `5` or `H`: what its ids begin with. */
  readonly id: string;
  readonly title: string;
}

/** All groups, in the order of the catalogue. */
export const caseGroups: readonly CaseGroup[] = [
  { id: "1", title: "Messages by length" },
  { id: "2", title: "Ping and pong" },
  { id: "3", title: "Reserved bits" },
  { id: "4", title: "Reserved opcodes" },
  { id: "5", title: "Fragmentation" },
  { id: "6", title: "UTF-8" },
  { id: "7", title: "Closing" },
  { id: "9", title: "Limits and performance" },
  { id: "10", title: "Automatic fragmentation" },
  { id: "12", title: "permessage-deflate, kinds of payload" },
  { id: "13", title: "permessage-deflate, parameters" },
  { id: "R", title: "Reference cases, corrected" },
  { id: "H", title: "Opening handshake" },
  { id: "M", title: "Masking and lengths" },
  { id: "C", title: "Closing, further cases" },
  { id: "L", title: "Limits and floods" },
  { id: "D", title: "permessage-deflate, what must be refused" },
];

/** The id of the group that a case belongs to: `5` of `5.15`. */
export function groupOf(caseId: string): string {
  return caseId.split(".", 1)[0] ?? caseId;
}

/** The title of a group; its id where it is not known. */
export function groupTitle(groupId: string): string {
  return caseGroups.find(({ id }) => id === groupId)?.title ?? groupId;
}

/** The order of the catalogue: by group, then number by number. For `sort`. */
export function compareCaseIds(a: string, b: string): number {
  const [partsA, partsB] = [a.split("."), b.split(".")];
  const byGroup = placeOf(partsA[0]) - placeOf(partsB[0]);
  if (byGroup !== 0) return byGroup;
  for (let index = 0; index < Math.min(partsA.length, partsB.length); index++) {
    const byPart = (partsA[index] ?? "").localeCompare(partsB[index] ?? "", "en", { numeric: true });
    if (byPart !== 0) return byPart;
  }
  return partsA.length - partsB.length;
}

function placeOf(groupId: string | undefined): number {
  const place = caseGroups.findIndex(({ id }) => id === groupId);
  return place < 0 ? caseGroups.length : place;
}
