// The sections of the page in their order, and which of them a report has: the page and its links are drawn from this list.

import type { ComponentType } from "preact";
import { groupingTags, loadGroups } from "../data/figure-groups.js";
import { hasHealth } from "../data/generator-health.js";
import { handshakeRows } from "../data/handshake-phases.js";
import { heatOptions } from "../data/heat-grid.js";
import { balanceRows } from "../data/message-balance.js";
import type { ReportSource } from "../data/report-source.js";
import { connectionsOverTime, troubleOverTime } from "../data/traffic-curves.js";
import { trendChoices } from "../data/trend-choices.js";
import { variantPlot } from "../data/variant-plot.js";
import { says } from "../words/report-words.js";
import { AllVariants } from "./all-variants.js";
import { Balance } from "./balance.js";
import { Blocks } from "./blocks.js";
import { ByTag } from "./by-tag.js";
import { CaseGroups } from "./case-groups.js";
import { Cases } from "./cases.js";
import { Checks } from "./checks.js";
import { Compared } from "./compared.js";
import { Connections } from "./connections.js";
import { Differences } from "./differences.js";
import { Distribution } from "./distribution.js";
import { FanOut, hasFanOut } from "./fan-out.js";
import { Generator } from "./generator.js";
import { Handshake } from "./handshake.js";
import { HeatMap } from "./heat-map.js";
import { Loads } from "./loads.js";
import { Metrics } from "./metrics.js";
import { RunDetails } from "./run-details.js";
import { Search } from "./search.js";
import type { SectionViewProps } from "./section.js";
import { Sweep } from "./sweep.js";
import { Thresholds } from "./thresholds.js";
import { VariantLatency } from "./variant-latency.js";

/** One section. */
export interface PageSection {
  /** Of the element that it draws. */
  readonly id: string;
  /** Of the link that leads to it. */
  readonly title: string;
  readonly isShown: (source: ReportSource) => boolean;
  /** Drawn where `isShown` holds; absent where the section before it draws this one too. */
  readonly View?: ComponentType<SectionViewProps>;
}

/** The sections that this report has, in reading order. */
export function sectionsOf(source: ReportSource): readonly PageSection[] {
  return allSections.filter(({ isShown }) => isShown(source));
}

const allSections: readonly PageSection[] = [
  {
    id: "groups",
    title: says.sections.groups,
    isShown: ({ report }) => report.agents !== undefined,
    View: CaseGroups,
  },
  {
    id: "cases",
    title: says.sections.cases,
    isShown: ({ report }) => report.agents !== undefined,
    View: Cases,
  },
  {
    id: "fragments",
    title: says.sections.fragments,
    isShown: ({ report }) => report.experiment?.sweep !== undefined,
    View: Sweep,
  },
  {
    id: "all-variants",
    title: says.sections.allVariants,
    isShown: ({ report }) => (report.comparisons ?? []).length > 1,
    View: AllVariants,
  },
  {
    id: "differences",
    title: says.sections.differences,
    isShown: ({ report }) => (report.comparisons ?? []).length > 0,
    View: Differences,
  },
  {
    id: "variant-latency",
    title: says.sections.variantLatency,
    isShown: (source) => source.report.blocks !== undefined && variantPlot(source) !== undefined,
    View: VariantLatency,
  },
  {
    id: "blocks",
    title: says.sections.blocks,
    isShown: ({ report }) => (report.blocks ?? []).length > 0,
    View: Blocks,
  },
  {
    id: "compared",
    title: says.sections.compared,
    isShown: ({ report }) => report.experiment !== undefined,
    View: Compared,
  },
  {
    id: "search",
    title: says.sections.search,
    isShown: ({ report }) => report.search !== undefined,
    View: Search,
  },
  {
    id: "thresholds",
    title: says.sections.thresholds,
    isShown: ({ report }) => report.thresholds.length > 0,
    View: Thresholds,
  },
  {
    id: "checks",
    title: says.sections.checks,
    isShown: ({ report }) => report.checks.length > 0,
    View: Checks,
  },
  {
    id: "loads",
    title: says.sections.loads,
    isShown: ({ report }) => report.experiment === undefined && loadGroups(report).length > 0,
    View: Loads,
  },
  {
    id: "loads",
    title: says.sections.totals,
    isShown: ({ report }) => report.experiment !== undefined && loadGroups(report).length > 0,
    View: Loads,
  },
  {
    id: "tags",
    title: says.sections.tags,
    isShown: ({ report }) => groupingTags(report).length > 0,
    View: ByTag,
  },
  { id: "latency", title: says.sections.latency, isShown: hasTimes, View: Distribution },
  {
    id: "time",
    title: says.sections.time,
    isShown: (source) => source.report.series.length > 0 && hasTimes(source),
  },
  {
    id: "heat",
    title: says.sections.heat,
    isShown: ({ report }) => heatOptions(report).times.length > 0,
    View: HeatMap,
  },
  { id: "fan-out", title: says.sections.fanOut, isShown: ({ report }) => hasFanOut(report), View: FanOut },
  {
    id: "connections",
    title: says.sections.connections,
    isShown: ({ report }) => connectionsOverTime(report).length + troubleOverTime(report.series).length > 0,
    View: Connections,
  },
  {
    id: "balance",
    title: says.sections.balance,
    isShown: (source) => balanceRows(source).length > 0,
    View: Balance,
  },
  {
    id: "generator",
    title: says.sections.generator,
    isShown: ({ report }) => hasHealth(report),
    View: Generator,
  },
  {
    id: "handshake",
    title: says.sections.handshake,
    isShown: ({ report }) => handshakeRows(report).length > 0,
    View: Handshake,
  },
  {
    id: "metrics",
    title: says.sections.metrics,
    isShown: ({ report }) => report.metrics.length > 0,
    View: Metrics,
  },
  { id: "repeat", title: says.sections.repeat, isShown: () => true, View: RunDetails },
];

/** Times are chosen in one section and drawn in two. */
function hasTimes(source: ReportSource): boolean {
  return trendChoices(source).length > 0;
}
