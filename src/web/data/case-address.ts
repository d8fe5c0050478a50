// The address of a case's page: the part behind the # of the page's own.

/** One case on one peer. */
export interface CaseAddress {
  readonly caseId: string;
  /** Undefined where the address names none. */
  readonly agent: string | undefined;
}

/** `#case=5.15&agent=ws+8` */
export function caseHref(caseId: string, agent: string): string {
  return `#${new URLSearchParams({ case: caseId, agent }).toString()}`;
}

/** The case that `hash` means; undefined where it means none. */
export function parseCaseAddress(hash: string): CaseAddress | undefined {
  if (!hash.startsWith("#case=")) return undefined;
  const parts = new URLSearchParams(hash.slice(1));
  return { caseId: parts.get("case") ?? "", agent: parts.get("agent") ?? undefined };
}
