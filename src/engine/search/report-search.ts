// A search as the report keeps it.

import type { ReportSearch } from "../../metrics/run-report.js";
import type { LoadSearchResult } from "./run-search.js";
import { describeSearch } from "./search-words.js";
import { type SearchVary, searchedWhat } from "./vary-load.js";

/** What was searched for. */
export interface Searched {
  readonly vary: SearchVary;
  readonly until: string;
}

/** The block `search` of a report. */
export function reportSearch({ vary, until }: Searched, result: LoadSearchResult): ReportSearch {
  const { unit, bound, answer, isConfirmed, ended, shown, probes } = result;
  return {
    vary,
    until,
    unit,
    bound,
    ...(answer !== undefined && { answer }),
    isConfirmed,
    ended: ended.kind,
    ...(shown !== undefined && { shown: shown.value }),
    sentence: describeSearch(result, searchedWhat(vary)),
    probes: probes.map(({ value, purpose, holds, observed, failures, invalid }) => ({
      value,
      purpose,
      holds,
      ...(observed !== undefined && { observed }),
      ...(failures !== undefined && { failures: [...failures] }),
      ...(invalid !== undefined && { invalid }),
    })),
  };
}
