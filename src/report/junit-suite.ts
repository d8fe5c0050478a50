// Suites and cases of JUnit XML.

import type { RunReport } from "../metrics/run-report.js";
import { printable } from "./printable.js";
import type { XmlElement } from "./xml.js";

/** How many cases a suite has, by outcome. */
export interface Tally {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

/** A suite with its figures, which its parent adds up. */
export interface Suite {
  readonly tally: Tally;
  readonly element: XmlElement;
}

/** The suite of `cases`. */
export function suite(
  report: RunReport,
  name: string,
  durationMs: number,
  cases: readonly XmlElement[],
): Suite {
  const having = (child: string): number =>
    cases.filter(({ children = [] }) => children.some((one) => typeof one !== "string" && one.name === child))
      .length;
  const tally: Tally = {
    tests: cases.length,
    failures: having("failure"),
    errors: having("error"),
    skipped: having("skipped"),
  };
  const attributes = {
    name: printable(name),
    ...tally,
    time: seconds(durationMs),
    timestamp: report.startedAt,
  };
  return { tally, element: { name: "testsuite", attributes, children: cases } };
}

/** A case; without `result` it passed. */
export function testCase(
  group: string,
  title: string,
  durationMs: number,
  result: XmlElement | undefined,
): XmlElement {
  return {
    name: "testcase",
    attributes: { name: printable(title), classname: `wsrig.${printable(group)}`, time: seconds(durationMs) },
    children: result === undefined ? [] : [result],
  };
}

/** As JUnit writes times. */
export function seconds(ms: number): string {
  return (ms / 1_000).toFixed(3);
}
