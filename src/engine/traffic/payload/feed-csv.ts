// Feeds in CSV (RFC 4180) with a header line.

import { CsvError, type InfoRecord, parse } from "csv-parse/sync";
import type { FeedProblem, ParsedFeed } from "./feed.js";

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: InfoRecord;
}

/** The rows of `text`; empty lines do not count. */
export function parseCsvFeed(text: string): ParsedFeed {
  let records: readonly CsvRecord[];
  try {
    records = parse(text, {
      bom: true,
      info: true,
      record_delimiter: ["\r\n", "\n"],
      // Said below, for all rows at once.
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as readonly CsvRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === "number" ? error.lines : 1;
    return { columns: [], rows: [], lines: [], problems: [{ line, message: `is no CSV: ${error.message}` }] };
  }
  const [header, ...rest] = records;
  if (header === undefined) return emptyFile;
  const columns = header.record;
  const problems = [...headerProblems(columns), ...rowProblems(rest, columns.length)];
  if (rest.length === 0) problems.push({ line: 1, message: "is the only line; must be followed by rows" });
  return {
    columns,
    rows: rest.map(({ record }) => record),
    lines: rest.map(({ info }) => info.lines),
    problems,
  };
}

const emptyFile: ParsedFeed = {
  columns: [],
  rows: [],
  lines: [],
  problems: [{ line: 1, message: "is empty; must be a header line, with the names of the values" }],
};

function headerProblems(columns: readonly string[]): FeedProblem[] {
  return columns.flatMap((name, index) => {
    if (!/^[^\s{}]+$/.test(name)) {
      return [{ line: 1, message: `names value ${index + 1} "${name}"; must be a word without braces` }];
    }
    if (columns.indexOf(name) < index) {
      return [{ line: 1, message: `names two values "${name}"; must name each differently` }];
    }
    return [];
  });
}

function rowProblems(records: readonly CsvRecord[], expected: number): FeedProblem[] {
  return records
    .filter(({ record }) => record.length !== expected)
    .map(({ record, info }) => ({
      line: info.lines,
      message: `has ${count(record.length)}; must have ${expected}, as the header`,
    }));
}

function count(values: number): string {
  return values === 1 ? "1 value" : `${values} values`;
}
